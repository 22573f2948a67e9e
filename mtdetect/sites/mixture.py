"""How many of a site's articles are a machine's: a mixture about the site's own level.

Two levels: a site has a level, about which its articles vary. A machine shifts its articles up from that level. Level
and shift are unknown, and summed over on grids; so an odd style, which shifts all articles a little, says less than two
kinds of articles at one site do.
"""

from dataclasses import dataclass
from functools import cached_property
from math import erfc, sqrt

import numpy as np

from mtdetect.sites.histogram import BINS, EDGES, Floats

_OUTSIDE = 0.01  # of articles that are like no other of their site, whoever wrote them
_TINY = 1e-300
_DOUBT = 0.1  # the least chance of some share: an unknown engine shifts less than the known ones


@dataclass(frozen=True)
class Mixture:
    """What is thought before looking at a site, on grids, in normal scores.

    `level_prior` has the chance of each of `levels`, that of a human site; `shift_prior` that of each of `shifts` of a
    machine; `shares` are the shares of articles by a machine, above 0, that are thought equally likely. Articles vary
    about their level by the standard deviations `spread_human` and `spread_machine`. `trust` (0-1) says how far the
    likelihood counts: articles of a site are less independent than the model thinks.
    """

    levels: Floats
    level_prior: Floats
    shifts: Floats
    shift_prior: Floats
    shares: Floats
    spread_human: float
    spread_machine: float
    trust: float

    def log_likelihoods(self, histograms: Floats) -> Floats:
        """The log-likelihood of each site at each of `shares`, shape (sites, shares)."""
        weights = np.outer(self.level_prior, self.shift_prior).ravel()
        logs = histograms @ self._tables.reshape(BINS, -1)
        return _log_mean(logs.reshape(len(histograms), len(self.shares), -1), weights)

    def posterior(self, histograms: Floats, some: Floats, rare: Floats | None = None) -> Floats:
        """The chance of a share of 0, then of each of `shares`, at each site.

        `some` has the chance (0-1) that the share is not 0, which the site's level says better than a mixture does.
        `rare` has the log-likelihood of each of `shares` by a site's rare tells, shape (sites, shares), all 0 where
        they say nothing. Where they do, the machine may as well be one that shifts no score: then scores are those of
        the least share, whatever the share is.
        """
        some = np.maximum(some, _DOUBT)
        logs = self.trust * self.log_likelihoods(histograms)
        if rare is not None:
            says = rare.any(axis=1, keepdims=True)
            logs = np.where(says, np.logaddexp(logs, logs[:, :1]) + rare, logs)
        found = np.exp(logs - logs.max(axis=1, keepdims=True))
        found *= (some / found.sum(axis=1))[:, None]
        return np.concatenate([(1 - some)[:, None], found], axis=1)

    @cached_property
    def _tables(self) -> Floats:
        """The log of the chance of each bin at each of `shares`, shape (bins, shares, levels × shifts)."""
        own = np.repeat(bin_chances(self.levels, self.spread_human), len(self.shifts), axis=1)
        shifted = (self.levels[:, None] + self.shifts[None, :]).ravel()
        machine = bin_chances(shifted, self.spread_machine)
        shares = self.shares[:, None]
        return np.asarray(np.log((1 - shares) * own[:, None] + shares * machine[:, None]))


@dataclass(frozen=True, slots=True)
class Share:
    """The share of articles by a machine (0-1), and the interval that holds it with a confidence of 90 %."""

    estimate: float
    low: float
    high: float


def share_of(posterior: Floats, shares: Floats, tail: float = 0.05) -> Share:
    """The mean of a posterior over 0 and `shares`, and the interval that leaves `tail` out on either side."""
    grid = np.array([0.0, *shares.tolist()])
    reached = np.cumsum(posterior)
    low = grid[np.searchsorted(reached, tail, "right").clip(max=len(grid) - 1)]
    high = grid[np.searchsorted(reached, 1 - tail).clip(max=len(grid) - 1)]
    return Share(float(posterior @ grid), float(low), float(high))


def bin_chances(means: Floats, spread: float) -> Floats:
    """The chance of each bin under a normal distribution about each mean, shape (bins, means).

    Its few thousand values are computed one by one: `scipy.special` takes longer to import.
    """
    distances = (EDGES[:, None] - means[None, :]) / (spread * sqrt(2))
    below = np.array([0.5 * erfc(-one) for one in distances.ravel().tolist()]).reshape(distances.shape)
    below[0], below[-1] = 0.0, 1.0
    return np.asarray((1 - _OUTSIDE) * np.diff(below, axis=0) + _OUTSIDE / BINS)


def _log_mean(logs: Floats, weights: Floats) -> Floats:
    """The log of the weighted mean of exponentials, along the last axis."""
    highest = logs.max(axis=-1)
    return np.asarray(highest + np.log(np.exp(logs - highest[..., None]) @ weights + _TINY))
