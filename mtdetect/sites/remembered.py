"""Sketches that are remembered, so that copies and wire reports that a site prints twice count once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from struct import error, unpack

from mtdetect.features.sketch import DIGITS

_SAME = 0.5  # of a sketch's values that articles of the site had before: then it is a copy
_REMEMBERED = 1 << 18  # values, of all sites together
_BITS = 32  # of a value


@dataclass(slots=True)
class Remembered:
    """What the last articles of all sites were like; the oldest is forgotten first."""

    most: int = _REMEMBERED
    _values: dict[int, None] = field(default_factory=dict)

    def is_repeated(self, site: int, parts: Sequence[int]) -> bool:
        """Whether half of an article's parts, or more, were seen at this site, which has a number (`part_of`);
        remembers them. All have 32 bits."""
        own, values = site << _BITS, self._values
        keys = dict.fromkeys([own | part for part in parts])
        seen = sum(map(values.__contains__, keys))
        values.update(keys)
        while len(values) > self.most:
            del values[next(iter(values))]
        return seen >= max(1.0, _SAME * len(parts))


def parts_of(sketch: str) -> Sequence[int]:
    """The values of a sketch; of what is none, as a stranger's row may have it, one that stands for all of it."""
    try:
        return unpack(f">{len(sketch) // DIGITS}I", bytes.fromhex(sketch)) or (part_of(sketch),)
    except (ValueError, error):
        return (part_of(sketch),)


def part_of(text: str) -> int:
    """A hash of 32 bits of a whole text."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_BITS // 8).digest())
