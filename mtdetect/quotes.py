"""Quotation marks by a state machine that keeps parity, so that each mark is known to open or to close.

A straight mark says nothing of its side, and machine translation turns curly ones the wrong way; what a mark does
follows from whether a quotation is open. The state starts anew in each paragraph, since a quotation that runs on
opens again there by convention.
"""

from collections.abc import Iterable
from dataclasses import dataclass

DOUBLE_MARKS = '"“”„«»＂'


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark at `at`; `opens` is its role by parity, `partner` the offset of its other half or None."""

    at: int
    char: str
    opens: bool
    partner: int | None


def find_marks(raw: str, paragraphs: Iterable[tuple[int, int]]) -> tuple[Mark, ...]:
    """All double quotation marks of the paragraphs (half-open spans of `raw`), in order, in linear time."""
    found: list[Mark] = []
    for start, end in paragraphs:
        opened: int | None = None
        for at in _positions(raw, start, end):
            if opened is None:
                opened = at
            else:
                found.append(Mark(opened, raw[opened], True, at))
                found.append(Mark(at, raw[at], False, opened))
                opened = None
        if opened is not None:
            found.append(Mark(opened, raw[opened], True, None))
    return tuple(found)


def _positions(raw: str, start: int, end: int) -> Iterable[int]:
    for at in range(start, end):
        if raw[at] in DOUBLE_MARKS and not _is_inch(raw, at):
            yield at


def _is_inch(raw: str, at: int) -> bool:
    """`6" tall`, `5'10"`: a straight mark right behind a digit that no punctuation or comma led up to."""
    return (
        raw[at] == '"'
        and at > 0
        and raw[at - 1].isdigit()
        and (at + 1 == len(raw) or raw[at + 1] in " x-)")
        and raw.rfind('"', max(0, at - 200), at) == -1
    )
