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
_CHUNK = 1 << 15  # characters that share one table of powers
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


def token_keys(values: NDArray[np.uint64], starts: Places, ends: Places) -> Keys:
    """The key of each token: `values` are the digits of characters, tokens half-open spans of them, in order.

    Of a token longer than 32,768 characters only the first so many count.
    """
    if len(values) <= _CHUNK:
        return _keys(values, starts, ends)
    found = np.empty(len(starts), np.uint64)
    first = 0
    while first < len(starts):
        low = int(starts[first])
        last = max(int(np.searchsorted(ends, low + _CHUNK, "right")), first + 1)
        high = min(int(ends[last - 1]), low + _CHUNK)
        own = slice(first, last)
        found[own] = _keys(values[low:high], starts[own] - low, np.minimum(ends[own] - low, _CHUNK))
        first = last
    return found


def _keys(values: NDArray[np.uint64], starts: Places, ends: Places) -> Keys:
    sums = np.zeros(len(values) + 1, np.uint64)
    np.cumsum(values * _POWERS[: len(values)], out=sums[1:])
    found: Keys = sums.take(ends)
    found -= sums.take(starts)
    found *= _INVERSES.take(starts)
    found += (ends - starts + 1).view(np.uint64) * _LENGTH
    return found


def keys_of(words: Iterable[str]) -> Keys:
    """The key of each word."""
    listed = list(words)
    values = np.array([letter_value(char) for char in "".join(listed)], np.uint64)
    sizes = np.array([len(word) for word in listed], np.intp)
    ends = np.cumsum(sizes)
    return token_keys(values, ends - sizes, ends)


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
    """Known keys, ascending, found by their first bits: `first[b]` is the place of the first that begins with b."""

    keys: Keys
    first: NDArray[np.int32]
    bits: int

    @classmethod
    def of(cls, keys: Keys) -> "KeyTable":
        """A table of ascending keys."""
        bits = max(8, min(20, len(keys).bit_length() + 1))
        heads = (keys >> np.uint64(_FULL - bits)).astype(np.intp)
        first = np.zeros((1 << bits) + 1, np.int32)
        np.cumsum(np.bincount(heads, minlength=1 << bits), out=first[1:])
        return cls(keys, first, bits)

    def find(self, wanted: Keys) -> tuple[Places, Places]:
        """Which of the wanted keys are known (their indexes), and their places among the known ones."""
        heads = (wanted >> np.uint64(_FULL - self.bits)).view(np.intp)
        at = self.first.take(heads)
        end = self.first.take(heads + 1)
        left = (at < end).nonzero()[0]
        at, end, wanted = at.take(left), end.take(left), wanted.take(left)
        found, places = [], []
        while len(left):
            same = self.keys.take(at) == wanted
            found.append(left.compress(same))
            places.append(at.compress(same))
            at += 1
            more = (at < end) & ~same
            left, at, end, wanted = left.compress(more), at.compress(more), end.compress(more), wanted.compress(more)
        if not found:
            return np.zeros(0, np.intp), np.zeros(0, np.intp)
        return np.concatenate(found), np.concatenate(places).astype(np.intp)
