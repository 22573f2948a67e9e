"""Sketches of texts, so that copies and wire reports that a site prints twice count once, in bounded memory."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np

from mtdetect.text.hashing import ASCII_VALUES, KeySums

_SIZE = 8  # values of a sketch
_WINDOW = 40  # letters that a value stands for: some seven words
_FEWEST = 200  # letters: of a shorter text a sketch says too little
_LONGEST = 100_000  # characters that are looked at
_SAME = 0.5  # of a sketch's values that articles of the site had before: then it is a copy
_REMEMBERED = 1 << 18  # values, of all sites together
_DIGITS = 8  # of a value, in hexadecimal
_OTHER = re.compile(r"[^a-z]+")
_MULTIPLIER, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)


def sketch(text: str) -> str | None:
    """Eight numbers of 32 bits in hexadecimal: the smallest hashes of the text's runs of 40 letters.

    Two texts share about as many of these as they share of their runs (Broder 1997, "On the resemblance and containment
    of documents"). Case, spaces, marks and digits do not matter. None for a text that is too short.
    """
    letters = _OTHER.sub("", text[:_LONGEST].lower())
    if len(letters) < _FEWEST:
        return None
    sums = KeySums.of(ASCII_VALUES.take(np.frombuffer(letters.encode("ascii"), np.uint8)))
    starts = np.arange(len(letters) - _WINDOW + 1)
    keys = sums.keys(starts, starts + _WINDOW)
    mixed = ((keys ^ (keys >> _HALF)) * _MULTIPLIER) >> _HALF
    smallest = np.unique(np.partition(mixed, _SIZE)[: _SIZE + 1] if len(mixed) > _SIZE else mixed)[:_SIZE]
    return "".join(f"{value:0{_DIGITS}x}" for value in smallest.tolist())


@dataclass(slots=True)
class Remembered:
    """What the last articles of all sites were like; the oldest is forgotten first."""

    most: int = _REMEMBERED
    _values: dict[int, None] = field(default_factory=dict)

    def is_repeated(self, site: str, parts: Sequence[str]) -> bool:
        """Whether half of an article's parts, or more, were seen at this site; remembers them."""
        keys = [_key(site, part) for part in parts]
        seen = sum(key in self._values for key in keys)
        self._values.update(dict.fromkeys(keys))
        while len(self._values) > self.most:
            del self._values[next(iter(self._values))]
        return seen >= max(1.0, _SAME * len(keys))


def parts_of(sketched: str) -> list[str]:
    """The values of a sketch."""
    return [sketched[at : at + _DIGITS] for at in range(0, len(sketched), _DIGITS)]


def _key(site: str, part: str) -> int:
    return int.from_bytes(blake2b(f"{site}\n{part}".encode("utf-8", "surrogatepass"), digest_size=8).digest())
