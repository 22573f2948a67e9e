"""Paragraphs and sentences, as half-open spans of a folded text."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from sentencex import segment

Span = tuple[int, int]

_CHUNK = 4_000  # characters that the segmenter gets at once
_BLANK_LINE = "\n\n"
_BLANK = len(_BLANK_LINE)
_WRAPPED = (40, 100)  # line lengths of hard-wrapped plain text
_FEWEST_WRAPPED = 3  # lines


def paragraphs(folded: str) -> tuple[Span, ...]:
    """The lines that are not blank, with runs of lines joined where they are hard-wrapped."""
    lines: list[Span] = []
    at = 0
    for line in folded.split("\n"):
        end = at + len(line)
        if line and not line.isspace():
            lines.append((at, end))
        at = end + 1
    return tuple(_unwrap(lines))


def holder(spans: Sequence[Span], offset: int) -> Span | None:
    """The one of some ordered spans that holds an offset."""
    at = bisect_right(spans, offset, key=lambda span: span[0]) - 1
    return spans[at] if at >= 0 and offset < spans[at][1] else None


def segment_sentences(folded: str, spans: Iterable[Span]) -> tuple[list[int], list[int]]:
    """Where the sentences of some paragraphs, given as ascending spans of `folded`, start and end.

    Each begins where the last one of its paragraph ended, white space included. The segmenter gets several paragraphs
    at once, with blank lines between them, which part sentences; its time grows with the square of what it gets where
    marks are not closed, so it never gets more than some thousand characters.
    """
    starts: list[int] = []
    ends: list[int] = []
    for run in _runs(folded, spans):
        found = segment("en", _whole(_BLANK_LINE.join([folded[start:end] for start, end in run])))
        pieces = iter(run)
        start, end = next(pieces)
        left = end - start  # characters up to the piece's end; below zero behind it
        for length in map(len, found):
            while left <= -_BLANK and (piece := next(pieces, None)):
                start, end = piece
                left += _BLANK + end - start
            if left > 0:
                starts.append(end - left)
                ends.append(end - left + length if length < left else end)
            left -= length
    return starts, ends


def _runs(folded: str, spans: Iterable[Span]) -> Iterator[list[Span]]:
    """Paragraphs, long ones in pieces, as many together as the segmenter may get at once."""
    if len(folded) <= _CHUNK:
        if together := list(spans):
            yield together
        return
    run: list[Span] = []
    size = 0
    for span in spans:
        for start, end in _pieces(folded, *span):
            if run and size + end - start > _CHUNK:
                yield run
                run, size = [], 0
            run.append((start, end))
            size += end - start
    if run:
        yield run


def _pieces(folded: str, start: int, end: int) -> Iterator[Span]:
    """A paragraph, or pieces of it that are cut at a space where there is one."""
    while end - start > _CHUNK:
        space = folded.rfind(" ", start, start + _CHUNK)
        stop = space + 1 if space > start else start + _CHUNK
        yield start, stop
        start = stop
    yield start, end


def trim(folded: str, start: int, end: int) -> Span:
    """A span without the white space around it."""
    if folded[start].isspace() or folded[end - 1].isspace():
        piece = folded[start:end]
        return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
    return start, end


def _unwrap(lines: list[Span]) -> list[Span]:
    """Lines, with hard-wrapped runs (three or more adjacent lines of about one length) joined into one span."""
    joined: list[Span] = []
    first = 0
    for number in range(1, len(lines) + 1):
        if number == len(lines) or lines[number][0] > lines[number - 1][1] + 1:
            joined += _joined(lines[first:number]) if number - first >= _FEWEST_WRAPPED else lines[first:number]
            first = number
    return joined


def _joined(block: list[Span]) -> list[Span]:
    full = [end - start for start, end in block[:-1]]
    low, high = _WRAPPED
    if max(full) <= high and sorted(full)[len(full) // 4] >= max(low, 0.6 * max(full)):
        return [(block[0][0], block[-1][1])]
    return block


def _whole(piece: str) -> str:
    """A piece with a mark for each half of a surrogate pair, which the segmenter could not read."""
    return piece if piece.isascii() else piece.encode("utf-8", "replace").decode()
