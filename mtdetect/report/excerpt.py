"""An excerpt of a text for one terminal line: a span with the words around it, and carets under it."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import category, combining, east_asian_width

_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """`line` is safe to print; `carets`, on the next line, underlines the span."""

    line: str
    carets: str


def excerpt(text: str, start: int, end: int, width: int) -> Excerpt:
    """The half-open span with the text of its line around it, in at most about `width` terminal cells."""
    shown = _cut_middle(safe(text[start:end]), width * 2 // 3)
    room = width - display_width(shown)
    reach = 2 * width  # characters taken on either side, since a line may have megabytes
    before = safe(text[max(text.rfind("\n", 0, start) + 1, start - reach) : start].lstrip())
    line_end = text.find("\n", end, end + reach)
    after = safe(text[end : end + reach if line_end < 0 else line_end].rstrip())
    before = cut_left(before, max(room // 2, room - display_width(after)))
    after = cut_right(after, room - display_width(before))
    return Excerpt(before + shown + after, " " * display_width(before) + "^" * max(display_width(shown), 1))


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The line and column of an offset in a text, both counted from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def safe(text: str) -> str:
    """The text on one line; control, format and other unprintable characters are escaped (`\\x1b`)."""
    return "".join(char if char.isprintable() else _escape(char) for char in text)


def escape_commands(line: str) -> str:
    """A line with escapes for what GitHub's runner obeys in a log: `::` at the beginning, and `##[` anywhere."""
    line = line.replace("##[", "#\\x23[")
    return line.replace("::", "\\x3a:", 1) if line.lstrip().startswith("::") else line


def display_width(text: str) -> int:
    """The width of a text in terminal cells; the text must have passed `safe`."""
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def _escape(char: str) -> str:
    return " " if category(char) == "Zs" else char.encode("unicode_escape").decode()


def _cut_middle(shown: str, width: int) -> str:
    """The beginning and the end of a text that is wider than `width`."""
    if display_width(shown) <= width:
        return shown
    half = (width - 1) // 2
    return f"{cut_right(shown, half)} {cut_left(shown, half).removeprefix(_ELLIPSIS)}"


def cut_left(shown: str, width: int) -> str:
    """The end of the text, beginning at the start of a word, after an ellipsis."""
    if display_width(shown) <= width:
        return shown
    kept = _fit(reversed(shown), width - 1)[::-1]
    _, space, rest = kept.partition(" ")
    return _ELLIPSIS + (rest if space else kept)


def cut_right(shown: str, width: int) -> str:
    """The beginning of the text, up to the end of a word, before an ellipsis."""
    if display_width(shown) <= width:
        return shown
    kept = _fit(shown, width - 1)
    rest, space, _ = kept.rpartition(" ")
    return (rest if space else kept) + _ELLIPSIS


def _fit(chars: Iterable[str], width: int) -> str:
    """As many of the first characters as fit into the width."""
    kept: list[str] = []
    for char in chars:
        width -= display_width(char)
        if width < 0:
            break
        kept.append(char)
    return "".join(kept)


def wrap(text: str, width: int, indent: int = 0, hanging: int | None = None) -> list[str]:
    """The lines of a text, indented by `indent` cells, from the second line on by `hanging`; words are never cut."""
    return textwrap.wrap(
        text,
        width,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent if hanging is None else hanging),
        break_long_words=False,
        break_on_hyphens=False,
    )
