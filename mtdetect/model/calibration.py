"""From raw scores to what they mean: a likelihood, and how often human text scores as high."""

import math
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

_TYPICAL_WORDS = 300
_DIGITS = 12
_SHORTEST, _LONGEST = 50, 1000  # words: beyond these, as at these


@dataclass(frozen=True)
class Calibration:
    """A calibration by length.

    `curve` is intercept, slope, and what each changes by with the log of the length. `thresholds[i, j]` is the raw
    score that a share `shares[j]` of human texts of about `knots[i]` words reaches; shares fall, thresholds rise.
    """

    curve: tuple[float, float, float, float]
    knots: NDArray[np.float64]
    shares: NDArray[np.float64]
    thresholds: NDArray[np.float64]

    def likelihood(self, raw: float, words: int, prior: float) -> float:
        """The probability (0-1) of machine translation, where a share `prior` (0-1, exclusive) of articles is."""
        intercept, slope, longer_intercept, longer_slope = self.curve
        length = relative_length(words)
        odds = intercept + longer_intercept * length + (slope + longer_slope * length) * raw
        odds += math.log(prior / (1 - prior))
        return 1 / (1 + math.exp(-max(-500.0, min(500.0, odds))))

    def raw(self, likelihood: float, words: int, prior: float) -> float:
        """The raw score that has this likelihood (0-1): the inverse of `likelihood`, infinite at 0 and 1."""
        if not 0 < likelihood < 1:
            return math.copysign(math.inf, likelihood - 0.5)
        intercept, slope, longer_intercept, longer_slope = self.curve
        length = relative_length(words)
        odds = math.log(likelihood / (1 - likelihood)) - math.log(prior / (1 - prior))
        return (odds - intercept - longer_intercept * length) / (slope + longer_slope * length)

    def human_share(self, raw: float, words: int) -> float:
        """The share (0-1) of human texts of this length that score at least `raw`; never below what was measured.

        Thresholds are interpolated over the log of the length, shares on a log scale between thresholds.
        """
        threshold, log_shares = self._thresholds(words)
        # Rounded, so that a score at a threshold has the very share that the threshold is of.
        return round(math.exp(_interpolate(raw, threshold, log_shares)), _DIGITS)

    def score(self, human_share: float, words: int) -> float:
        """The raw score that a share (0-1, above 0) of human texts of this length reaches: the inverse of
        `human_share`, within what was measured."""
        threshold, log_shares = self._thresholds(words)
        scores = [threshold(number) for number in range(len(log_shares))]
        return _interpolate(-math.log(human_share), lambda number: -log_shares[number], scores)

    def _thresholds(self, words: int) -> tuple[Callable[[int], float], list[float]]:
        """The threshold of this length for each share, by the number of the share, and the logs of the shares."""
        knots, lengths, log_shares, rows = self._lists
        length = math.log(min(max(words, knots[0]), knots[-1]))
        at = min(max(bisect_right(lengths, length) - 1, 0), len(lengths) - 1)
        low, high, share = rows[at], rows[at], 0.0
        if at + 1 < len(lengths) and lengths[at] < length:
            high, share = rows[at + 1], (length - lengths[at]) / (lengths[at + 1] - lengths[at])
        return lambda number: low[number] + (high[number] - low[number]) * share, log_shares

    @cached_property
    def _lists(self) -> tuple[list[float], list[float], list[float], list[list[float]]]:
        """The knots, their logs, those of the shares, and the thresholds, for arithmetic on single numbers."""
        logs = np.log(self.knots).tolist(), np.log(self.shares).tolist()
        return self.knots.tolist(), *logs, self.thresholds.tolist()


def _interpolate(value: float, ascending: Callable[[int], float], results: Sequence[float]) -> float:
    """As numpy.interp, for one value: `ascending` gives the place of each of the results."""
    at = bisect_right(range(len(results)), value, key=ascending) - 1
    if at < 0:
        return results[0]
    if at + 1 == len(results):
        return results[-1]
    slope = (results[at + 1] - results[at]) / (ascending(at + 1) - ascending(at))
    return slope * (value - ascending(at)) + results[at]


def relative_length(words: int) -> float:
    """The log of the length over a typical article's, bounded."""
    return math.log(min(max(words, _SHORTEST), _LONGEST) / _TYPICAL_WORDS)


def from_json(fields: Mapping[str, Any]) -> Calibration:
    """The calibration of a model's `model.json`. Raises ValueError for one that is none."""
    intercept, slope, longer_intercept, longer_slope = (float(number) for number in fields["curve"])
    knots, shares, thresholds = (np.array(fields[name], float) for name in ("knots", "shares", "thresholds"))
    if knots.ndim != 1 or shares.ndim != 1 or not thresholds.shape == (len(knots), len(shares)) or not thresholds.size:
        raise ValueError("thresholds of another shape")
    if (
        (np.diff(knots) <= 0).any()
        or knots[0] < 1
        or (np.diff(shares) >= 0).any()
        or not 0 < shares[-1] <= shares[0] <= 1
    ):
        raise ValueError("lengths or shares out of order")
    return Calibration((intercept, slope, longer_intercept, longer_slope), knots, shares, thresholds)


def as_json(calibration: Calibration) -> dict[str, Any]:
    """What `from_json` reads."""
    return {
        "curve": list(calibration.curve),
        "knots": calibration.knots.tolist(),
        "shares": calibration.shares.tolist(),
        "thresholds": calibration.thresholds.tolist(),
    }
