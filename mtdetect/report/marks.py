"""The evidence of a row as numbered marks, and a text cut into pieces that carry their numbers.

Marks of one span are one, which lists all its evidence; others that overlap share pieces. So nothing is ever nested.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from mtdetect.report.excerpt import safe
from mtdetect.results.row import Row

MOST = 300  # marks in a text: what one page can show, and a bound on the pieces where they all overlap

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in a text, `[start, end)`, with the tell that was found there, or None for wording.

    `reason` is the position of the row's reason that counts it, None where none does. The span may be empty, of what
    only the markup of a page shows.
    """

    start: int
    end: int
    tell: Row | None
    reason: int | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, with the numbers of the marks over it, and the position of its sentence or None."""

    start: int
    end: int
    marks: tuple[int, ...]
    sentence: int | None


def evidence_of(row: Row) -> list[Evidence]:
    """All evidence of a row, in the order of the text: its tells, and the places of its reasons' wording."""
    of_tell = {tell: at for at, reason in enumerate(row["reasons"]) for tell in reason["tells"]}
    found = [
        Evidence(tell["start"], tell["end"], tell, of_tell.get(number)) for number, tell in enumerate(row["tells"])
    ]
    for at, reason in enumerate(row["reasons"]):
        found += [Evidence(start, end, None, at) for start, end in reason.get("spans", ())]
    return sorted(found, key=lambda one: (one.start, one.end))


def number_marks(found: Iterable[Evidence]) -> dict[Span, int]:
    """The number of each span that is marked, from 1, in the order of the text; the first `MOST` of them."""
    spans = dict.fromkeys((one.start, one.end) for one in found if one.start < one.end)
    return {span: number for number, span in zip(range(1, MOST + 1), spans, strict=False)}


def count_unmarked(row: Row) -> int:
    """The number of places of a row that are not marked, since there are more than `MOST`."""
    return max(len({(one.start, one.end) for one in evidence_of(row) if one.start < one.end}) - MOST, 0)


def cut(text: str, marks: Mapping[Span, int], sentences: Sequence[Span] = ()) -> Iterator[Piece]:
    """The text in pieces, cut where marks and sentences begin and end; together they are the whole text.

    Takes time in proportion to the text, and for each piece to the marks over it.
    """
    size = len(text)
    inner = {at for at in chain.from_iterable([*marks, *sentences]) if 0 < at < size}
    coming = sorted(marks, reverse=True)
    starts = [start for start, _ in sentences]
    over: list[Span] = []
    for start, end in pairwise(sorted({0, *inner, size}) if size else ()):
        over = [span for span in over if span[1] > start]
        while coming and coming[-1][0] <= start:
            over.append(coming.pop())
        at = bisect_right(starts, start) - 1
        inside = at >= 0 and end <= sentences[at][1]
        yield Piece(start, end, tuple(sorted(marks[span] for span in over)), at if inside else None)


def safe_lines(text: str, start: int, end: int) -> str:
    """A piece of a text with its line breaks, each as one, and its tabs; other unprintable characters are spelt out."""
    piece = text[start:end]
    if text[end - 1 : end + 1] == "\r\n":
        piece = piece[:-1]  # the piece ends between the two characters of one line break
    if piece.isprintable():
        return piece
    lines = piece.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("\t".join(map(safe, line.split("\t"))) for line in lines)
