"""One whole training run, from rows to a model and its figures on everything left out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtdetect.features.ngrams import Keys
from mtdetect.features.word_classes import class_list, class_numbers
from mtdetect.model.calibration import Calibration
from mtdetect.model.engine_type import EngineModel
from training.corpora import Row
from training.fit.calibration import calibrate
from training.fit.crossfit import LeftOut, cross_fit_phrasing, cross_fit_stack, not_made, own_scores
from training.fit.engine_type import fit_engine
from training.fit.examples import Example, build
from training.fit.ngram_stage import Phrasing, all_keys, fit_phrasing, frequent_words
from training.fit.stack import Stack, fit_stack
from training.progress import step


@dataclass(frozen=True, slots=True)
class Trained:
    """A model in its parts, and what it gave to texts of each fold when that was left out.

    `keys` are the examples' phrases, `first` their first-stage scores by models that left their own fold out.
    """

    words: list[str]
    phrasing: Phrasing
    stack: Stack
    calibration: Calibration
    engine: EngineModel
    examples: list[Example]
    left_out: list[LeftOut]
    keys: list[Keys]
    first: NDArray[np.float64]


def train(rows: Sequence[Row], folds: Sequence[str], *, cuts: bool = True, jobs: int = -1) -> Trained:
    """Train on all rows; `folds` name the part of each row that is left out together with it in cross-fitting."""
    with step(f"features of {len(rows)} texts"):
        examples = build(rows, cuts=cuts, jobs=jobs)
        words = frequent_words(rows, examples)
        keys = all_keys(examples, class_numbers(class_list(words)))
    of_examples = [rows[example.row] for example in examples]
    with step("phrases, each fold left out"):
        phrasing_out = cross_fit_phrasing(keys, examples, rows, folds)
    with step("tells and measures, each fold left out"):
        left_out = cross_fit_stack(phrasing_out, examples, rows, folds)
    with step("the model on everything, and its calibration"):
        phrasing = fit_phrasing(keys, of_examples)
        first = own_scores(phrasing_out, examples, folds)
        found = not_made(range(len(examples)), examples, rows)
        stack = fit_stack(first[found], [examples[at] for at in found], [of_examples[at] for at in found])
        engine = fit_engine(examples, rows)
        scores = own_scores(left_out, examples, folds)
        judged = np.flatnonzero(~np.isnan(scores))
        calibration = calibrate(scores[judged], [examples[at] for at in judged], [of_examples[at] for at in judged])
    return Trained(words, phrasing, stack, calibration, engine, examples, left_out, keys, first)
