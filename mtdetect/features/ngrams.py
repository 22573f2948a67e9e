"""Phrases: runs of one to three word classes, as 64-bit keys.

A key stands for a phrase without its text, so a table of a hundred thousand phrases is two flat arrays and a text is
looked up in it at once. Two of a million phrases share a key with a chance of about 3 in 100 million.
"""

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Numbers = NDArray[np.uint64]

LONGEST = 3
_MULTIPLIERS = tuple(np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))
_SHIFT = np.uint64(29)


def phrase_keys(numbers: Numbers) -> Keys:
    """The keys of the phrases that begin at each token, shape (tokens, LONGEST).

    Column `n - 1` holds the phrases of `n` tokens; at the end of the text they run over class 0.
    """
    size = len(numbers)
    padded = np.concatenate([numbers, np.zeros(LONGEST, np.uint64)])
    made = np.empty((size, LONGEST), np.uint64)
    key = np.zeros(size, np.uint64)
    for length in range(LONGEST):
        key = (key ^ (padded[length : length + size] + np.uint64(1))) * _MULTIPLIERS[length]
        key ^= key >> _SHIFT
        made[:, length] = key
    return made


def find(known: Keys, wanted: Keys) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Where each wanted key stands in the sorted known keys, and whether it is there (else the place is 0)."""
    if not len(known):
        return np.zeros(wanted.shape, np.intp), np.zeros(wanted.shape, np.bool_)
    at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    there = known[at] == wanted
    return np.where(there, at, 0), there


def phrase_values(counts: NDArray[np.float64], rarity: NDArray[np.float64], power: float) -> NDArray[np.float64]:
    """The values of a text's phrases: dampened counts times rarity, scaled to unit length.

    A power well below 1 keeps a phrase that a long text repeats from outweighing the rest; unit length makes texts
    of all lengths comparable.
    """
    values = counts**power * rarity
    norm = np.sqrt(np.sum(values * values))
    return values / norm if norm else values
