"""A place in a text, shown on one terminal line: the words around it, and carets under it."""

from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import category, combining, east_asian_width

_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """`line` is safe to print; `carets` goes under it."""

    line: str
    carets: str


def excerpt(text: str, start: int, end: int, width: int) -> Excerpt:
    """The half-open span within its line, in at most about `width` cells."""
    shown = _middle_cut(safe(text[start:end]), width * 2 // 3)
    room = width - cells(shown)
    reach = 2 * width  # no more is looked at: a line may have megabytes
    before = safe(text[max(text.rfind("\n", 0, start) + 1, start - reach) : start].lstrip())
    line_end = text.find("\n", end, end + reach)
    after = safe(text[end : end + reach if line_end < 0 else line_end].rstrip())
    before = _cut_left(before, max(room // 2, room - cells(after)))
    after = _cut_right(after, room - cells(before))
    return Excerpt(before + shown + after, " " * cells(before) + "^" * max(cells(shown), 1))


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def safe(text: str) -> str:
    """The text on one line without anything that a terminal acts on: control and format characters are escaped."""
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


def cells(text: str) -> int:
    """The width of a safe text on a terminal."""
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def _escaped(char: str) -> str:
    return " " if category(char) == "Zs" else char.encode("unicode_escape").decode()


def _middle_cut(shown: str, width: int) -> str:
    if cells(shown) <= width:
        return shown
    half = (width - 1) // 2
    return f"{_cut_right(shown, half)} {_cut_left(shown, half).removeprefix(_ELLIPSIS)}"


def _cut_left(shown: str, width: int) -> str:
    """The end of the text, from a word's start on."""
    if cells(shown) <= width:
        return shown
    kept = _fitting(reversed(shown), width - 1)[::-1]
    _, space, rest = kept.partition(" ")
    return _ELLIPSIS + (rest if space else kept)


def _cut_right(shown: str, width: int) -> str:
    """The beginning of the text, up to a word's end."""
    if cells(shown) <= width:
        return shown
    kept = _fitting(shown, width - 1)
    rest, space, _ = kept.rpartition(" ")
    return (rest if space else kept) + _ELLIPSIS


def _fitting(chars: Iterable[str], width: int) -> str:
    """The first characters, as many as the width holds."""
    kept: list[str] = []
    for char in chars:
        width -= cells(char)
        if width < 0:
            break
        kept.append(char)
    return "".join(kept)
