"""How plausible each share of machine-translated documents is, given the histogram of a corpus.

A corpus is a mixture of human and machine texts, whose densities a scenario names; all scenarios are averaged by how
well they explain the corpus (Bayesian model averaging). No scenario is quite right, so documents beyond some hundreds
teach less and less: their log-likelihood is scaled down (Grünwald and van Ommen 2017, "Inconsistency of Bayesian
inference for misspecified linear models, and a proposal for repairing it").
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from mtdetect.quantify.densities import Bins
from mtdetect.quantify.histogram import LOG_LENGTHS, Counts, Floats

SHARES = np.array(
    (
        *(0, 0.0025, 0.005, 0.01, 0.015, 0.02, 0.03, 0.045, 0.06, 0.08, 0.1, 0.13, 0.16, 0.2, 0.24, 0.28, 0.33),
        *(0.38, 0.44, 0.5, 0.56, 0.62, 0.68, 0.74, 0.79, 0.84, 0.88, 0.91, 0.94, 0.965, 0.985, 1),
    )
)
_ENDS = np.concatenate([[0], (SHARES[1:] + SHARES[:-1]) / 2, [1]])  # the shares that each of `SHARES` stands for
_CELLS = np.clip(np.searchsorted(_ENDS, np.linspace(0, 1, 8001), "right") - 1, 0, len(SHARES) - 1)  # by the share
CONFIDENCE = 0.9
_PRIOR = 0.6  # both parameters of a beta distribution: shares near 0 and 1 are a little likelier than others
_NEGLIGIBLE = 1e-8  # of the likelihood of what is most likely
_FEW = 4  # to pick one scenario in so many, or fewer, is faster than to take them all
_TOGETHER = 16  # corpora whose likelihoods are computed at once, to bound the memory


@dataclass(frozen=True, slots=True)
class Share:
    """The estimated share of machine-translated documents, 0-1, and the interval that holds it at `CONFIDENCE`."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Mixtures:
    """The log of the density of each bin at each of `SHARES` in each scenario: (scenarios * shares, bins).

    `shares` are the shares of each length bin there, (scenarios * shares, length bins): engines may be used more for
    longer or for shorter documents. `worth` is the number of documents that any number of them is worth at most.
    """

    logs: NDArray[np.float32]
    shares: NDArray[np.float32]
    worth: float

    def estimate(self, corpora: Sequence[Counts]) -> list[Share]:
        """The share in each of some corpora, given as histograms with one document or more."""
        return [_share(plausible) for plausible in self.plausible(corpora)]

    def plausible(self, corpora: Sequence[Counts]) -> Floats:
        """The posterior probability of each of `SHARES`, of shape (corpora, shares)."""
        counts = np.array(corpora, np.float32)
        used = counts.any(axis=0).ravel()  # most corpora have documents in a fourth of all bins
        logs = np.ascontiguousarray(self.logs[:, used])
        chances = np.tile(prior().astype(np.float32), len(logs) // len(SHARES))
        runs = (counts[at : at + _TOGETHER] for at in range(0, len(counts), _TOGETHER))
        return np.concatenate([self._posterior(run, used, logs, chances) for run in runs])

    def _posterior(self, counts: NDArray[np.float32], used: NDArray[np.bool_], logs: Bins, chances: Bins) -> Floats:
        """The same of a few corpora. `logs` are those of the bins that are used, `chances` what is thought before."""
        documents = counts.sum(axis=(1, 2))[:, None]
        weighted = counts.reshape(len(counts), -1)[:, used] / (1 + documents / self.worth)
        likelihoods = weighted @ logs.T
        likelihoods -= likelihoods.max(axis=1, keepdims=True)
        np.exp(likelihoods, out=likelihoods)
        likelihoods *= chances
        lengths = counts.sum(axis=2) / documents
        found = np.array([self._by_share(*one) for one in zip(likelihoods, lengths, strict=True)])
        return np.asarray(found / found.sum(axis=1, keepdims=True))

    def _by_share(self, plausible: NDArray[np.float32], lengths: NDArray[np.float32]) -> Floats:
        """How plausible each of `SHARES` is of all documents, whose length bins hold a share `lengths` each."""
        likely = np.flatnonzero(plausible > _NEGLIGIBLE)
        if len(likely) < len(plausible) // _FEW:
            shares, plausible = self.shares.take(likely, axis=0), plausible.take(likely)
        else:
            shares = self.shares
        cells = _CELLS.take((shares @ lengths * (len(_CELLS) - 1)).astype(np.intp), mode="clip")
        return np.bincount(cells, plausible, len(SHARES)).astype(np.float64)


def mixtures(human: Bins, machine: Bins, tilt: Floats, worth: float) -> Mixtures:
    """Mixtures of densities of human and machine texts, each of shape (scenarios, bins).

    `tilt` is by how much the log-odds of the share change with the log of the length in each scenario.
    """
    with np.errstate(divide="ignore"):
        odds = np.log(SHARES) - np.log1p(-SHARES)
    shares = expit(odds[:, None] + (tilt[:, None] * LOG_LENGTHS)[:, None]).astype(np.float32)
    logs = np.empty((len(human), len(SHARES), human.shape[1]), np.float32)
    for row, one, other, share in zip(logs, human, machine, shares, strict=True):
        of_bins = np.repeat(share, human.shape[1] // len(LOG_LENGTHS), axis=1)
        np.log(one * (1 - of_bins) + other * of_bins, out=row)
    return Mixtures(logs.reshape(-1, human.shape[1]), shares.reshape(-1, len(LOG_LENGTHS)), worth)


def prior() -> Floats:
    """The probability of each of `SHARES` before any document is seen."""
    from scipy.stats import beta

    return np.asarray(np.diff(beta.cdf(_ENDS, _PRIOR, _PRIOR)))


def _share(plausible: Floats) -> Share:
    """The median, and the ends of the shares of highest density that together have the probability `CONFIDENCE`.

    There may be gaps between these, which the interval takes in: a corpus of another human style can look like one
    that is partly a machine's.
    """
    density = plausible / np.diff(_ENDS)
    order = np.argsort(-density, kind="stable")
    needed = int(np.searchsorted(np.cumsum(plausible[order]), CONFIDENCE)) + 1
    chosen = order[:needed]
    low, high = int(chosen.min()), int(chosen.max())
    reached = np.concatenate([[0], np.cumsum(plausible)])
    median = float(np.interp(0.5, reached + np.arange(len(reached)) * 1e-12, _ENDS))
    return Share(median, float(_ENDS[low]), float(_ENDS[high + 1]))
