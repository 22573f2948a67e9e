"""Thresholds of houses from few or many human texts of each: a compromise between a house's own level and that of all.

Two levels, as at sites (`mtdetect.sites`): houses have a level, about which their texts vary. The level of a house is
estimated from its texts and, the fewer these are, from what the other houses of the user and human outlets in general
are like (a normal model: Efron and Morris 1977, "Stein's paradox in statistics"). How far texts lie from a level that
was estimated without them is then counted over all houses, which gives thresholds whatever scores are distributed like
(split conformal prediction with residuals left out: Barber et al. 2021, "Predictive inference with the jackknife+").
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtdetect.errors import UsageError
from mtdetect.model.calibration import Calibration
from mtdetect.model.conformal import Floats, quantiles, shares_shown, standardise, texts_above
from mtdetect.model.houses import MOST, Houses
from mtdetect.sites.mixture import Mixture

_OF_ONE_USER = 0.5  # of the variance of levels: what the houses of one user have in common
_WORTH = 20  # texts that the spread of human outlets in general counts as, beside the user's own
_CLIP = 2.0  # a distance beyond which texts are the same for the level of their house: one must not decide
_ENOUGH = 10  # own texts above a threshold, from which on a house's own texts alone decide
_NORMAL_SPREAD = 1.645  # standard deviations of a normal distribution that 1 in 20 lie above


@dataclass(frozen=True, slots=True)
class Outlets:
    """Human outlets in general, in spreads (`mtdetect.model.conformal.standardise`): the mean of their levels, the
    standard deviation of these, and that of texts about the level of their outlet."""

    mean: float
    between: float
    within: float


def human_outlets(mixture: Mixture) -> Outlets:
    """What the model of sites knows of human outlets."""
    chances = mixture.level_prior / mixture.level_prior.sum()
    mean = float(chances @ mixture.levels)
    between = float(np.sqrt(chances @ (mixture.levels - mean) ** 2))
    return Outlets(*(value / _NORMAL_SPREAD for value in (mean, between, mixture.spread_human)))


def learn_houses(
    calibration: Calibration,
    scores: Floats,
    words: Floats,
    names: Sequence[str],
    outlets: Outlets,
    group_by: str,
    fpr: float,
) -> Houses:
    """The houses of human texts: their raw scores in log-odds, their lengths, and the house of each.

    `fpr` (0-1) gets a threshold, if so many texts can show one. Raises UsageError for more houses than a model holds.
    """
    houses, of = np.unique(np.asarray(names, object), return_inverse=True)
    if len(houses) > MOST:
        raise UsageError(
            f"--group-by {group_by}: {len(houses):,} houses, more than {MOST:,}: group by something larger"
        )
    distances = standardise(calibration, scores, words)
    levels = _levels(np.clip(distances, -_CLIP, _CLIP), of, len(houses), outlets)
    shares = shares_shown(len(distances), fpr)
    of_all = quantiles((distances - levels.left_out) / levels.left_out_error, shares)
    thresholds = {}
    for at, name in enumerate(houses.tolist()):
        compromise = levels.mean[at] + levels.error[at] * of_all
        own = quantiles(distances[of == at], shares)
        enough = texts_above(int(levels.texts[at]), shares) >= _ENOUGH
        # Of few texts, what they show themselves is a threshold too: the higher of both is the safe one.
        chosen = np.where(enough, own, np.maximum(compromise, own))
        thresholds[name] = np.maximum.accumulate(chosen)
    texts = dict(zip(houses.tolist(), levels.texts.astype(int).tolist(), strict=True))
    return Houses(group_by, shares, texts, thresholds)


@dataclass(frozen=True, slots=True)
class _Levels:
    """By house the number of texts, the mean of its level and the error with which that predicts a text; by text the
    same two of its house, estimated without the text."""

    texts: Floats
    mean: Floats
    error: Floats
    left_out: Floats
    left_out_error: Floats


def _levels(distances: Floats, of: NDArray[np.intp], houses: int, outlets: Outlets) -> _Levels:
    texts = np.bincount(of, minlength=houses).astype(np.float64)
    sums = np.bincount(of, distances, houses).astype(np.float64)
    means = sums / texts
    within = _within(distances - means[of], len(distances) - houses, outlets)
    common, apart = _OF_ONE_USER * outlets.between**2, (1 - _OF_ONE_USER) * outlets.between**2
    # What the houses have in common, of each house by the others: so a house alone is compared with outlets in general.
    precision = 1 / (apart + within / texts)
    of_others = 1 / common + precision.sum() - precision
    weighted = precision * (means - outlets.mean)
    expected = outlets.mean + (weighted.sum() - weighted) / of_others
    variance = apart + 1 / of_others
    mean, error = _posterior(texts, sums, expected, variance, within)
    left_out = _posterior((texts - 1.0)[of], sums[of] - distances, expected[of], variance[of], within)
    return _Levels(texts, mean, error, *left_out)


def _posterior(texts: Floats, sums: Floats, expected: Floats, variance: Floats, within: float) -> tuple[Floats, Floats]:
    """The mean of a level of which the expectation, the variance and some texts are known; the error of a prediction.

    A prediction of one more text errs by how far the level may be off, and by the variance `within` of texts about it.
    """
    precision = 1 / variance + texts / within
    return (expected / variance + sums / within) / precision, np.sqrt(within + 1 / precision)


def _within(residuals: Floats, freedom: int, outlets: Outlets) -> float:
    """The variance of texts about the level of their house, of the user's and of outlets in general."""
    return float((np.sum(residuals**2) + _WORTH * outlets.within**2) / (freedom + _WORTH))
