"""Which n-grams a machine adds and which it removes, where engines and pivots agree."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from training.wording.candidates import Floats
from training.wording.pairs import TextPair, changes

_CLEAR = 0.5  # standard errors from no difference at which a block agrees
_AGAINST = -1.5  # and at which it disagrees
_BLOCKS, _ENGINE_PIVOTS = 2, 3  # that must agree


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each n-gram was gained and lost with each engine and pivot; both arrays (engine pivots, n-grams).

    A gain or loss of 1 is a pair of texts in which the n-gram is in all texts of one side and in none of the other.
    `blocks` has the block of each engine and pivot.
    """

    blocks: tuple[str, ...]
    gained: Floats
    lost: Floats


@dataclass(frozen=True, slots=True)
class Agreement:
    """For each n-gram: the direction on which engines and pivots agree, and what supports it.

    `direction` is 1 for an n-gram of machine text, -1 for one of native text, 0 where they do not agree; `ratio` is
    Dunning's log-likelihood ratio, `support` the number of engines and pivots that agree (0 without a direction).
    """

    direction: NDArray[np.int8]
    ratio: Floats
    support: NDArray[np.int64]


def tally(pairs: Sequence[TextPair], presence: csr_matrix) -> Tally:
    """Count what the pairs gained and lost; `presence` has a row a document and a column an n-gram."""
    sources = sorted({(pair.engine_pivot, pair.block) for pair in pairs})
    sums = [_sums([pair for pair in pairs if pair.engine_pivot == name], presence) for name, _ in sources]
    return Tally(
        tuple(block for _, block in sources),
        np.array([gained for gained, _ in sums]),
        np.array([lost for _, lost in sums]),
    )


def find_agreement(counts: Tally) -> Agreement:
    """The direction of each n-gram, where enough engines, pivots and blocks have it and no block has the contrary."""
    blocks = sorted(set(counts.blocks))
    members = np.array([[of == block for of in counts.blocks] for block in blocks], float)
    clear = _standard_errors(members @ counts.gained, members @ counts.lost)
    change = counts.gained - counts.lost
    direction = np.zeros(change.shape[1], np.int8)
    support = np.zeros(change.shape[1], np.int64)
    for sign in (1, -1):
        agreeing = (sign * change > 0).sum(axis=0)
        enough = ((sign * clear > _CLEAR).sum(axis=0) >= _BLOCKS) & (agreeing >= _ENGINE_PIVOTS)
        kept = enough & ((sign * clear).min(axis=0) > _AGAINST)
        direction[kept] = sign
        support[kept] = agreeing[kept]
    return Agreement(direction, likelihood_ratio(counts.gained.sum(axis=0), counts.lost.sum(axis=0)), support)


def likelihood_ratio(gained: Floats, lost: Floats) -> Floats:
    """Dunning's (1993) log-likelihood ratio of each n-gram's gains and losses against those of all n-grams together."""
    total = np.array([gained.sum(), lost.sum()])
    share = total / total.sum()
    both = gained + lost
    terms = (_times_log(gained, both * share[0]), _times_log(lost, both * share[1]))
    return np.asarray(2 * (terms[0] + terms[1]))


def _sums(pairs: Sequence[TextPair], presence: csr_matrix) -> tuple[Floats, Floats]:
    change = changes(pairs, presence.shape[0]) @ presence
    gained, lost = change.maximum(0), (-change).maximum(0)
    return np.asarray(gained.sum(axis=0)).ravel(), np.asarray(lost.sum(axis=0)).ravel()


def _standard_errors(gained: Floats, lost: Floats) -> Floats:
    """The difference in standard errors, shrunk towards 0 where little is counted."""
    return np.asarray((gained - lost) / np.sqrt(gained + lost + 1))


def _times_log(count: Floats, expected: Floats) -> Floats:
    """count * log(count / expected), and 0 where the count is 0."""
    return np.where(count > 0, count * np.log(np.where(count > 0, count, 1) / np.where(expected > 0, expected, 1)), 0)
