"""Paragraphs and sentences, as half-open spans of a folded text."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from sentencex import segment

from mtdetect.text.markdown import code_blocks, is_table_row

Span = tuple[int, int]

_CHUNK = 4_000  # characters that the segmenter gets at once
_BLANK_LINE = "\n\n"
_BLANK = len(_BLANK_LINE)
_WRAPPED = (40, 100)  # line lengths of hard-wrapped plain text
_FEWEST_WRAPPED = 3  # lines
_LIST_MARK = re.compile(r" {0,8}(?:[-*•‣◦▪·●○■□]|(\d{1,2}[.)])|>(?: ?>){0,4}) {1,4}(?=\S)")
_MARK_STARTS = frozenset(" -*•‣◦▪·●○■□>0123456789")
_ENDS = frozenset(".!?:;…\"')")
_MARKDOWN = ("|", "```", "~~~")  # marks of rows and of code


def paragraphs(folded: str) -> tuple[Span, ...]:
    """The lines that are not blank, with runs of lines joined where they are hard-wrapped.

    A line begins behind the mark of a list item or of a quotation, which is format and no prose.
    """
    lines: list[Span] = []
    at = 0
    may_begin = True  # an item: a wrapped line may begin with a dash as well
    for line in folded.split("\n"):
        end = at + len(line)
        if line and not line.isspace():
            size = _mark_length(line) if may_begin and line[0] in _MARK_STARTS else 0
            lines.append((at + size, end))
            may_begin = size > 0 or line.rstrip()[-1] in _ENDS
        else:
            may_begin = True
        at = end + 1
    return tuple(_unwrap(folded, lines))


def _mark_length(line: str) -> int:
    """The characters of a list mark and the space around it, at a line's start; 0 where there is none.

    A number is one before a sentence: before a name and a score it is a rank, of a table.
    """
    match = _LIST_MARK.match(line)
    return match.end() if match and (match[1] is None or line.rstrip()[-1] in _ENDS) else 0


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


def _unwrap(folded: str, lines: list[Span]) -> list[Span]:
    """Lines, with hard-wrapped runs (adjacent lines of about one length) joined into one span.

    A run of three or more shows by itself that it is wrapped. One of two does where all runs of the text do together,
    and the first word of its second line had no place in the first. Code and rows of tables are never wrapped.
    """
    runs: list[list[Span]] = []
    alone = _never_wrapped(folded, lines)
    for line in lines:
        if runs and line[0] == runs[-1][-1][1] + 1 and alone.isdisjoint((line, runs[-1][-1])):
            runs[-1].append(line)
        else:
            runs.append([line])
    if len(runs) == len(lines):
        return lines
    width = _width([end - start for run in runs for start, end in run[:-1]])
    return [span for run in runs for span in _joined(folded, run, width)]


def _never_wrapped(folded: str, lines: list[Span]) -> set[Span]:
    """The lines that are rows of a table or of a block of code."""
    if not any(mark in folded for mark in _MARKDOWN):
        return set()
    texts = [folded[start:end] for start, end in lines]
    rows = {span for span, text in zip(lines, texts, strict=True) if is_table_row(text)}
    return rows.union(*(lines[block.start : block.stop] for block in code_blocks(folded, texts)))


def _joined(folded: str, run: list[Span], width: int | None) -> list[Span]:
    """A run of lines, as one span where it is wrapped; `width` is that to which the whole text is wrapped, if it is."""
    whole = [(run[0][0], run[-1][1])]
    if len(run) >= _FEWEST_WRAPPED and _width([end - start for start, end in run[:-1]]):
        return whole
    if width and len(run) == _FEWEST_WRAPPED - 1:
        (start, end), (begin, _) = run
        room = width - (end - start)
        return whole if room >= 0 and " " not in folded[begin : begin + room].strip() else run
    return run


def _width(full: list[int]) -> int | None:
    """The width to which lines of these lengths are wrapped, the last of each run left out; None where they are not."""
    low, high = _WRAPPED
    if len(full) < _FEWEST_WRAPPED - 1 or max(full) > high:
        return None
    return max(full) if sorted(full)[len(full) // 4] >= max(low, 0.6 * max(full)) else None


def _whole(piece: str) -> str:
    """A piece with a mark for each half of a surrogate pair, which the segmenter could not read."""
    return piece if piece.isascii() else piece.encode("utf-8", "replace").decode()
