"""Characters made plain, one for one, so that a place in the plain text is the same place in the text as read.

`fold` makes quotation marks, dashes and spaces the same; all that looks at words works on its result. The same look at
the text tells whether it has suspects, which are to be changed before (`mtdetect.text.suspects`). `Characters` says
of each character of a folded text what it is to a token, and `ascii_bytes` is the text as an engine for bytes sees it.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from mtdetect.text.hashing import ASCII_VALUES, KeySums, letter_value
from mtdetect.text.suspects import KINDS, LAST, USUAL, kinds_of

Bytes = NDArray[np.uint8]
Flags = NDArray[np.bool_]

BEYOND_ASCII = 128  # the code of every other character
FIRST_OTHER_SCRIPT = 0x0400  # a code point; Latin and Greek stand before it
SPACE, LETTER, DIGIT, UNDERSCORE, APOSTROPHE, MARK = range(6)  # what a character is to a token
_SUSPECT = 1 << 24  # added to the code points of suspects
_FOLDED = {
    **dict.fromkeys("“”„‟«»＂", '"'),
    **dict.fromkeys("‘’‚‛´＇", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\x85\u2028\u2029", "\n"),
    **dict.fromkeys("\t\r\xa0\u1680\u202f\u205f\u3000", " "),
    **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
}
_TABLE = np.arange(LAST + 1, dtype=np.uint32)
_TABLE[list(map(ord, _FOLDED))] = list(map(ord, _FOLDED.values()))
_TABLE[KINDS > 0] |= _SUSPECT
_PLAIN_SPACES = bytes(32 if 28 <= code < 32 else code for code in range(256))  # white space to Python alone
_UPPER, _LOWER, _FIGURE, _OTHER = map(ord, "Xx0~")


def fold(raw: str) -> str:
    """The text with one form of quotation marks, apostrophes, dashes and spaces; as long as `raw`."""
    return fold_and_suspect(raw)[0]


def fold_and_suspect(raw: str) -> tuple[str, bool]:
    """The folded text, and whether the text has suspects. A line end is one line feed, after a space for `\\r\\n`."""
    if "\r" in raw:
        raw = raw.replace("\r\n", " \n").replace("\r", "\n")
    if raw.isascii():
        return raw.replace("\t", " "), bool(raw.encode("ascii").translate(None, USUAL))
    points = _points(raw)
    folded = np.where(points <= LAST, _TABLE.take(points, mode="clip"), points)
    last = folded.max()
    if last < BEYOND_ASCII:
        return folded.astype(np.uint8).tobytes().decode("ascii"), False
    if last >= _SUSPECT:
        folded &= _SUSPECT - 1
    suspected = bool(last >= _SUSPECT or (last > LAST and kinds_of(raw).any()))
    return folded.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass"), suspected


@dataclass(frozen=True)
class Characters:
    """The characters of a folded text (`text`), each by a number.

    `codes` are those of ASCII, `BEYOND_ASCII` for all others; `kinds` what each is to a token (`SPACE` ... `MARK`).
    `others` are the places of those beyond ASCII and `points` their code points.
    """

    text: str
    codes: Bytes
    kinds: Bytes
    others: NDArray[np.intp]
    points: NDArray[np.uint32]

    @cached_property
    def key_sums(self) -> KeySums:
        """Of which the keys of tokens follow."""
        digits = _DIGITS.take(self.codes)
        if len(self.others):
            digits[self.others] = [letter_value(chr(point)) for point in self.points.tolist()]
        return KeySums.of(digits)


def characters(folded: str) -> Characters:
    """The characters of a folded text."""
    return characters_of((folded,))


def characters_of(folded: Iterable[str]) -> Characters:
    """The characters of some folded texts behind one another."""
    listed = tuple(folded)
    pieces = [text.encode("ascii") if text.isascii() else _codes(text) for text in listed]
    data = b"".join(pieces)
    codes = np.frombuffer(data, np.uint8)
    others = (codes == BEYOND_ASCII).nonzero()[0]
    beyond = _points("".join([text for text in listed if not text.isascii()]))
    beyond = beyond[beyond >= BEYOND_ASCII]
    kinds = np.frombuffer(bytearray(data.translate(_KINDS)), np.uint8)
    kinds[others] = [kind(chr(point)) for point in beyond.tolist()]
    return Characters("".join(listed), codes, kinds, others, beyond)


def _codes(text: str) -> bytes:
    """One byte for each character: its code, or that of all beyond ASCII."""
    return np.minimum(_points(text), BEYOND_ASCII).astype(np.uint8).tobytes()


@lru_cache(maxsize=1 << 16)
def kind(char: str) -> int:
    """What a character is to a token: word characters are letters, digits (`\\d`) and the underscore."""
    if char == "'":
        return APOSTROPHE
    if char == "_":
        return UNDERSCORE
    if char.isalnum():
        return DIGIT if char.isdecimal() else LETTER
    return SPACE if char.isspace() else MARK


def ascii_bytes(found: Characters) -> bytes:
    """The text in ASCII, a byte a character, so that what an expression finds in it shows in its ASCII form as well.

    Letters become a letter of their case, figures a figure, white space a space, and all else a tilde.
    """
    codes = found.codes
    if len(found.others):
        codes = codes.copy()
        codes[found.others] = [ord(ascii_char(chr(point))) for point in found.points.tolist()]
    return codes.tobytes().translate(_PLAIN_SPACES)


@lru_cache(maxsize=1 << 16)
def ascii_char(char: str) -> str:
    """The ASCII character that stands for one beyond ASCII."""
    if char.isspace():
        return " "
    if char.isdecimal():
        return chr(_FIGURE)
    if not char.isalnum():
        return chr(_OTHER)
    plain = "i" if char == "ı" else unicodedata.normalize("NFKD", char)[0]
    if plain.isascii() and plain.isalpha():
        return plain
    return chr(_UPPER if char.isupper() else _LOWER)


def _points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


_DIGITS = np.append(ASCII_VALUES, np.uint64(0))
_KINDS = bytes(map(kind, map(chr, range(256))))
