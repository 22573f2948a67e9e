"""Sketches of texts, so that copies and wire reports that a site prints twice count once, in bounded memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np

from mtdetect.text.hashing import ASCII_VALUES

_SIZE = 8  # values of a sketch
_DOUBLINGS = 3  # of runs of letters, from one letter to eight
_RARE = np.uint64(61)  # one run of letters in eight has nothing before its last so many bits
_TOGETHER = 4  # such runs that a value stands for: some six words
_FEWEST = 200  # letters: of a shorter text a sketch says too little
_LONGEST = 100_000  # characters that are looked at
_SAME = 0.5  # of a sketch's values that articles of the site had before: then it is a copy
_REMEMBERED = 1 << 18  # values, of all sites together
_BITS = 32  # of a value
_DIGITS = _BITS // 4
_OTHERS = bytes(set(range(256)) - set(b"abcdefghijklmnopqrstuvwxyz"))
_MULTIPLIER, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)


def sketch(text: str) -> str | None:
    """Eight numbers of 32 bits in hexadecimal: the smallest hashes of the text's runs of some 32 letters.

    Two texts share about as many of these as they share of their runs (Broder 1997, "On the resemblance and containment
    of documents"). Case, spaces, marks and digits do not matter. None for a text that is too short.
    """
    letters = text[:_LONGEST].lower().encode("ascii", "ignore").translate(None, _OTHERS)
    if len(letters) < _FEWEST:
        return None
    keys = ASCII_VALUES.take(np.frombuffer(letters, np.uint8))
    for doubling in range(_DOUBLINGS):  # the key of a run is made of those of its halves
        size = 1 << doubling
        keys = keys[:-size] * _MULTIPLIER + keys[size:]
    some = keys[(keys >> _RARE) == 0]
    end = len(some) - _TOGETHER + 1
    mixed = some[:end].copy()
    for place in range(1, _TOGETHER):
        mixed = (mixed ^ (mixed >> _HALF)) * _MULTIPLIER + some[place : end + place]
    lowest = np.sort(((mixed ^ (mixed >> _HALF)) * _MULTIPLIER) >> _HALF)[: 2 * _SIZE] if end > 0 else mixed[:0]
    hashes = list(dict.fromkeys(lowest.tolist()))[:_SIZE]
    return "".join(f"{value:0{_DIGITS}x}" for value in hashes) or None


@dataclass(slots=True)
class Remembered:
    """What the last articles of all sites were like; the oldest is forgotten first."""

    most: int = _REMEMBERED
    _values: dict[int, None] = field(default_factory=dict)

    def is_repeated(self, site: str, parts: Sequence[int]) -> bool:
        """Whether half of an article's parts (32 bits each), or more, were seen at this site; remembers them."""
        own = part_of(site) << _BITS
        keys = [own | part for part in parts]
        seen = sum(key in self._values for key in keys)
        self._values.update(dict.fromkeys(keys))
        while len(self._values) > self.most:
            del self._values[next(iter(self._values))]
        return seen >= max(1.0, _SAME * len(keys))


def parts_of(sketched: str) -> list[int]:
    """The values of a sketch."""
    return [int(sketched[at : at + _DIGITS], 16) for at in range(0, len(sketched), _DIGITS)]


def part_of(text: str) -> int:
    """A hash of 32 bits of a whole text."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_BITS // 8).digest())
