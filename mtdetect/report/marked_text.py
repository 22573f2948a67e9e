"""An article for a terminal, with numbered lines and its evidence marked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from mtdetect.report.excerpt import safe
from mtdetect.report.highlights import Mark

_MARKED, _LABEL, _END = "\x1b[4;33m", "\x1b[2m", "\x1b[0m"


def number_lines(text: str) -> list[str]:
    """The lines of a text with their numbers, counted as the tells' are, from 1."""
    lines = text.removesuffix("\n").split("\n")
    width = len(str(len(lines)))
    return [f"{number:>{width}} | {line}".rstrip() for number, line in enumerate(lines, 1)]


def mark_text(text: str, marks: Iterable[Mark], *, colour: bool) -> str:
    """The text with its line breaks and tabs, safe to print; marked spans are underlined, or `[[...|MT401]]`.

    Double brackets in the article itself are escaped, so that it cannot imitate marks.
    """
    return "".join(_pieces(text, list(marks), colour))


def _pieces(text: str, marks: list[Mark], colour: bool) -> Iterator[str]:
    labels: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for mark in marks:
        labels[mark.start, mark.end].append(safe(mark.label))
    spans = sorted(labels)
    inside = 0
    for here, there in pairwise(sorted({0, len(text), *(at for span in spans for at in span), len(text) + 1})):
        for span in reversed([span for span in spans if span[1] == here]):
            named = "+".join(labels[span])
            yield f"{_LABEL}({named}){_END}" if colour else f"|{named}]]"
            inside -= 1
        opening = sum(span[0] == here for span in spans)
        inside += opening
        yield "" if colour else "[[" * opening
        yield _escape_piece(text[here:there], underlined=bool(inside) and colour, brackets=not colour)


def _escape_piece(piece: str, *, underlined: bool, brackets: bool) -> str:
    lines = []
    for line in piece.replace("\r\n", "\n").split("\n"):
        shown = "\t".join(map(safe, line.split("\t")))
        if brackets:
            shown = shown.replace("[[", "[\\x5b").replace("]]", "]\\x5d")
        lines.append(f"{_MARKED}{shown}{_END}" if underlined and shown else shown)
    return "\n".join(lines)
