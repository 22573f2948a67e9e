"""Thresholds from a user's own human texts that hold at any sample size (split conformal prediction).

Of n human texts and one more like them, each is as likely as any other to score highest. So the chance that the one
more scores above the k-th highest of the n is at most k / (n + 1), whatever the scores are distributed like (Vovk,
Gammerman and Shafer 2005, "Algorithmic learning in a random world").
"""

from collections.abc import Iterator
from dataclasses import replace
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from mtdetect.model.calibration import Calibration

Floats = NDArray[np.float64]

_MIDDLE, _HIGH = 0.5, 0.05  # shares between which the spread of human scores at a length is taken
_NO_LESS = 1e-3  # log-odds: a spread that is none must not divide by zero
_ABOVE = 10  # texts above the threshold that lengths need to have one of their own
_SHARES = (1.0, 0.7, 0.5, 0.3, 0.2, 0.1, 0.07, 0.05, 0.03, 0.02, 0.015, 0.01, 0.007, 0.005, 0.003, 0.002, 0.001)
_ROUNDING = 1e-9
_DRAWS = 100_000


def fewest(fpr: float) -> int:
    """The human texts without which a share `fpr` (0-1) of false alarms cannot be promised."""
    return max(1, ceil(1 / fpr - _ROUNDING) - 1)


def refit(calibration: Calibration, scores: Floats, words: Floats, fpr: float) -> Calibration:
    """The calibration with human thresholds of own texts; at least `fewest(fpr)` of them.

    `scores` are raw, in log-odds, `words` the texts' lengths. How scores change with the length is taken from
    `calibration`, so that few texts are enough; lengths of which there are many get thresholds of their own.
    """
    standard = standardise(calibration, scores, words)
    parts = length_groups(calibration, words, fpr)
    smallest = min(int(((words >= low) & (words < high)).sum()) for low, high in parts)
    shares = shares_shown(smallest, fpr)
    knots: list[float] = []
    thresholds: list[Floats] = []
    for low, high in parts:
        own = quantiles(standard[(words >= low) & (words < high)], shares)
        for knot in _knots_within(calibration, low, high):
            place = np.array([knot])
            knots.append(knot)
            thresholds.append(_at(calibration, _MIDDLE, place) + _spread(calibration, place) * own)
    return replace(calibration, knots=np.array(knots), shares=shares, thresholds=np.array(thresholds))


def standardise(calibration: Calibration, scores: Floats, words: Floats) -> Floats:
    """How far raw scores lie above the middle of human texts of their length, in spreads of those.

    A spread is how far the score that 1 in 20 human texts reach lies above the middle.
    """
    bounded = np.clip(words, calibration.knots[0], calibration.knots[-1])
    return np.asarray((scores - _at(calibration, _MIDDLE, bounded)) / _spread(calibration, bounded))


def raw_thresholds(calibration: Calibration, standard: Floats) -> Floats:
    """The raw score at each knot of each of such distances, shape (knots, distances): linear between knots."""
    middles = _at(calibration, _MIDDLE, calibration.knots)
    return np.asarray(middles[:, None] + _spread(calibration, calibration.knots)[:, None] * standard[None, :])


def threshold(calibration: Calibration, share: float, words: int) -> float:
    """The raw score, in log-odds, that a share (0-1) of human texts of so many words reaches."""
    return float(_at(calibration, share, np.array([words]))[0])


def shares_shown(texts: int, fpr: float) -> Floats:
    """The shares (0-1), falling, for which so many texts can show a threshold; `fpr` is one of them, if they can."""
    least = 1 / (texts + 1)
    shares = np.array(sorted({*_SHARES, fpr, least}, reverse=True))
    return shares[shares >= least]


def length_groups(calibration: Calibration, words: Floats, fpr: float) -> list[tuple[float, float]]:
    """Half-open ranges of lengths, in words, that have enough texts for thresholds of their own; together all lengths.

    They begin at knots of the calibration, never where the sample happens to leave a gap.
    """
    enough = _ABOVE / fpr
    starts = [-np.inf]
    for knot in calibration.knots[1:]:
        shorter, longer = ((words >= starts[-1]) & (words < knot)).sum(), (words >= knot).sum()
        if min(shorter, longer) >= enough:
            starts.append(float(knot))
    return list(zip(starts, [*starts[1:], np.inf], strict=True))


def expected_range(texts: int, fpr: float) -> tuple[float, float]:
    """Where the share of false alarms lies for 9 of 10 samples of so many texts; it is `fpr` in the mean, or less."""
    above = floor(fpr * (texts + 1) + _ROUNDING)
    drawn = np.random.default_rng(0).beta(above, texts + 1 - above, _DRAWS)
    low, high = np.quantile(drawn, (0.05, 0.95)).tolist()
    return low, high


def quantiles(scores: Floats, shares: Floats) -> Floats:
    """The lowest score for each share (0-1) that no more than it may reach, counting one text more than there are.

    For a share that is less than they can show, it is the highest score.
    """
    highest_first = np.sort(scores)[::-1]
    above = np.clip(texts_above(len(scores), shares), 1, len(scores))
    return np.asarray(np.nextafter(highest_first[above - 1], np.inf))


def texts_above(texts: int, shares: Floats) -> NDArray[np.intp]:
    """How many of so many texts may reach the threshold of a share (0-1)."""
    return np.floor(shares * (texts + 1) + _ROUNDING).astype(np.intp)


def _at(calibration: Calibration, share: float, words: Floats) -> Floats:
    """The score that a share of human texts reaches at each length, as `Calibration.human_share` interpolates."""
    of_knots = [
        np.interp(-np.log(share), -np.log(calibration.shares), thresholds) for thresholds in calibration.thresholds
    ]
    return np.asarray(np.interp(np.log(words), np.log(calibration.knots), of_knots))


def _spread(calibration: Calibration, words: Floats) -> Floats:
    # The larger of the two at the knots, and not between them: all must stay linear from one knot to the next.
    of_knots = np.maximum(
        _at(calibration, _HIGH, calibration.knots) - _at(calibration, _MIDDLE, calibration.knots), _NO_LESS
    )
    return np.asarray(np.interp(np.log(words), np.log(calibration.knots), of_knots))


def _knots_within(calibration: Calibration, low: float, high: float) -> Iterator[float]:
    """The knots of a range of lengths; ranges meet between two whole numbers of words, where no text can be."""
    if np.isfinite(low):
        yield low - 0.5
    yield from (float(knot) for knot in calibration.knots if low <= knot < high)
    if np.isfinite(high):
        yield np.nextafter(high - 0.5, 0)
