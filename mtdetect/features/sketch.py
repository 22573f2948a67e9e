"""Sketches of texts: a few hashes of runs of words each, by which copies are known.

Two texts share about as many of them as they share of their runs of words (Broder 1997, "On the resemblance and
containment of documents").
"""

import numpy as np

from mtdetect.text.batch import TextBatch, parse
from mtdetect.text.hashing import Keys

SIZE = 8  # hashes of a sketch
DIGITS = 8  # of a hash, in hexadecimal
_WORDS = 6  # of a run
_FEWEST = 40  # words: of a shorter text a sketch says too little
_SOME = 32.0  # runs of a text that are sorted, on average; one text in ten million has too few of them
_MULTIPLIER, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)


def sketches(batch: TextBatch) -> list[str | None]:
    """For each text of a batch the smallest hashes of its runs of six words, eight of 32 bits, in hexadecimal.

    Case, spaces and marks do not matter. None for a text of fewer than 40 words.
    """
    found = batch.all_tokens
    words = found.words.nonzero()[0]
    edges = np.array(batch.edges(found.starts.take(words)), np.intp)
    sizes = np.diff(edges)
    runs = np.maximum(sizes - _WORDS + 1, 0)
    hashes = _run_hashes(found.keys.take(words))
    # The runs of each text that may be among its smallest: where there are many, sorting them all takes the longest.
    most = np.minimum(_SOME / np.maximum(runs, 1), 1.0) * (2.0**32 - 1)
    texts = np.repeat(np.arange(len(sizes), dtype=np.uint64), runs)
    places = np.arange(len(texts)) + np.repeat(edges[:-1] - (np.cumsum(runs) - runs), runs)
    own = hashes.take(places)
    small = own <= np.repeat(most.astype(np.uint64), runs)
    values = np.sort((texts.compress(small) << _HALF) | own.compress(small))
    new = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    values = values[new]
    starts = np.searchsorted(values, np.arange(len(sizes) + 1, dtype=np.uint64) << _HALF)
    counts = np.minimum(np.diff(starts), SIZE)
    digits = values.astype(">u4").tobytes().hex()
    return [
        digits[DIGITS * start : DIGITS * (start + count)] if size >= _FEWEST else None
        for start, count, size in zip(starts.tolist(), counts.tolist(), sizes.tolist(), strict=False)
    ]


def sketch(text: str) -> str | None:
    """The same of one text."""
    return sketches(parse(text).batch)[0]


def _run_hashes(keys: Keys) -> Keys:
    """A hash of 32 bits of each run of so many words, wherever texts end."""
    size = max(len(keys) - _WORDS + 1, 0)
    mixed = np.zeros(size, np.uint64)
    for place in range(_WORDS):
        mixed *= _MULTIPLIER
        mixed += keys[place : place + size]
    return ((mixed ^ (mixed >> _HALF)) * _MULTIPLIER) >> _HALF
