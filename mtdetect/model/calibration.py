"""From raw scores to what they mean: a likelihood, and how often human text scores as high."""

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
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

    def human_share(self, raw: float, words: int) -> float:
        """The share (0-1) of human texts of this length that score at least `raw`; never below what was measured.

        Thresholds are interpolated over the log of the length, shares on a log scale between thresholds.
        """
        lengths, log_shares, rows = self._lists
        length = math.log(min(max(words, self.knots[0]), self.knots[-1]))
        at = min(max(bisect_right(lengths, length) - 1, 0), len(lengths) - 1)
        if at + 1 < len(lengths) and lengths[at] < length:
            share = (length - lengths[at]) / (lengths[at + 1] - lengths[at])
            thresholds = [low + (high - low) * share for low, high in zip(rows[at], rows[at + 1], strict=True)]
        else:
            thresholds = rows[at]
        # Rounded, so that a score at a threshold has the very share that the threshold is of.
        return round(math.exp(_interpolate(raw, thresholds, log_shares)), _DIGITS)

    @cached_property
    def _lists(self) -> tuple[list[float], list[float], list[list[float]]]:
        """The logs of the knots and of the shares, and the thresholds, for arithmetic on single numbers."""
        return np.log(self.knots).tolist(), np.log(self.shares).tolist(), self.thresholds.tolist()


def _interpolate(value: float, ascending: Sequence[float], results: Sequence[float]) -> float:
    """As numpy.interp, for one value."""
    at = bisect_right(ascending, value) - 1
    if at < 0:
        return results[0]
    if at + 1 == len(ascending):
        return results[-1]
    slope = (results[at + 1] - results[at]) / (ascending[at + 1] - ascending[at])
    return slope * (value - ascending[at]) + results[at]


def relative_length(words: int) -> float:
    """The log of the length over a typical article's, bounded."""
    return math.log(min(max(words, _SHORTEST), _LONGEST) / _TYPICAL_WORDS)


def from_json(fields: Mapping[str, Any]) -> Calibration:
    """The calibration of a model's `model.json`."""
    intercept, slope, longer_intercept, longer_slope = (float(number) for number in fields["curve"])
    knots, shares, thresholds = (np.array(fields[name], float) for name in ("knots", "shares", "thresholds"))
    return Calibration((intercept, slope, longer_intercept, longer_slope), knots, shares, thresholds)


def as_json(calibration: Calibration) -> dict[str, Any]:
    """What `from_json` reads."""
    return {
        "curve": list(calibration.curve),
        "knots": calibration.knots.tolist(),
        "shares": calibration.shares.tolist(),
        "thresholds": calibration.thresholds.tolist(),
    }
