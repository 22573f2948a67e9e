"""Words and runs of words as 64-bit numbers, so that numpy compares them and looks them up all at once.

The key of a token is its letters as digits of one number, modulo 2**64, without regard to case. The key
of a run of tokens is mixed from theirs. Two different words, or two runs of a million, share a key with a chance of
about 3 in 100 million; what a key finds is compared letter by letter where that matters.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Places = NDArray[np.intp]

_BASE, _LETTER = 0x9E3779B97F4A7C15, 0x165667B19E3779F9
_LENGTH = np.uint64(0xC2B2AE3D27D4EB4F)
_ALL = 1 << 64
_CHUNK_BITS = 15
_CHUNK = 1 << _CHUNK_BITS  # characters that share one table of powers
_POWERS = np.full(_CHUNK, _BASE, np.uint64).cumprod()
_INVERSES = np.concatenate([[np.uint64(1)], np.full(_CHUNK - 1, pow(_BASE, -1, _ALL), np.uint64).cumprod()])
_MULTIPLIERS = tuple(np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))
_SHIFT = np.uint64(29)
_ONE = np.uint64(1)
_FULL = 64


@lru_cache(maxsize=1 << 16)
def letter_value(char: str) -> int:
    """The digit that stands for a character, without regard to case; both small sigmas are one letter."""
    lowered = char.lower()[0].replace("ς", "σ")
    return pow(_LETTER, ord(lowered) + 3, _ALL)


ASCII_VALUES = np.array([letter_value(chr(code)) for code in range(128)], np.uint64)


@dataclass(frozen=True, slots=True)
class KeySums:
    """The digits of a run of characters, and their sums up to each place: of them the key of any token follows.

    The powers by which digits are multiplied begin anew after every 32,768 characters.
    """

    digits: NDArray[np.uint64]
    sums: NDArray[np.uint64]

    @classmethod
    def of(cls, digits: NDArray[np.uint64]) -> "KeySums":
        """The sums for the digits of characters (`letter_value`)."""
        sums = np.zeros(len(digits) + 1, np.uint64)
        np.cumsum(digits * np.resize(_POWERS, len(digits)), out=sums[1:])
        return cls(digits, sums)

    def keys(self, starts: Places, ends: Places) -> Keys:
        """The key of each token, given as half-open spans in ascending order, each at most 32,768 characters long."""
        found: Keys = self.sums.take(ends)
        found -= self.sums.take(starts)
        found *= _INVERSES.take(starts & (_CHUNK - 1))
        found += (ends - starts + 1).view(np.uint64) * _LENGTH
        if len(self.digits) > _CHUNK:
            for at in (starts >> _CHUNK_BITS != (ends - 1) >> _CHUNK_BITS).nonzero()[0].tolist():
                found[at] = self._key(int(starts[at]), int(ends[at]))
        return found

    def _key(self, start: int, end: int) -> np.uint64:
        """The key of one token; of a longer one than 32,768 characters only the first so many count."""
        digits = self.digits[start : min(end, start + _CHUNK)]
        total = int(np.sum(digits * _POWERS[: len(digits)], dtype=np.uint64))
        return np.uint64((total + (end - start + 1) * int(_LENGTH)) % _ALL)


def keys_of(words: Iterable[str]) -> Keys:
    """The key of each word."""
    listed = list(words)
    text = "".join(listed)
    if text.isascii():
        values = ASCII_VALUES.take(np.frombuffer(text.encode("ascii"), np.uint8))
    else:
        values = np.array([letter_value(char) for char in text], np.uint64)
    sizes = np.array([len(word) for word in listed], np.intp)
    ends = np.cumsum(sizes)
    return KeySums.of(values).keys(ends - sizes, ends)


def mix(key: Keys, following: Keys, place: int) -> Keys:
    """The keys of runs that `following` makes longer by one: `place` is 0 for the first of a run, then 1, 2."""
    mixed = (key ^ (following + _ONE)) * _MULTIPLIERS[place]
    mixed ^= mixed >> _SHIFT
    return mixed


def pair_keys(first: Keys, second: Keys) -> Keys:
    """The key of each two tokens that follow one another."""
    return mix(mix(np.zeros(len(first), np.uint64), first, 0), second, 1)


def run_keys(runs: Sequence[str | tuple[str, str]]) -> Keys:
    """The keys of single words and of pairs of words that follow one another."""
    first = keys_of(run if isinstance(run, str) else run[0] for run in runs)
    second = keys_of("" if isinstance(run, str) else run[1] for run in runs)
    single = np.array([isinstance(run, str) for run in runs], np.bool_)
    return np.where(single, first, pair_keys(first, second))


def find_sorted(known: Keys, wanted: Keys) -> tuple[Places, NDArray[np.bool_]]:
    """Where each wanted key stands among ascending known keys, and whether it is there (else the place is 0)."""
    if not len(known):
        return np.zeros(wanted.shape, np.intp), np.zeros(wanted.shape, np.bool_)
    at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    there = known[at] == wanted
    return np.where(there, at, 0), there


@dataclass(frozen=True, slots=True)
class KeyTable:
    """Known keys, ascending, found by their first bits: `first[b]` is the place of the first that begins with b.

    `heads[b]` is that key, or one that does not begin with b where there is none; `several[b]` says whether more than
    one begins so.
    """

    keys: Keys
    first: NDArray[np.int32]
    heads: Keys
    several: NDArray[np.bool_]
    bits: int

    @classmethod
    def of(cls, keys: Keys) -> "KeyTable":
        """A table of ascending keys."""
        bits = max(8, min(20, len(keys).bit_length() + 1))
        begins = (keys >> np.uint64(_FULL - bits)).view(np.intp)
        counts = np.bincount(begins, minlength=1 << bits)
        first = np.zeros((1 << bits) + 1, np.int32)
        np.cumsum(counts, out=first[1:])
        heads = ~np.arange(1 << bits, dtype=np.uint64) << np.uint64(_FULL - bits)
        heads[begins[::-1]] = keys[::-1]  # of those that begin alike the first is written last
        return cls(keys, first, heads, counts > 1, bits)

    def find(self, wanted: Keys) -> tuple[Places, Places]:
        """Which of the wanted keys are known (their indexes, in no order), and their places among the known ones."""
        begins = (wanted >> np.uint64(_FULL - self.bits)).view(np.intp)
        same = self.heads.take(begins) == wanted
        found = same.nonzero()[0]
        places = self.first.take(begins.take(found)).astype(np.intp)
        left = (~same).nonzero()[0]
        left = left.compress(self.several.take(begins.take(left)))
        if not len(left):
            return found, places
        more, places_of_more = self._find_behind(wanted.take(left), begins.take(left))
        return np.concatenate([found, left.take(more)]), np.concatenate([places, places_of_more])

    def _find_behind(self, wanted: Keys, begins: Places) -> tuple[Places, Places]:
        """The same for keys that are not the first of those that begin as they do: a step for each of these."""
        left = np.arange(len(wanted))
        at, ends = self.first.take(begins).astype(np.intp) + 1, self.first.take(begins + 1)
        indexes, places = [], []
        while len(left):
            same = self.keys.take(at) == wanted
            indexes.append(left.compress(same))
            places.append(at.compress(same))
            at += 1
            more = (at < ends) & ~same
            left, at, ends, wanted = (column.compress(more) for column in (left, at, ends, wanted))
        return np.concatenate(indexes), np.concatenate(places)
