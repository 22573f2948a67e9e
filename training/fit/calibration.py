"""Calibration of the likelihood and of the human thresholds, on scores of texts whose sets the model has not seen."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

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
_WITHIN = 1.5  # the thresholds of a length are of texts that are at most so many times shorter or longer,
_FEWEST = 200  # or of so many of the nearest length where those are fewer
_OTHERS = 0.1  # the weight of a set of human texts that are no native articles; a set of native articles weighs 1
# A threshold for a share, such as .01, may be reached by at most so many times that share of each set's texts: one
# outlet or genre must not pay for the others. What lower and higher limits give is in docs/experiments.md.
_LIMIT, _TRANSLATIONS_LIMIT = 2.0, 8.0


@dataclass(frozen=True, slots=True)
class HeldSets:
    """Which sets of human texts limit a threshold by themselves.

    A set does so at a length if it has `fewest` texts of about that length, and at a share if its limit allows at least
    `beyond` of them above the threshold: fewer show too little.
    """

    fewest: int = 200
    beyond: float = 1.0


HELD = HeldSets()


def calibrate(scores: Scores, examples: Sequence[Example], rows: Sequence[Row], held: HeldSets = HELD) -> Calibration:
    """Fit the likelihood and the human thresholds.

    `scores` are raw scores in log-odds by models that have not seen the example's block (cross-fitted); `rows` are the
    rows of the examples, one each.
    """
    words = np.array([example.words for example in examples])
    human = np.array([row.label == 0 for row in rows])
    human_rows = [row for row, of in zip(rows, human, strict=True) if of]
    thresholds = np.array([_thresholds(scores[human], words[human], human_rows, held, knot) for knot in _KNOTS])
    return Calibration(
        _curve(scores, words, rows), np.array(_KNOTS, float), np.array(_SHARES), np.maximum.accumulate(thresholds, 1)
    )


def _curve(scores: Scores, words: NDArray[np.int_], rows: Sequence[Row]) -> tuple[float, float, float, float]:
    """Platt scaling whose slope and intercept may change with the length of the text."""
    length = np.array([relative_length(count) for count in words])
    columns = np.stack([scores, length, scores * length], axis=1)
    fitted = LogisticRegression(C=1e4, max_iter=1000)
    fitted.fit(columns, [row.label for row in rows], sample_weight=balance(rows))
    slope, longer_intercept, longer_slope = fitted.coef_[0].tolist()
    return float(fitted.intercept_[0]), slope, longer_intercept, longer_slope


def _human_weights(rows: Sequence[Row]) -> NDArray[np.float64]:
    """The weight of each human text: all sets of native articles weigh the same, sets of other human text a tenth.

    Thresholds are meant for articles, but human translations and pupils' texts count a little too. How much is a
    choice: with less weight, more of them are called translated; with full weight, hardly any machine text is.
    """
    sizes = Counter((row.set, row.kind) for row in rows)
    return np.array([(1.0 if row.article else _OTHERS) / sizes[row.set, row.kind] for row in rows], float)


def _thresholds(scores: Scores, words: NDArray[np.int_], rows: Sequence[Row], held: HeldSets, knot: int) -> Scores:
    """For each of `_SHARES`, the raw score that at most this share of human texts of about `knot` words reaches.

    The share is that of all human texts, weighted; and in no set with enough texts is it more than the set's limit
    times as large.
    """
    distance = np.abs(np.log(words / knot))
    near = np.flatnonzero(distance <= max(np.log(_WITHIN), np.sort(distance)[:_FEWEST][-1]))
    weights = _human_weights(rows)
    found = _quantiles(scores[near], weights[near], np.array(_SHARES))
    by_set: defaultdict[tuple[str, str, float], list[int]] = defaultdict(list)
    for at in near.tolist():
        by_set[rows[at].set, rows[at].kind, _limit(rows[at])].append(at)
    for (_, _, limit), texts in by_set.items():
        if len(texts) >= held.fewest:
            shares = limit * np.array(_SHARES)
            shown = (shares >= held.beyond / (len(texts) + 1)) & (shares < 1)  # what so few texts can show
            of_set = _quantiles(scores[texts], np.ones(len(texts)), shares[shown])
            found[shown] = np.maximum(found[shown], of_set)
    return found


def _limit(row: Row) -> float:
    return _TRANSLATIONS_LIMIT if row.kind == "human_translation" else _LIMIT


def _quantiles(scores: Scores, weights: NDArray[np.float64], shares: NDArray[np.float64]) -> Scores:
    """The scores that these shares of texts reach, by their weights.

    Conservative, as split conformal prediction (Vovk et al. 2005): before counting, one text more is added that scores
    above all others. Its weight is that of one text at the effective sample size, so no share comes out smaller than
    what the sample can show.
    """
    order = np.argsort(-scores)
    highest_first, mass = scores[order], weights[order]
    one_more = (mass**2).sum() / mass.sum()
    reached = (np.cumsum(mass) + one_more) / (mass.sum() + one_more)
    beyond = float(highest_first[0]) + 1e-6
    last = np.searchsorted(reached, shares, "right") - 1
    return np.where(last < 0, beyond, highest_first[np.maximum(last, 0)])
