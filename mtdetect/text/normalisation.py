"""The text that is judged: the text as read without what nobody sees and what is format, with one form of each letter.

What no reader notices must not decide: zero-width characters, look-alikes of other scripts, accents of their own. So
all that judges sees the text that `normalise` makes; what is shown is the text as read, to which `Offsets` lead back.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtdetect.text.damage import lost_characters, misread_characters
from mtdetect.text.folding import fold, fold_and_suspect
from mtdetect.text.lookalike_words import lookalike_words
from mtdetect.text.offsets import Edit, Offsets, replaced
from mtdetect.text.suspects import ACCENT, FORM, HIDDEN, LOOKALIKE, LOST, MISREAD, kinds_of, plain_form

_MOST_ACCENTS = 32  # behind a letter, as in Unicode's stream-safe format: to order more takes time that grows as n²
_TWO_SPACES, _STAR = "  ", "*"
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])[^*\n]{1,300}(?<=[^\s*])(\*{1,3})(?![\w*])")
_BETWEEN_SENTENCES = re.compile(r"[.!?:]['\")\]]{0,2}( {2,3})(?=\S)")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text to judge: `raw`, and `folded` of the same length (`mtdetect.text.folding`).

    `offsets` lead from both to the text as read; None where `raw` is that text.
    """

    raw: str
    folded: str
    offsets: Offsets | None


def normalise(as_read: str) -> Normalised:
    """The text that is judged. Linear in the length; a text without suspects is only folded.

    Spaces of other kinds stay in `raw`, since folding makes them one.
    """
    folded, suspected = fold_and_suspect(as_read)
    if not suspected and _TWO_SPACES not in folded and _STAR not in folded:
        return Normalised(as_read, folded, None)
    text, offsets, kinds = as_read, Offsets.unchanged(len(as_read)), kinds_of(as_read)
    for kind, find in _STEPS:
        at = kinds == kind
        if at.any() and (edits := list(find(text, at))):
            text, offsets = replaced(text, edits), offsets.replace(edits)
            kinds = kinds_of(text)
    for find_format in (_typed_spaces, _emphasis):
        if edits := list(find_format(fold(text))):
            text, offsets = replaced(text, edits), offsets.replace(edits)
    return Normalised(text, fold(text), offsets) if text != as_read else Normalised(as_read, folded, None)


def normalised(as_read: str) -> str:
    """The text that is judged."""
    return normalise(as_read).raw


def _hidden(_: str, at: NDArray[np.bool_]) -> Iterator[Edit]:
    for start, end in _runs(at):
        yield start, end, ""


def _forms(text: str, at: NDArray[np.bool_]) -> Iterator[Edit]:
    for start in at.nonzero()[0].tolist():
        yield start, start + 1, plain_form(text[start])


def _accented(text: str, at: NDArray[np.bool_]) -> Iterator[Edit]:
    """Letters with accents behind them as one character, without those accents that no such character has."""
    for start, end in _runs(at):
        base = max(start - 1, 0)
        composed = unicodedata.normalize("NFC", text[base : min(end, base + _MOST_ACCENTS)])
        yield base, end, "".join([char for char in composed if not "\u0300" <= char <= "\u036f"])


def _typed_spaces(folded: str) -> Iterator[Edit]:
    """Two or three spaces between sentences, as typists learnt to set them, as one: in HTML they are one."""
    for match in _BETWEEN_SENTENCES.finditer(folded) if _TWO_SPACES in folded else ():
        yield *match.span(1), " "


def _emphasis(folded: str) -> Iterator[Edit]:
    """The stars of emphasis in Markdown, which are format and no marks of the author's."""
    for match in _EMPHASIS.finditer(folded) if _STAR in folded else ():
        if match[1] == match[2]:
            yield *match.span(1), ""
            yield *match.span(2), ""


def _runs(at: NDArray[np.bool_]) -> Iterable[tuple[int, int]]:
    """Where runs of flags start and end."""
    edges = np.diff(np.concatenate([[False], at, [False]]).astype(np.int8))
    return zip((edges > 0).nonzero()[0].tolist(), (edges < 0).nonzero()[0].tolist(), strict=True)


Find = Callable[[str, NDArray[np.bool_]], Iterable[Edit]]
# In this order: what was misread has hidden characters in it, and these part letters that belong together.
_STEPS: tuple[tuple[int, Find], ...] = (
    (MISREAD, lambda text, _: misread_characters(text)),
    (HIDDEN, _hidden),
    (LOST, lambda text, _: lost_characters(text)),
    (FORM, _forms),
    (ACCENT, _accented),
    (LOOKALIKE, lambda text, _: lookalike_words(text)),
)
