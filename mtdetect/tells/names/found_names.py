"""The words of a batch that are written like names, and a quick look at which of them may sound alike."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from string import ascii_lowercase

import numpy as np
from numpy.typing import NDArray

from mtdetect.text.batch import TextBatch
from mtdetect.text.folding import BEYOND_ASCII, Characters, Flags
from mtdetect.text.hashing import Keys, Places, mix
from mtdetect.text.tokens import letters_of

INITIAL, REST = "[A-ZÉÖČŘŠ]", r"[^\W\d_A-Z]{3,19}"
_WRITTEN = re.compile(INITIAL + REST)
_SHORTEST, _LONGEST = 4, 20  # characters, as in the expression
_MOST = 2_000  # of a text

# What respelling a name as it sounds (`mtdetect.tells.names.variants`) never changes: how often these letters stand in
# it, whether one of those does, and of which of the last its first letter is.
_COUNTED = ("a", "b", "d", "g", "l", "m", "n", "r", "t", "pf", "vw")
_PRESENT = ("szx", "ou", "eiyj")
_FIRST = ("pf", "ckqx", "sz", "vw", "eiyj", "ou")
_COUNT_BITS = 5  # a name has at most 20 letters

# What a character behind the first of a word is: a small letter; no part of a name; beyond ASCII, where the expression
# decides.
_IN_NAME, _NOT_IN_NAME, _BEYOND = 0, 1, 2
_KINDS = np.full(256, _NOT_IN_NAME, np.uint8)
_KINDS[ord("a") : ord("z") + 1] = _IN_NAME
_KINDS[BEYOND_ASCII] = _BEYOND


@dataclass(frozen=True, slots=True)
class Names:
    """Words of a batch that are written like names, each once for a text, in order.

    `texts` are the numbers of their texts, `starts` and `ends` their places in the batch's `characters`.
    """

    characters: Characters
    texts: Places
    starts: Places
    ends: Places
    keys: Keys

    def of_text(self, number: int) -> dict[str, None]:
        """The names of a text, in order, at most 2,000."""
        first, end = np.searchsorted(self.texts, (number, number + 1)).tolist()
        mine = slice(first, min(end, first + _MOST))
        spans = zip(self.starts[mine].tolist(), self.ends[mine].tolist(), strict=True)
        return dict.fromkeys([self.characters.text[start:end] for start, end in spans])


def find_names(batch: TextBatch) -> Names:
    """The words of each text that are written like names."""
    found, codes = batch.parts, batch.characters.codes
    sizes, first = found.ends - found.starts, codes.take(found.starts)
    may_be = ((first >= ord("A")) & (first <= ord("Z"))) | (first == BEYOND_ASCII)
    at = (may_be & (sizes >= _SHORTEST) & (sizes <= _LONGEST)).nonzero()[0]
    at = at.compress(_are_written_like_names(batch, found.starts.take(at), found.ends.take(at)))
    at = at.compress(_are_first(batch.texts_of_parts(at), found.keys.take(at)))
    return Names(
        batch.characters, batch.texts_of_parts(at), found.starts.take(at), found.ends.take(at), found.keys.take(at)
    )


def _are_written_like_names(batch: TextBatch, starts: Places, ends: Places) -> Flags:
    """Which words go on in small letters; each begins with a capital, or beyond ASCII."""
    letters, edges = letters_of(batch.characters.codes, starts, ends)
    kinds = _KINDS.take(letters)
    kinds[edges] = np.where(letters.take(edges) == BEYOND_ASCII, _BEYOND, _IN_NAME)
    kinds = np.bitwise_or.reduceat(kinds, edges) if len(edges) else kinds
    wanted: Flags = kinds == _IN_NAME
    for odd in (kinds == _BEYOND).nonzero()[0].tolist():
        wanted[odd] = _WRITTEN.fullmatch(batch.characters.text[starts[odd] : ends[odd]]) is not None
    return wanted


def _are_first(texts: Places, keys: Keys) -> Flags:
    """Which of some words do not stand before in the same text."""
    order = np.lexsort((keys, texts))  # stable: among equal ones the first comes first
    texts, keys = texts.take(order), keys.take(order)
    first = np.ones(len(texts), np.bool_)
    first[order[1:]] = (keys[1:] != keys[:-1]) | (texts[1:] != texts[:-1])
    return first


def may_sound_alike(names: Names) -> list[int]:
    """The texts that may have two names that sound alike: those with two of one outline."""
    outlines = mix(outlines_of(names), names.texts.view(np.uint64), 1)
    order = np.argsort(outlines)
    outlines = outlines.take(order)
    same: list[int] = names.texts.take(order[1:].compress(outlines[1:] == outlines[:-1])).tolist()
    return same


def outlines_of(names: Names) -> Keys:
    """What respelling leaves as it is of each name, as one number: names that sound alike have the same."""
    if not len(names.starts):
        return np.zeros(0, np.uint64)
    letters, edges = letters_of(names.characters.codes, names.starts, names.ends)
    counts, present, first = _tables()
    outlines = np.add.reduceat(counts.take(letters), edges)
    outlines |= np.bitwise_or.reduceat(present.take(letters), edges)
    return mix(outlines, first.take(letters.take(edges)), 0)


@cache
def _tables() -> tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.uint64]]:
    """For each code: the counter that it raises, the bit of its group, and its group as a first letter."""
    counts, present, first = (np.zeros(256, np.uint64) for _ in range(3))
    _fill(counts, _COUNTED, (1 << (_COUNT_BITS * number) for number in range(len(_COUNTED))))
    _fill(present, _PRESENT, (1 << (_COUNT_BITS * len(_COUNTED) + number) for number in range(len(_PRESENT))))
    _fill(first, ascii_lowercase, range(1, 27))
    _fill(first, _FIRST, range(27, 27 + len(_FIRST)))
    return counts, present, first


def _fill(table: NDArray[np.uint64], groups: Iterable[str], values: Iterable[int]) -> None:
    for letters, value in zip(groups, values, strict=True):
        table[[ord(letter) for letter in letters + letters.upper()]] = value
