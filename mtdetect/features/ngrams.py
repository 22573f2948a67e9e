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


def ngram_keys(numbers: Numbers, following: int = LONGEST) -> tuple[Keys, ...]:
    """The keys of the n-grams that begin at each token but the last `following` ones, by length, from 1."""
    size = len(numbers) - following
    made = []
    key = np.zeros(size, np.uint64)
    for length in range(LONGEST):
        key = mix(key, numbers[length : length + size], length)
        made.append(key)
    return tuple(made)


def ngrams_of(numbers: Numbers) -> Keys:
    """The same for a text alone, at whose end n-grams run over class 0: shape (tokens, LONGEST), a column a length."""
    return np.stack(ngram_keys(np.concatenate([numbers, np.zeros(LONGEST, np.uint64)])), axis=1)


@dataclass(frozen=True, slots=True)
class NgramCounts:
    """How often the known n-grams stand in some texts: an entry for each text and n-gram that it has, in this order.

    `texts` are the numbers of the texts, `places` those of the n-grams in the table of known ones.
    """

    texts: Places
    places: Places
    counts: NDArray[np.intp]


def count_ngrams(texts: Places, places: Places, known: int) -> NgramCounts:
    """Count n-grams: `texts` and `places` say in which text which known n-gram stands, once for each time it does.

    `known` is how many n-grams are known. Numbers of 32 bits, where they suffice, are sorted twice as fast.
    """
    joined = texts * known + places
    if not len(joined):
        return NgramCounts(joined, joined, joined)
    fits = int(texts.max() + 1) * known <= np.iinfo(np.int32).max
    joined = np.sort(joined.astype(np.int32) if fits else joined)
    new = np.ones(len(joined), np.bool_)
    np.not_equal(joined[1:], joined[:-1], out=new[1:])
    at = new.nonzero()[0]
    entries = joined.take(at).astype(np.intp)
    of_text = entries // known
    return NgramCounts(of_text, entries - of_text * known, np.diff(at, append=len(joined)))


def ngram_values(counts: NgramCounts, rarity: NDArray[np.float32], power: float, texts: int) -> Floats:
    """The value of each entry: dampened counts times rarity, scaled to unit length for each of the `texts`.

    A power well below 1 keeps an n-gram that a long text repeats from outweighing the rest; unit length makes texts of
    all lengths comparable.
    """
    dampened = np.arange(counts.counts.max(initial=0) + 1, dtype=np.float64) ** power
    values: Floats = dampened.take(counts.counts) * rarity.take(counts.places).astype(np.float64)
    norms = np.sqrt(exact_sums(counts.texts, values * values, texts, _SQUARE))
    return values / np.where(norms > 0, norms, 1.0).take(counts.texts)


def exact_sums(texts: Places, values: Floats, size: int, unit: float) -> Floats:
    """The sum of the values of each text, which does not depend on their order, and so not on the other texts.

    They are summed as whole numbers of `unit`, a power of two, which floats hold exactly up to 2**53 of them.
    """
    return np.asarray(np.bincount(texts, np.rint(values / unit), size) * unit, np.float64)
