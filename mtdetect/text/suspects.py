"""Which characters a text may have to be changed for before it is judged, by kind.

One table of the first 65,536 code points says it; a text without such characters costs nothing else.
"""

import tomllib
import unicodedata
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Kinds = NDArray[np.uint8]

HIDDEN, LOST, FORM, ACCENT, LOOKALIKE, MISREAD = range(1, 7)
"""What a suspect is: seen by nobody; U+FFFD, which stands where a character was lost; another form of a letter (a
ligature, full width, mathematical, or what Windows-1252 has where Latin-1 has a control); an accent of its own; a
letter of another script that may look like a Latin one; a character that begins what was read in the wrong encoding."""

LOST_CHARACTERS = "\ufffd" + "".join(map(chr, range(0xD800, 0xE000)))  # with halves of surrogate pairs
_FILE = Path(__file__).parent / "data" / "lookalikes.toml"
LAST = 0xFFFF  # of `KINDS`
# Unicode's `Default_Ignorable_Code_Point`, with the marks of annotations, and the controls that are no white space.
_HIDDEN = (
    *((0x00, 0x08), (0x0E, 0x1B), (0x7F, 0x84), (0x86, 0x9F), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C)),
    *((0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F)),
    *((0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB)),
)
_HIDDEN_BEYOND = ((0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF))
_ACCENTS = (0x300, 0x36F)
_WINDOWS_1252 = (0x80, 0x9F)
_FORMS = ((0x2102, 0x214F), (0xFB00, 0xFB06), (0xFF10, 0xFF5A))
_FORMS_BEYOND = (0x1D400, 0x1D7FF)
_FORM_TAGS = ("", "<font>", "<wide>")  # the first: a character that Unicode has twice
_BEFORE_MISREAD = "ÂÃÄÅï€ð"  # each is rare in English, and one of them in nearly all that was misread
LIGATURES = "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"
USUAL = bytes({*range(128)} - {point for first, last in _HIDDEN for point in range(first, last + 1)})
"""The bytes of ASCII that are no suspects."""


def kinds_of(text: str) -> Kinds:
    """The kind of each character; 0 for all that are no suspects."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    kinds: Kinds = KINDS.take(points, mode="clip")
    beyond = (points > LAST).nonzero()[0]
    if len(beyond):
        kinds[beyond] = _kinds_beyond(points.take(beyond))
    return kinds


def _kinds_beyond(points: NDArray[np.uint32]) -> Kinds:
    found = np.zeros(len(points), np.uint8)
    for first, last in _HIDDEN_BEYOND:
        found[(points >= first) & (points <= last)] = HIDDEN
    first, last = _FORMS_BEYOND
    found[(points >= first) & (points <= last)] = FORM
    return found


@cache
def plain_form(char: str) -> str:
    """The letters, or the mark, that a form of them stands for; the character itself where it is none."""
    if _WINDOWS_1252[0] <= ord(char) <= _WINDOWS_1252[1]:
        return char.encode("latin-1").decode("cp1252", "ignore") or char
    tag = unicodedata.decomposition(char).partition(" ")[0]
    if char not in LIGATURES and tag.startswith("<") and tag not in _FORM_TAGS:
        return char
    plain = unicodedata.normalize("NFKC", char)
    return plain if plain.isalnum() else char


@cache
def lookalikes() -> dict[str, str]:
    """The Latin letter that each look-alike of `data/lookalikes.toml` is taken for."""
    pairs = " ".join(tomllib.loads(_FILE.read_text(encoding="utf-8")).values()).split()
    return {pair[0]: pair[1] for pair in pairs}


def _make_table() -> Kinds:
    kinds = np.zeros(LAST + 1, np.uint8)
    for kind, ranges in ((HIDDEN, _HIDDEN), (ACCENT, (_ACCENTS,))):
        for first, last in ranges:
            unset = kinds[first : last + 1] == 0
            kinds[first : last + 1][unset] = kind
    for first, last in (_WINDOWS_1252, *_FORMS):
        for point in range(first, last + 1):
            if point != ord("\x85") and plain_form(chr(point)) != chr(point):  # Python takes that for white space
                kinds[point] = FORM
    kinds[[ord(char) for char in lookalikes()]] = LOOKALIKE
    kinds[list(map(ord, LOST_CHARACTERS))] = LOST
    kinds[list(map(ord, _BEFORE_MISREAD))] = MISREAD
    return kinds


KINDS = _make_table()
"""The kind of each of the first code points."""
