"""Cross-fitting: scores of texts by models that have not seen them, nor anything that belongs with them.

One thing is not nested. The second stage of a fold is fitted on first-stage scores of other folds, and the models that
gave those have seen the fold. The second stage has a few dozen weights, so little can leak through them, but results
are not strictly of unseen text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray

from mtdetect.text.hashing import Keys
from training.corpora import Row, outside
from training.fit.examples import Example
from training.fit.ngram_stage import NgramModel, NgramTable, fit_ngrams, no_convergence_warnings
from training.fit.stack import Stack, fit_stack

Scores = NDArray[np.float64]
_JOBS = 2  # folds at once


@dataclass(frozen=True, slots=True)
class Scored:
    """What is scored when a fold is left out, by models that have not seen the fold.

    `examples` are indexes: those of the fold, and those of human texts elsewhere that share a group with it. `scores`
    has the raw score of each in log-odds.
    """

    fold: str
    examples: NDArray[np.intp]
    scores: Scores


@dataclass(frozen=True, slots=True)
class LeftOut(Scored):
    """The same with the models that scored; `stack` is None where the scores are those of the first stage."""

    ngram_model: NgramModel
    stack: Stack | None = None

    def score(self, keys: Sequence[Keys], examples: Sequence[Example]) -> Scores:
        """Raw scores of other texts by the same models; `keys` are the n-gram keys of the examples."""
        first_stage = self.ngram_model.scores(keys)
        return self.stack.scores(first_stage, examples) if self.stack else first_stage


def cross_fit_ngrams(
    table: NgramTable, examples: Sequence[Example], rows: Sequence[Row], folds: Sequence[str]
) -> list[LeftOut]:
    """First-stage scores, fold by fold, each by a model fitted outside the fold."""
    jobs = (delayed(_leave_out)(fold, table, examples, rows, folds) for fold in sorted(set(folds)))
    with no_convergence_warnings():
        return list(Parallel(_JOBS, backend="threading")(jobs))


def cross_fit_stack(
    first_stage: Sequence[LeftOut], examples: Sequence[Example], rows: Sequence[Row], folds: Sequence[str]
) -> list[LeftOut]:
    """Scores of both stages, fold by fold; the second stage too is fitted outside the fold."""
    own = own_scores(first_stage, examples, folds)
    return [_second_stage(left_out, own, examples, rows, folds) for left_out in first_stage]


def leave_out(
    folds: Sequence[str],
    fold: str,
    table: NgramTable,
    first_stage: Scores,
    examples: Sequence[Example],
    rows: Sequence[Row],
) -> LeftOut:
    """Both stages with one fold left out.

    `first_stage` has the first-stage score of every example by a model that left out the example's own block.
    """
    return _second_stage(_leave_out(fold, table, examples, rows, folds), first_stage, examples, rows, folds)


def own_scores(left_out: Sequence[Scored], examples: Sequence[Example], folds: Sequence[str]) -> Scores:
    """The score of every example by the model that left its own fold out; NaN where there is none."""
    scores = np.full(len(examples), np.nan)
    for part in left_out:
        own = np.array([folds[examples[at].row] == part.fold for at in part.examples])
        scores[part.examples[own]] = part.scores[own]
    return scores


def _leave_out(
    fold: str, table: NgramTable, examples: Sequence[Example], rows: Sequence[Row], folds: Sequence[str]
) -> LeftOut:
    """The first stage with one fold left out."""
    train = _training_examples(fold, examples, rows, folds)
    test = _test_examples(fold, examples, rows, folds)
    model = fit_ngrams(table, train, [rows[examples[at].row] for at in train])
    return LeftOut(fold, np.array(test, np.intp), model.table_scores(table, test), model)


def _second_stage(
    left_out: LeftOut, own: Scores, examples: Sequence[Example], rows: Sequence[Row], folds: Sequence[str]
) -> LeftOut:
    train = _training_examples(left_out.fold, examples, rows, folds)
    stack = fit_stack(own[train], [examples[at] for at in train], [rows[examples[at].row] for at in train])
    test = [examples[at] for at in left_out.examples]
    return replace(left_out, scores=stack.scores(left_out.scores, test), stack=stack)


def _training_examples(fold: str, examples: Sequence[Example], rows: Sequence[Row], folds: Sequence[str]) -> list[int]:
    allowed = set(outside(rows, folds, fold))
    return [at for at, example in enumerate(examples) if example.row in allowed]


def _test_examples(fold: str, examples: Sequence[Example], rows: Sequence[Row], folds: Sequence[str]) -> list[int]:
    groups = {row.group for row, of in zip(rows, folds, strict=True) if of == fold}
    return [
        at
        for at, example in enumerate(examples)
        if folds[example.row] == fold or (rows[example.row].label == 0 and rows[example.row].group in groups)
    ]
