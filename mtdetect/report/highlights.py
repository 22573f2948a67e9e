"""A text as HTML with marked spans, which may overlap."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from mtdetect.report import words
from mtdetect.report.excerpt import safe
from mtdetect.results.row import Row


@dataclass(frozen=True, slots=True)
class Mark:
    """A half-open span of a text, the id of its HTML element (`key`), and a label after it, with `title` as tooltip."""

    start: int
    end: int
    key: str
    label: str
    title: str


def marks_of(row: Row, key: str) -> Iterator[Mark]:
    """The marks of a row's tells and phrases; their ids begin with `key`."""
    for number, tell in enumerate(row["tells"]):
        if tell["start"] < tell["end"]:
            yield Mark(tell["start"], tell["end"], f"{key}t{number}", tell["rule"], words.describe(tell["name"]))
    for number, reason in enumerate(row["reasons"]):
        for at, (start, end) in enumerate(reason.get("spans", ())):
            yield Mark(start, end, f"{key}r{number}s{at}", "wording", f"weight {words.weight(reason['log_odds'], 1)}")


def mark_html(text: str, marks: Iterable[Mark]) -> str:
    """The text, escaped, for an HTML element that keeps white space; marks have labels, so colour is not needed."""
    return "".join(_pieces(text, list(marks)))


def _pieces(text: str, marks: list[Mark]) -> Iterator[str]:
    starting: defaultdict[int, list[Mark]] = defaultdict(list)
    ending: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        starting[mark.start].append(mark)
        ending[mark.end].append(mark)
    open_marks = 0
    for here, there in pairwise(sorted({0, len(text), *starting, *ending, len(text) + 1})):
        if closed := ending[here]:
            yield f"<sup>{' '.join(map(_label, closed))}</sup>"
        for mark in starting[here]:
            yield f'<span id="{mark.key}"></span>'
        open_marks += len(starting[here]) - len(ending[here])
        piece = _escape_piece(text, here, there)
        yield f"<mark>{piece}</mark>" if open_marks and piece else piece


def _label(mark: Mark) -> str:
    return f'<span title="{escape(mark.title)}">{escape(safe(mark.label))}</span>'


def _escape_piece(text: str, start: int, end: int) -> str:
    """A piece of the text, escaped, with its line breaks and tabs; `safe` escapes other unprintable characters."""
    piece = text[start:end]
    if text[end - 1 : end + 1] == "\r\n":
        piece = piece[:-1]  # a span ends between the two characters of one line break
    lines = piece.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("\t".join(escape(safe(cell)) for cell in line.split("\t")) for line in lines)
