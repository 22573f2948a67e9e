"""Scores of texts by models that have not seen them, nor anything that belongs with them.

One thing is not nested: the second stage of a fold is fitted on first-stage scores of other folds, and the models that
gave those have seen the fold. It has a few dozen weights, so little can come through, but the figures are not strict.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray

from mtdetect.features.ngrams import Keys
from training.corpora import Row, outside
from training.fit.examples import Example
from training.fit.ngram_stage import Phrasing, fit_phrasing
from training.fit.stack import Stack, fit_stack
from training.protocols.figures import Sample

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is scored when a fold is left out: the examples' indexes (the fold's, and human texts of its groups).

    With the models that scored it; `stack` is None where the scores are those of the first stage.
    """

    fold: str
    examples: NDArray[np.intp]
    scores: Scores
    phrasing: Phrasing
    stack: Stack | None = None

    def judge(self, keys: Sequence[Keys], examples: Sequence[Example]) -> Scores:
        """Scores of other texts, by the models that have not seen the fold."""
        first = self.phrasing.scores(keys)
        return self.stack.scores(first, examples) if self.stack else first


def cross_fit_phrasing(
    keys: Sequence[Keys], examples: Sequence[Example], rows: Sequence[Row], folds: Sequence[str]
) -> list[LeftOut]:
    """First-stage scores, fold by fold, each by a model fitted outside the fold."""
    names = sorted(set(folds))
    jobs = (delayed(_leave_out)(fold, keys, examples, rows, folds) for fold in names)
    return list(Parallel(2, backend="threading")(jobs))


def leave_out(
    folds: Sequence[str],
    fold: str,
    keys: Sequence[Keys],
    first: Scores,
    examples: Sequence[Example],
    rows: Sequence[Row],
) -> LeftOut:
    """Both stages with one fold left out; `first` are first-stage scores of every example, its own fold left out."""
    return _second_stage(_leave_out(fold, keys, examples, rows, folds), first, examples, rows, folds)


def _leave_out(
    fold: str, keys: Sequence[Keys], examples: Sequence[Example], rows: Sequence[Row], folds: Sequence[str]
) -> LeftOut:
    train = _training(fold, examples, rows, folds)
    test = _tested(fold, examples, rows, folds)
    model = fit_phrasing([keys[at] for at in train], [rows[examples[at].row] for at in train])
    return LeftOut(fold, np.array(test, np.intp), model.scores([keys[at] for at in test]), model)


def cross_fit_stack(
    phrasing: Sequence[LeftOut], examples: Sequence[Example], rows: Sequence[Row], folds: Sequence[str]
) -> list[LeftOut]:
    """Scores of both stages, fold by fold; the second stage too is fitted outside the fold."""
    own = own_scores(phrasing, examples, folds)
    return [_second_stage(left_out, own, examples, rows, folds) for left_out in phrasing]


def _second_stage(
    left_out: LeftOut, own: Scores, examples: Sequence[Example], rows: Sequence[Row], folds: Sequence[str]
) -> LeftOut:
    train = not_made(_training(left_out.fold, examples, rows, folds), examples, rows)
    stack = fit_stack(own[train], [examples[at] for at in train], [rows[examples[at].row] for at in train])
    tested = [examples[at] for at in left_out.examples]
    return replace(left_out, scores=stack.scores(left_out.scores, tested), stack=stack)


def own_scores(left_out: Sequence[LeftOut], examples: Sequence[Example], folds: Sequence[str]) -> Scores:
    """The score of every example by the model that left its own fold out."""
    scores = np.full(len(examples), np.nan)
    for part in left_out:
        own = np.array([folds[examples[at].row] == part.fold for at in part.examples])
        scores[part.examples[own]] = part.scores[own]
    return scores


def by_kind(
    part: LeftOut, examples: Sequence[Example], rows: Sequence[Row], folds: Sequence[str]
) -> Mapping[str, Sample]:
    """The scores of whole texts by kind: machine texts of the fold, and human ones scored with it."""
    found: dict[str, list[int]] = {}
    for place, at in enumerate(part.examples):
        row = rows[examples[at].row]
        if not examples[at].cut and (row.label == 0 or folds[examples[at].row] == part.fold):
            found.setdefault(row.kind, []).append(place)
    return {
        kind: Sample(part.scores[places], [rows[examples[part.examples[place]].row].group for place in places])
        for kind, places in sorted(found.items())
    }


def _training(fold: str, examples: Sequence[Example], rows: Sequence[Row], folds: Sequence[str]) -> list[int]:
    allowed = set(outside(rows, folds, fold))
    return [at for at, example in enumerate(examples) if example.row in allowed]


def not_made(at: Iterable[int], examples: Sequence[Example], rows: Sequence[Row]) -> list[int]:
    """Those of the examples that stand in the corpora: what was made teaches the first stage alone."""
    return [one for one in at if not rows[examples[one].row].made]


def _tested(fold: str, examples: Sequence[Example], rows: Sequence[Row], folds: Sequence[str]) -> list[int]:
    groups = {row.group for row, of in zip(rows, folds, strict=True) if of == fold and not row.made}
    tested = (
        at
        for at, example in enumerate(examples)
        if folds[example.row] == fold or (rows[example.row].label == 0 and rows[example.row].group in groups)
    )
    return not_made(tested, examples, rows)
