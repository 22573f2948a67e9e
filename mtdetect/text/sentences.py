"""Paragraphs and sentences, as half-open spans of a folded text."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sentencex import segment

Span = tuple[int, int]

_LINE = re.compile(r"[^\n]+")
_CHUNK = 4_000  # sentencex is quadratic in unclosed marks: it never sees more than this at once
_WRAPPED = (40, 100)  # line lengths of hard-wrapped plain text


def paragraphs(folded: str) -> tuple[Span, ...]:
    """The lines that are not blank, with runs of lines joined where they are hard-wrapped."""
    lines = [match.span() for match in _LINE.finditer(folded) if not match.group().isspace()]
    return tuple(_unwrap(folded, lines))


def holder(spans: Sequence[Span], offset: int) -> Span | None:
    """The one of some ordered spans that holds an offset."""
    at = bisect_right(spans, offset, key=lambda span: span[0]) - 1
    return spans[at] if at >= 0 and offset < spans[at][1] else None


def trimmed(folded: str, edges: Sequence[int]) -> Iterator[Span]:
    """The sentences between edges, each without the white space around it."""
    for a, b in pairwise(edges):
        if folded[a].isspace() or folded[b - 1].isspace():
            piece = folded[a:b]
            a += len(piece) - len(piece.lstrip())
            b -= len(piece) - len(piece.rstrip())
        if a < b:
            yield a, b


def boundaries(folded: str, start: int, end: int) -> list[int]:
    """Where the sentences of a paragraph end; each begins where the last one ended.

    The segmenter gets pieces of bounded size, cut at a space.
    """
    found: list[int] = []
    while start < end:
        stop = end if end - start <= _CHUNK else max(folded.rfind(" ", start, start + _CHUNK), start) + 1
        if stop == start + 1 and end - start > _CHUNK:
            stop = start + _CHUNK
        for sentence in segment("en", _whole(folded[start:stop])):
            start += len(sentence)
            found.append(start)
    return found


def _unwrap(folded: str, lines: Sequence[Span]) -> Iterator[Span]:
    """Lines, with hard-wrapped runs (three or more adjacent lines of about one length) joined into one span."""
    block: list[Span] = []
    for line in lines:
        if block and folded.count("\n", block[-1][1], line[0]) > 1:
            yield from _joined(block)
            block = []
        block.append(line)
    yield from _joined(block)


def _joined(block: list[Span]) -> Iterator[Span]:
    full = [end - start for start, end in block[:-1]]
    low, high = _WRAPPED
    if len(full) >= 2 and max(full) <= high and sorted(full)[len(full) // 4] >= max(low, 0.6 * max(full)):
        yield block[0][0], block[-1][1]
    else:
        yield from block


def _whole(piece: str) -> str:
    """A piece with a mark for each half of a surrogate pair, which the segmenter could not read."""
    return piece if piece.isascii() else piece.encode("utf-8", "replace").decode()
