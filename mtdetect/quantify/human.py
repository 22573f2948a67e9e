"""The densities of a source of which human texts are known: its level, slope, scale and shape come from them."""

import numpy as np

from mtdetect.quantify.densities import GRID, Bins, Scenarios, binned
from mtdetect.quantify.histogram import LOG_LENGTHS, SCORES, Counts, Floats

FEWEST = 50  # human texts: fewer say little more than the scenarios do
_SLOPE, _SLOPE_VARIANCE = -0.75, 4.0  # that of human texts in general, and how firmly it is held
_OWN = 150  # texts from which on their own shape counts more than those of the scenarios
_BANDWIDTH = 0.35  # scales by which their shape is smoothed


def adapt(scenarios: Scenarios, known: Counts) -> tuple[Bins, Bins]:
    """The densities of human and of machine texts of the source of `known` human texts, a histogram.

    What the texts leave open for being few varies over the scenarios; how far machine texts lie above them does too.
    """
    texts = int(known.sum())
    lengths, scores = np.repeat(LOG_LENGTHS, len(SCORES)), np.tile(SCORES, len(LOG_LENGTHS))
    weights = known.ravel() / texts
    length, score = float(weights @ lengths), float(weights @ scores)
    variance = texts * float(weights @ (lengths - length) ** 2)
    shared = texts * float(weights @ ((lengths - length) * (scores - score)))
    slope = (shared + _SLOPE_VARIANCE * _SLOPE) / (variance + _SLOPE_VARIANCE)
    away = scores - score - slope * (lengths - length)
    scale = max(float(np.sqrt(weights @ away**2)), 0.3)
    first, second, third = scenarios.noise.T
    slopes = slope + first * scale / np.sqrt(variance + _SLOPE_VARIANCE)
    level = score + second * scale / np.sqrt(texts) - slopes * length
    scales = scale * np.exp(third / np.sqrt(2 * texts))
    share = texts / (texts + _OWN)
    shapes = share * _shape(away / scale, weights) + (1 - share) * scenarios.shapes[scenarios.human.shape]
    return binned(level, slopes, scales, shapes), scenarios.machine_bins(level)


def _shape(away: Floats, weights: Floats) -> Floats:
    """The smoothed cumulative distribution on `GRID`, of variance 1, of weighted distances in scales."""
    from scipy.stats import norm

    used = weights > 0
    wider = np.sqrt(1 + _BANDWIDTH**2)
    return np.asarray(norm.cdf((GRID[:, None] * wider - away[used]) / _BANDWIDTH) @ weights[used])
