"""What is kept of the scores of a site's articles: how many there are in each bin, whatever their number.

An article counts by its normal score: that of its human share, so 0 for a text that half of human texts of its length
score above, and 2.3 for one that 1 in 100 do. It depends neither on the prior nor on whether the reader read.
"""

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LOWEST, HIGHEST, BINS = -3.1, 3.1, 62
EDGES = np.linspace(LOWEST, HIGHEST, BINS + 1)
MIDDLES = (EDGES[1:] + EDGES[:-1]) / 2
UPPER = (
    1.0,
    0.5,
    0.25,
)  # shares of a site's articles, those that score highest: a mixed site stands out by its upper part

_LEAST = 0.001  # a human share beyond which articles are the same here: one cannot decide for its site
_NORMAL = NormalDist()


def bin_of(human_share: float) -> int:
    """The bin of an article by its human share (0-1)."""
    score = -_NORMAL.inv_cdf(min(max(human_share, _LEAST), 1 - _LEAST))
    return min(int((score - LOWEST) / (HIGHEST - LOWEST) * BINS), BINS - 1)


def histogram(bins: Sequence[int] | NDArray[np.intp]) -> Floats:
    """The number of articles in each bin."""
    return np.bincount(np.asarray(bins, np.intp), minlength=BINS).astype(np.float64)


def upper_means(histograms: Floats) -> Floats:
    """The mean normal score of each of the `UPPER` parts of each site, shape (sites, parts).

    `histograms` has shape (sites, bins). A part is of one article at least.
    """
    highest_first = histograms[:, ::-1]
    before = np.cumsum(highest_first, axis=1) - highest_first
    sizes = histograms.sum(axis=1, keepdims=True)
    means = []
    for part in UPPER:
        wanted = np.maximum(np.round(part * sizes), 1)
        taken = np.clip(wanted - before, 0, highest_first)
        means.append((taken @ MIDDLES[::-1]) / wanted[:, 0])
    return np.stack(means, axis=1)
