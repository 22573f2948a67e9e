"""One whole training run, from rows to a model and its scores of everything left out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtdetect.model.calibration import Calibration
from mtdetect.model.engine_type import EngineModel
from training.corpora import Row
from training.fit.calibration import calibrate
from training.fit.crossfit import LeftOut, cross_fit_ngrams, cross_fit_stack, own_scores
from training.fit.engine_type import fit_engine_type
from training.fit.examples import Example, build_examples
from training.fit.ngram_stage import NgramModel, NgramTable, fit_ngrams, frequent_words, ngram_keys, ngram_table
from training.fit.stack import Stack, fit_stack
from training.progress import step


@dataclass(frozen=True, slots=True)
class TrainingResult:
    """A model in its parts, and the scores of texts of each fold when that was left out.

    `words` are the frequent words that the n-grams keep. `table` has the n-grams of each of `examples`, and
    `ngram_scores` the first-stage score of each by a model that left its own fold out.
    """

    words: list[str]
    ngram_model: NgramModel
    stack: Stack
    calibration: Calibration
    engine: EngineModel
    examples: list[Example]
    left_out: list[LeftOut]
    table: NgramTable
    ngram_scores: NDArray[np.float64]

    def score(self, examples: Sequence[Example]) -> NDArray[np.float64]:
        """Raw scores of any texts by the model that was trained on everything, in log-odds before calibration."""
        return self.stack.scores(self.ngram_model.scores(ngram_keys(examples, self.words)), examples)


def train(rows: Sequence[Row], folds: Sequence[str], *, cuts: bool = True, jobs: int = -1) -> TrainingResult:
    """Train on all rows; `folds` has the name of each row's fold, which is left out as a whole in cross-fitting.

    `cuts` and `jobs` are those of `build_examples`.
    """
    with step(f"features of {len(rows)} texts"):
        examples = build_examples(rows, cuts=cuts, jobs=jobs)
        words = frequent_words(rows, examples)
        table = ngram_table(ngram_keys(examples, words))
    of_examples = [rows[example.row] for example in examples]
    with step("n-grams, each fold left out"):
        first_stage = cross_fit_ngrams(table, examples, rows, folds)
    with step("tells and measures, each fold left out"):
        left_out = cross_fit_stack(first_stage, examples, rows, folds)
    with step("the model on everything, and its calibration"):
        ngram_model = fit_ngrams(table, range(len(examples)), of_examples)
        ngram_scores = own_scores(first_stage, examples, folds)
        stack = fit_stack(ngram_scores, examples, of_examples)
        engine = fit_engine_type(examples, rows)
        scores = own_scores(left_out, examples, folds)
        known = np.flatnonzero(~np.isnan(scores))
        calibration = calibrate(scores[known], [examples[at] for at in known], [of_examples[at] for at in known])
    return TrainingResult(words, ngram_model, stack, calibration, engine, examples, left_out, table, ngram_scores)
