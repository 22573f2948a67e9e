"""Calibration on scores of texts, sets and outlets that the model has not seen."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from mtdetect.model.calibration import Calibration, relative_length
from training.corpora import Row
from training.fit.balance import balance
from training.fit.examples import Example

Scores = NDArray[np.float64]

_KNOTS = (50, 75, 110, 160, 230, 330, 480, 700)  # words
_SHARES = (1.0, 0.7, 0.5, 0.3, 0.2, 0.1, 0.07, 0.05, 0.03, 0.02, 0.015, 0.01, 0.007, 0.005, 0.003, 0.002, 0.001)
_WITHIN = 1.5  # texts up to so many times shorter or longer stand for a length,
_FEWEST = 200  # and the nearest where those are too few
_OTHERS = 0.1  # what a set of human texts that are no native articles weighs against one of those


def calibrate(scores: Scores, examples: Sequence[Example], rows: Sequence[Row]) -> Calibration:
    """Fit the likelihood and the human thresholds; `scores` are cross-fitted, `rows` the examples' rows."""
    words = np.array([example.words for example in examples])
    human = np.array([row.label == 0 for row in rows])
    weights = _human_weights([row for row, of in zip(rows, human, strict=True) if of])
    thresholds = np.array([_thresholds(scores[human], words[human], weights, knot) for knot in _KNOTS])
    return Calibration(
        _curve(scores, words, rows), np.array(_KNOTS, float), np.array(_SHARES), np.maximum.accumulate(thresholds, 1)
    )


def _curve(scores: Scores, words: NDArray[np.int_], rows: Sequence[Row]) -> tuple[float, float, float, float]:
    """Platt scaling whose slope and intercept may change with the length."""
    length = np.array([relative_length(count) for count in words])
    columns = np.stack([scores, length, scores * length], axis=1)
    fitted = LogisticRegression(C=1e4, max_iter=1000)
    fitted.fit(columns, [row.label for row in rows], sample_weight=balance(rows))
    slope, longer_intercept, longer_slope = fitted.coef_[0].tolist()
    return float(fitted.intercept_[0]), slope, longer_intercept, longer_slope


def _human_weights(rows: Sequence[Row]) -> NDArray[np.float64]:
    """Each set of native articles weighs the same, whatever its size; sets of other human text weigh less.

    The share is one of human articles, but translators and pupils are not to be forgotten. How much they weigh is a
    choice: less, and more of them are called translated; full weight, and hardly any machine text is.
    """
    sizes = Counter((row.set, row.kind) for row in rows)
    return np.array([(1.0 if row.article else _OTHERS) / sizes[row.set, row.kind] for row in rows], float)


def _thresholds(scores: Scores, words: NDArray[np.int_], weights: NDArray[np.float64], knot: int) -> Scores:
    """The raw scores that the shares of human texts of about `knot` words reach.

    Conservative: a text of the effective sample size that scores above all others is added before counting, as in
    split conformal prediction (Vovk et al. 2005), so no share comes out below what the sample can show.
    """
    distance = np.abs(np.log(words / knot))
    near = distance <= max(np.log(_WITHIN), np.sort(distance)[:_FEWEST][-1])
    order = np.argsort(-scores[near])
    highest_first, mass = scores[near][order], weights[near][order]
    one_more = (mass**2).sum() / mass.sum()
    shares = (np.cumsum(mass) + one_more) / (mass.sum() + one_more)
    beyond = float(highest_first[0]) + 1e-6
    return np.array(
        [
            beyond if share < shares[0] else highest_first[np.searchsorted(shares, share, "right") - 1]
            for share in _SHARES
        ]
    )
