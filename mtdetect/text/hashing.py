"""A text's image: one byte a character, so that what looks at bytes is fast and its offsets still hold.

A character of ASCII is itself; all others of one block of 256 share a byte from `BEYOND` on. The byte between,
`EDGE`, stands in no image.
"""

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

Kinds = NDArray[np.uint8]
Codes = NDArray[np.uint16]
Keys = NDArray[np.uint64]
Places = NDArray[np.intp]

EDGE, BEYOND = 128, 129
LAST_BLOCK = 125  # and all from U+7D00
SPACE, WORD, MARK, APOSTROPHE = range(4)
KELVIN = "\u212a"  # of all letters beyond ASCII, only its lower case is one of ASCII
_LETTER = re.compile(r"\w")
_BLANK, _APOSTROPHE = np.uint8(ord(" ")), np.uint8(ord("'"))
_SHORTEST_POWERS = 14  # bits: as many letters as an article may well have
# No multiple of the code: words of one length would too often come to one sum.
_SCATTER = np.array([0 if code >= BEYOND else pow(code + 2, 7919, 65521) for code in range(256)], np.uint16)
_BASE, _LETTER_BASE = 0x9E3779B97F4A7C15, 0x165667B19E3779F9
_LETTERS = np.array([0 if code >= BEYOND else pow(_LETTER_BASE, code + 3, 1 << 64) for code in range(256)], np.uint64)
_LENGTH = np.uint64(0xC2B2AE3D27D4EB4F)
_TO_SPOKEN = bytes(code if chr(code) == "'" or _LETTER.match(chr(code)) else ord(" ") for code in range(256))
_OUTER_APOSTROPHE = re.compile(rb"'(?:(?<![A-Za-z0-9_].)|(?![A-Za-z0-9_]))")


def block(char: str) -> int:
    """The byte for a character that is not ASCII."""
    return min(ord(char) >> 8, LAST_BLOCK) + BEYOND


def image(text: str) -> bytes:
    """The image of a text."""
    if text.isascii():
        return text.encode()
    points = _points(text)
    return np.where(points < 128, points, np.minimum(points >> 8, LAST_BLOCK) + BEYOND).astype(np.uint8).tobytes()


def kinds(text: str, seen: bytes) -> Kinds:
    """What each character of a text with the image `seen` is to a token; an apostrophe between letters is a letter."""
    found = np.frombuffer(bytearray(seen).translate(_KINDS), np.uint8)
    if not text.isascii():
        points = _points(text)
        places = (points > 127).nonzero()[0]
        others = points[places].tolist()
        kind_of = {point: _kind(chr(point)) for point in set(others)}
        found[places] = [kind_of[point] for point in others]
    if b"'" in seen:
        inner = (found[1:-1] == APOSTROPHE) & (found[:-2] == WORD) & (found[2:] == WORD)
        found[inner.nonzero()[0] + 1] = WORD
    return found


def spoken(seen: bytes, known: Kinds | None = None) -> bytes:
    """The words of an image in lower case, each between single spaces; `known` are its kinds if it is not of ASCII."""
    low = seen.lower()
    if known is None:
        spaced = np.frombuffer(_OUTER_APOSTROPHE.sub(b" ", low).translate(_TO_SPOKEN) + b" ", np.uint8)
    else:
        spaced = np.append(np.where(known == WORD, np.frombuffer(low, np.uint8), _BLANK), _BLANK)
    kept = spaced != _BLANK
    kept[1:] |= kept[:-1]
    return bytes(b" " + spaced.compress(kept).tobytes())


def lowered(text: str, seen: bytes) -> bytes:
    """The image in lower case, with a letter of ASCII for the one letter beyond it that becomes one."""
    if KELVIN not in text:
        return seen.lower()
    return (
        np.where(_points(text) == ord(KELVIN), ord("k"), np.frombuffer(seen.lower(), np.uint8)).astype("u1").tobytes()
    )


def sums(seen: bytes, starts: NDArray[np.intp], ends: NDArray[np.intp]) -> Codes:
    """For each span of an image, the sum of a number for each of its characters of ASCII."""
    total = np.zeros(len(seen) + 1, np.uint16)
    np.cumsum(_SCATTER.take(np.frombuffer(seen, np.uint8)), dtype=np.uint16, out=total[1:])
    found: Codes = total[ends] - total[starts]
    return found


def between(spoken_words: bytes, *, apart: bool = False) -> Places:
    """Where the spaces are between which words stand; with `apart`, the apostrophes inside words too."""
    seen = np.frombuffer(spoken_words, np.uint8)
    edges = seen == _BLANK
    found: Places = (edges | (seen == _APOSTROPHE) if apart else edges).nonzero()[0]
    return found


def totals(spoken_words: bytes) -> Keys:
    """For each place among words, what `keys` needs: all letters up to it as digits of one number, modulo 2**64."""
    digits = _LETTERS.take(np.frombuffer(spoken_words, np.uint8))
    digits *= _powers(_bits(len(digits)))[0][: len(digits)]
    return digits.cumsum()


def keys(total: Keys, edges: Places) -> Keys:
    """For each word between two edges, a number that hardly another word has: its letters as digits, modulo 2**64.

    All letters beyond ASCII are one, so that case does not count.
    """
    starts, ends = edges[:-1], edges[1:]
    found: Keys = total[ends - 1] - total[starts]
    found *= _powers(_bits(len(total)))[1][starts]
    found += (ends - starts).view(np.uint64) * _LENGTH
    return found


def _bits(size: int) -> int:
    return max(_SHORTEST_POWERS, size.bit_length())


@cache
def _powers(bits: int) -> tuple[Keys, Keys]:
    """The first powers of the base and of its inverse, modulo 2**64."""
    one, other = (np.full(1 << bits, factor, np.uint64).cumprod() for factor in (_BASE, pow(_BASE, -1, 1 << 64)))
    return one, other


def _points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def _kind(char: str) -> int:
    if char == "'":
        return APOSTROPHE
    return WORD if _LETTER.match(char) else SPACE if char.isspace() else MARK


_KINDS = bytes(map(_kind, map(chr, range(256))))
