"""Tokens: words, with the apostrophes inside them, and single marks, as arrays of places."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtdetect.text.folding import APOSTROPHE, SPACE, UNDERSCORE, Bytes, Characters, Flags
from mtdetect.text.hashing import Keys, Places

Endings = NDArray[np.int64]

_LOWERED = np.array([ord(chr(code).lower()) if code < 128 else code for code in range(256)], np.int64)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of some characters, in order: half-open spans, their keys, and which are words."""

    starts: Places
    ends: Places
    keys: Keys
    words: Flags

    def where(self, wanted: Flags) -> "Tokens":
        """Those that are wanted."""
        return Tokens(*(column.compress(wanted) for column in (self.starts, self.ends, self.keys, self.words)))


def tokens(found: Characters) -> Tokens:
    """All tokens: runs of word characters, joined by single apostrophes inside them, and single marks."""
    inside = word_characters(found, joined=True)
    marks = (found.kinds >= APOSTROPHE) & ~inside
    starts, ends = _runs(inside, marks)
    return Tokens(starts, ends, found.key_sums.keys(starts, ends), inside.take(starts))


def parts(found: Characters) -> Tokens:
    """The runs of word characters alone: `don't` has two."""
    starts, ends = _runs(word_characters(found, joined=False), None)
    return Tokens(starts, ends, found.key_sums.keys(starts, ends), np.ones(len(starts), np.bool_))


def word_characters(found: Characters, *, joined: bool) -> Flags:
    """Which characters belong to words; with `joined`, apostrophes between two word characters too."""
    kinds = found.kinds
    inside: Flags = (kinds > SPACE) & (kinds <= UNDERSCORE)
    if joined:
        apostrophes = (kinds[1:-1] == APOSTROPHE).nonzero()[0] + 1
        inner = apostrophes[inside[apostrophes - 1] & inside[apostrophes + 1]]
        inside[inner] = True
    return inside


def _runs(inside: Flags, marks: Flags | None) -> tuple[Places, Places]:
    """Where runs of flags start and end, and single flags of `marks` among them."""
    padded = np.zeros(len(inside) + 2, np.bool_)
    padded[1:-1] = inside
    starts, ends = padded[1:-1] > padded[:-2], padded[1:-1] > padded[2:]
    if marks is not None:
        starts |= marks
        ends |= marks
    return starts.nonzero()[0], ends.nonzero()[0] + 1


def letters_of(codes: Bytes, starts: Places, ends: Places) -> tuple[Bytes, Places]:
    """The characters of some tokens behind one another, and where each token begins among them."""
    sizes = ends - starts
    edges = np.cumsum(sizes) - sizes
    return codes.take(np.arange(sizes.sum()) + np.repeat(starts - edges, sizes)), edges


def endings(codes: Bytes, ends: Places, length: int) -> Endings:
    """The last characters of tokens, which have at least so many, as one number each, without regard to case."""
    found = np.zeros(len(ends), np.int64)
    for back in range(length, 0, -1):
        found <<= 8
        found += _LOWERED.take(codes.take(ends - back))
    return found


def ending(suffix: str) -> int:
    """The number that `endings` gives for a token with this ending, in lower case and ASCII."""
    return int.from_bytes(suffix.encode("ascii"), "big")
