"""Metrics of scores against labels, and the 95 % interval of a metric.

A metric is a `Statistic`: a function from the weights of the texts, an array of one number a text, to a value. With all
weights 1 it is the metric of the sample. An interval is the middle 95 % of a bootstrap that draws groups, not texts,
since texts of a group share content (Field and Welsh 2007, "Bootstrapping clustered data").
"""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Labels = NDArray[np.bool_]
Statistic = Callable[[Floats], float]

_DRAWS = 200
_MIDDLE = (0.025, 0.975)
_BINS = 10


def auc_of(scores: Floats, machine: Labels) -> Statistic:
    """The chance (0-1) that a machine text scores above a human one; a tie counts half."""
    return partial(_auc, *_by_score(scores, machine))


def recall_of(scores: Floats, machine: Labels, fpr: float) -> Statistic:
    """The recall (0-1) of machine texts above the score that at most a share `fpr` (0-1) of human texts exceeds."""
    order = np.argsort(-scores, kind="stable")
    return partial(_recall, order, scores[order], machine[order], fpr)


def share_of(chosen: Labels) -> Statistic:
    """The share (0-1) of the chosen texts."""
    return lambda weights: float(np.average(chosen, weights=weights))


def calibration_error_of(likelihoods: Floats, machine: Labels) -> Statistic:
    """The expected calibration error (0-1): how far likelihoods lie from the share of machine texts that have them.

    In ten bins of equal mass; both labels have the same weight, which is a prior of 0.5 (Guo et al. 2017, "On
    calibration of modern neural networks").
    """
    order = np.argsort(likelihoods, kind="stable")
    return partial(_calibration_error, order, likelihoods[order], machine[order])


def interval(statistic: Statistic, groups: Sequence[str]) -> tuple[float, float]:
    """The middle 95 % of a statistic over 200 resamples of the groups, with a fixed seed; NaN where it has no value."""
    names, member = np.unique(np.array(groups, dtype=object).astype(str), return_inverse=True)
    generator = np.random.default_rng(0)
    even = np.full(len(names), 1 / len(names))
    drawn = [statistic(generator.multinomial(len(names), even)[member].astype(float)) for _ in range(_DRAWS)]
    kept = [value for value in drawn if not np.isnan(value)]
    if not kept:
        return float("nan"), float("nan")
    low, high = np.quantile(kept, _MIDDLE).tolist()
    return low, high


def _by_score(scores: Floats, machine: Labels) -> tuple[NDArray[np.intp], NDArray[np.intp], Labels]:
    """The order of scores, where each distinct score begins in it, and the labels in that order."""
    order = np.argsort(scores, kind="stable")
    ordered = scores[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    return order, starts, machine[order]


def _auc(order: NDArray[np.intp], starts: NDArray[np.intp], machine: Labels, weights: Floats) -> float:
    mass = weights[order]
    machine_mass = np.add.reduceat(mass * machine, starts)
    human = np.add.reduceat(mass * ~machine, starts)
    pairs = machine_mass.sum() * human.sum()
    return float(machine_mass @ (np.cumsum(human) - human / 2) / pairs) if pairs else float("nan")


def _recall(order: NDArray[np.intp], highest_first: Floats, machine: Labels, fpr: float, weights: Floats) -> float:
    mass = weights[order]
    human, machine_mass = np.cumsum(mass * ~machine), mass * machine
    if not human[-1] or not machine_mass.sum():
        return float("nan")
    threshold = highest_first[np.searchsorted(human, fpr * human[-1], "right")] if fpr < 1 else -np.inf
    return float(machine_mass[highest_first > threshold].sum() / machine_mass.sum())


def _calibration_error(order: NDArray[np.intp], likelihoods: Floats, machine: Labels, weights: Floats) -> float:
    mass = weights[order].copy()
    for label in (machine, ~machine):
        total = mass[label].sum()
        if not total:
            return float("nan")
        mass[label] /= 2 * total
    bins = np.minimum((np.cumsum(mass) - mass / 2) * _BINS, _BINS - 1).astype(int)
    off = np.bincount(bins, mass * (likelihoods - machine), _BINS)
    return float(np.abs(off).sum())
