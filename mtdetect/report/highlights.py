"""A text as HTML, with places marked in it that may overlap."""

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
    """The half-open span of a text, the id that it gets, and after it in small print a label, explained by `title`."""

    start: int
    end: int
    key: str
    label: str
    title: str


def marks_of(row: Row, key: str) -> Iterator[Mark]:
    """The marks of a row's tells and phrases; `key` begins their ids."""
    for number, tell in enumerate(row["tells"]):
        if tell["start"] < tell["end"]:
            yield Mark(tell["start"], tell["end"], f"{key}t{number}", tell["rule"], words.describe(tell["name"]))
    for number, reason in enumerate(row["reasons"]):
        for at, (start, end) in enumerate(reason.get("spans", ())):
            yield Mark(start, end, f"{key}r{number}s{at}", "wording", f"weight {reason['log_odds']:+.1f}")


def marked(text: str, marks: Iterable[Mark]) -> str:
    """The text, escaped, for an element that keeps line breaks and spaces; not colour alone tells what is marked."""
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
        piece = _shown(text, here, there)
        yield f"<mark>{piece}</mark>" if open_marks and piece else piece


def _label(mark: Mark) -> str:
    return f'<span title="{escape(mark.title)}">{escape(safe(mark.label))}</span>'


def _shown(text: str, start: int, end: int) -> str:
    """A piece, escaped, with its line breaks and tabs; other characters that do not print are spelt out."""
    piece = text[start:end]
    if text[end - 1 : end + 1] == "\r\n":
        piece = piece[:-1]  # one line break, though a place ends inside it
    lines = piece.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("\t".join(escape(safe(cell)) for cell in line.split("\t")) for line in lines)
