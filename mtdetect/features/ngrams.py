"""N-grams: runs of one to three word classes, as 64-bit keys.

A key stands for an n-gram without its text, so a table of a hundred thousand n-grams is two flat arrays and the texts
of a batch are looked up in it at once.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtdetect.text.hashing import Keys, Places, mix

Numbers = NDArray[np.uint64]
Floats = NDArray[np.float64]

LONGEST = 3
_SQUARE = 2.0**-24  # the unit in which squares of values are summed
_SCATTER = np.uint64(0x9E3779B97F4A7C15)


def ngram_keys(numbers: Numbers, following: int = LONGEST) -> Keys:
    """The keys of the n-grams that begin at each token but the last `following` ones, shape (tokens, LONGEST).

    Column `n - 1` holds the n-grams of n tokens.
    """
    size = len(numbers) - following
    made = np.empty((size, LONGEST), np.uint64)
    key = np.zeros(size, np.uint64)
    for length in range(LONGEST):
        key = mix(key, numbers[length : length + size], length)
        made[:, length] = key
    return made


def ngrams_of(numbers: Numbers) -> Keys:
    """The same for a text alone, at whose end n-grams run over class 0."""
    return ngram_keys(np.concatenate([numbers, np.zeros(LONGEST, np.uint64)]))


@dataclass(frozen=True, slots=True)
class NgramCounts:
    """How often the known n-grams stand in some texts: an entry for each text and n-gram that it has, in no order.

    `texts` are the numbers of the texts, `places` those of the n-grams in the table of known ones.
    """

    texts: Places
    places: Places
    counts: NDArray[np.intp]


def count_ngrams(texts: Places, places: Places) -> NgramCounts:
    """Count n-grams: `texts` and `places` say in which text which known n-gram stands, once for each time it does.

    Each is written into a table at a place that its number gives, and the last of equal ones stays: a sort, which
    takes longer, is left for those few whose place went to another.
    """
    joined = (texts << 32) | places
    size = len(joined)
    bits = size.bit_length() + 3
    slots = ((joined.view(np.uint64) * _SCATTER) >> np.uint64(64 - bits)).view(np.intp)
    table = np.empty(1 << bits, np.int32)
    table[slots] = np.arange(size, dtype=np.int32)
    last = table.take(slots)
    alone = joined.take(last) == joined
    counts = np.bincount(last.compress(alone), minlength=size)
    found = counts.nonzero()[0]
    others = np.sort(joined.compress(~alone))
    first = np.append(others[:1] == others[:1], others[1:] != others[:-1]).nonzero()[0]
    entries = np.concatenate([joined.take(found), others.take(first)])
    times = np.concatenate([counts.take(found), np.diff(first, append=len(others))])
    return NgramCounts(entries >> 32, entries & 0xFFFFFFFF, times)


def ngram_values(counts: NgramCounts, rarity: NDArray[np.float32], power: float, texts: int) -> Floats:
    """The value of each entry: dampened counts times rarity, scaled to unit length for each of the `texts`.

    A power well below 1 keeps an n-gram that a long text repeats from outweighing the rest; unit length makes texts of
    all lengths comparable.
    """
    values: Floats = counts.counts.astype(np.float64) ** power * rarity.take(counts.places).astype(np.float64)
    norms = np.sqrt(exact_sums(counts.texts, values * values, texts, _SQUARE))
    return values / np.where(norms > 0, norms, 1.0).take(counts.texts)


def exact_sums(texts: Places, values: Floats, size: int, unit: float) -> Floats:
    """The sum of the values of each text, which does not depend on their order, and so not on the other texts.

    They are summed as whole numbers of `unit`, a power of two, which floats hold exactly up to 2**53 of them.
    """
    return np.asarray(np.bincount(texts, np.rint(values / unit), size) * unit, np.float64)
