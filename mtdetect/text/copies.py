"""Passages that a text holds again: extractors print an article twice, and editors print a sentence as a pull quote.

Only words count, so that copies may differ in white space, quotation marks and line breaks. What merely begins alike,
as the clauses of a resolution do, is no copy: a copy is made of whole sentences, or very long. Words that come again
within a few words are a loop, which rules look for, and no copy.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from mtdetect.text.folding import Flags
from mtdetect.text.hashing import Keys, Places
from mtdetect.text.sentences import Span
from mtdetect.text.tokens import Tokens

_WINDOW = 5  # words that are compared at once
_FEWEST_WORDS = 20  # of a passage
_NEAREST = 20  # words from where a passage begins to where its copy may: what comes again before is a loop
_ANY_EDGES = 60  # words from which on a copy need not begin and end with a sentence
_FEWEST_AROUND, _LARGEST_GAP = 40, 3  # words on either side of a place in a copy that differs, and in it
_PLACES_TRIED = 8  # of those where a line may stand inside a longer one
_STEP = np.uint64(0x9E3779B97F4A7C15)
_FULL = 64
_STOPS = frozenset(".!?\n")
_EDGES = _STOPS | {'"'}
_LONGEST_CLOSING = 4  # characters, of which a stop is one, at the end of a line


def find_copies(
    folded: Sequence[str], lines: Sequence[Sequence[Span]], words: Tokens, starts: Places
) -> dict[int, list[Span]]:
    """For the texts of a batch that have copies: the spans of these, in time linear in the length of the texts.

    `lines` are the lines of each text that are not blank, `words` the words of all of them, and `starts` says where
    each text begins. A line that also stands inside a longer one, as pull quotes do, is the copy, wherever it stands;
    of all else the first copy is kept. Spans of one text may overlap.
    """
    edges = [*np.searchsorted(words.starts, starts).tolist(), len(words.starts)]
    windows = _windows(words.keys)
    again = _come_again(windows, edges)
    found: dict[int, list[Span]] = {}
    for number in np.unique(np.searchsorted(edges, again, "right") - 1).tolist():
        first, end = edges[number], edges[number + 1]
        offset = starts[number]
        text = _Words(
            folded[number],
            words.starts[first:end] - offset,
            words.ends[first:end] - offset,
            words.keys[first:end],
            windows[first : end - _WINDOW + 1],
        )
        if spans := _copies(text, lines[number], again[slice(*np.searchsorted(again, (first, end)))] - first):
            found[number] = spans
    return found


def blank(folded: str, spans: Sequence[Span]) -> str:
    """The text with line breaks in place of some spans: as long as before, and all else where it was."""
    pieces: list[str] = []
    done = 0
    for start, end in sorted(spans):
        if end > done:
            pieces += folded[done:start], "\n" * (end - max(start, done))
            done = end
    return "".join([*pieces, folded[done:]])


def _windows(keys: Keys) -> Keys:
    """One number for each run of `_WINDOW` words."""
    mixed = np.zeros(max(len(keys) - _WINDOW + 1, 0), np.uint64)
    for at in range(_WINDOW):
        mixed *= _STEP
        mixed += keys[at : at + len(mixed)]
    return mixed


def _come_again(windows: Keys, edges: Sequence[int]) -> Places:
    """Where the runs of words begin that their text holds twice or more; ascending."""
    numbers = np.repeat(np.arange(len(edges) - 1, dtype=np.uint64), np.diff(edges))
    own = (windows ^ numbers[: len(windows)]) * _STEP
    bits = max(8, len(own).bit_length() + 2)
    buckets = (own >> np.uint64(_FULL - bits)).view(np.intp)  # a quick sieve: most runs are alone in theirs
    left = (np.bincount(buckets, minlength=1 << bits) > 1).take(buckets).nonzero()[0]
    order = left.take(np.argsort(own.take(left)))
    flags = np.zeros(len(order) + 1, np.bool_)
    flags[1:-1] = own.take(order[1:]) == own.take(order[:-1])
    found = np.sort(order.compress(flags[1:] | flags[:-1]))
    return found.compress(numbers.take(found) == numbers.take(found + _WINDOW - 1))  # those inside one text


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one text (starts, ends, keys), and the number of each run of them."""

    folded: str
    starts: Places
    ends: Places
    keys: Keys
    windows: Keys

    def gap(self, at: int) -> str:
        """What stands between the word before this place and the one at it."""
        start = int(self.ends[at - 1]) if at else 0
        return self.folded[start : int(self.starts[at]) if at < len(self.starts) else len(self.folded)]

    def edge(self, at: int) -> int:
        """Where the word at this place begins, with the marks that are glued to it, or its line; or the text ends."""
        if at == len(self.starts):
            return len(self.folded)
        gap, start = self.gap(at), int(self.starts[at])
        line = gap.rfind("\n")
        if line >= 0:
            return start - len(gap) + line + 1
        marks = gap.split()[-1] if len(gap.split()) > 1 and not gap[-1].isspace() else ""
        return start - len(marks)

    def is_ended(self, end: int) -> bool:
        """Whether a line whose last word stands before this place ends as a sentence or a quotation does."""
        return not _EDGES.isdisjoint(self.gap(end).partition("\n")[0])

    def sentence_edges(self) -> Places:
        """The places before which a sentence or the text begins or ends, ascending."""
        codes = np.frombuffer(self.folded.encode("utf-32-le", "surrogatepass"), "<u4")
        inner = np.searchsorted(self.starts, np.isin(codes, list(map(ord, _STOPS))).nonzero()[0])
        return np.unique(np.concatenate([[0], inner, [len(self.starts)]]))


def _copies(text: _Words, lines: Sequence[Span], again: Places) -> list[Span]:
    """The spans of a text's copies; `again` are the runs that come again."""
    rows = np.searchsorted(text.starts, np.array(lines, np.intp))
    order = again.take(np.argsort(text.windows.take(again), kind="stable"))
    begins_again = _flags(again, len(text.starts) + 1).take(rows[:, 0])
    inside = _lines_inside_others(text, rows, order) if begins_again.any() else []
    if len(again) < 2 * (_FEWEST_WORDS - _WINDOW + 1):
        return [lines[row] for row in inside]
    taken = np.zeros(len(text.starts), np.bool_)
    for row in inside:
        taken[slice(*rows[row])] = True
    passages = [(text.edge(first), text.edge(end)) for first, end in _passages(text, order, taken)]
    return [*passages, *(lines[row] for row in inside)]


def _lines_inside_others(text: _Words, rows: Places, order: Places) -> list[int]:
    """The lines whose words also stand, as whole sentences or as a quotation, inside a longer line.

    What comes before and behind differs: otherwise the line is a part of a longer copy.
    """
    sizes = rows[:, 1] - rows[:, 0]
    around = sizes.take(np.searchsorted(rows[:, 1], order, "right"))  # the words of the lines that hold the runs
    order = order.take(np.lexsort((order, -around, text.windows.take(order))))  # those in the longest lines first
    begins = _new(text.windows.take(order)).nonzero()[0]
    group = np.full(len(text.starts) + 1, -1, np.intp)
    group[order] = np.repeat(np.arange(len(begins)), np.diff([*begins.tolist(), len(order)]))
    longest = np.append(np.maximum.reduceat(around, begins) if len(begins) else around, 0)
    of_rows = group.take(rows[:, 0])
    may_be = (sizes >= _WINDOW) & (sizes < longest.take(of_rows))
    return [
        row
        for row in may_be.nonzero()[0].tolist()
        if _is_inside(text, rows, row, order[begins[of_rows[row]] :][:_PLACES_TRIED].tolist())
    ]


def _is_inside(text: _Words, rows: Places, row: int, places: Sequence[int]) -> bool:
    """Whether a line stands at one of some places in a longer one that ends as a sentence does."""
    first, size = int(rows[row, 0]), int(rows[row, 1] - rows[row, 0])
    for at in places:
        begin, end = rows[np.searchsorted(rows[:, 1], at, "right")].tolist()
        if size < end - begin and _stands_at(text, first, size, at) and text.is_ended(end):
            return True
    return False


def _stands_at(text: _Words, first: int, size: int, at: int) -> bool:
    """Whether the words from `first` on also stand at another place, between edges, and no more around them."""
    keys, end, other_end = text.keys, first + size, at + size
    return (
        not (first and at and keys[first - 1] == keys[at - 1])
        and not (end < len(keys) and other_end < len(keys) and keys[end] == keys[other_end])
        and np.array_equal(keys[first:end], keys[at:other_end])
        and (at == 0 or not _EDGES.isdisjoint(text.gap(at)))
        and (other_end == len(keys) or not _EDGES.isdisjoint(text.gap(other_end)))
    )


def _passages(text: _Words, order: Places, taken: Flags) -> Iterator[Span]:
    """Later copies, as half-open runs of words; no word that is `taken` is compared."""
    size = len(text.starts)
    before = np.concatenate([[0], np.cumsum(taken)])
    order = order.compress(before.take(order + _WINDOW) == before.take(order))
    values = text.windows.take(order)
    new = _new(values)
    begins = new.nonzero()[0]
    firsts = order.take(np.repeat(begins, np.diff([*begins.tolist(), len(order)])))
    copied = _flags(order.compress(order - firsts >= _NEAREST), size)
    near = np.zeros(len(order), np.bool_)
    near[1:] = ~new[1:] & (np.diff(order) < _NEAREST)
    loops = copied & _flags(order.compress(near), size)
    changes = np.diff(np.convolve(copied, np.ones(_WINDOW))[:size] > 0, prepend=False, append=False).nonzero()[0]
    runs = [run for run in _joined(changes.reshape(-1, 2).tolist()) if run[1] - run[0] >= _FEWEST_WORDS]
    edges = text.sentence_edges() if runs else changes
    for first, end in runs:
        if 2 * loops[first:end].sum() <= copied[first:end].sum():
            inner = edges[np.searchsorted(edges, first)], edges[np.searchsorted(edges, end, "right") - 1]
            start, stop = inner if inner[1] - inner[0] >= _FEWEST_WORDS else (first, end)
            if stop - start >= (_FEWEST_WORDS if (start, stop) == inner else _ANY_EDGES):
                yield int(start), int(stop)


def _new(values: Keys) -> Flags:
    """Which of some sorted values are not the same as the one before."""
    new = np.ones(len(values), np.bool_)
    new[1:] = values[1:] != values[:-1]
    return new


def _flags(places: Places, size: int) -> Flags:
    flags = np.zeros(size, np.bool_)
    flags[places] = True
    return flags


def _joined(runs: Sequence[Sequence[int]]) -> Iterator[Span]:
    """Some runs, with long ones made one that are hardly apart."""
    first, end, last = -1, -1, 0  # `last` is the length of the last one
    for next_first, next_end in runs:
        is_near = next_first - end <= _LARGEST_GAP and min(last, next_end - next_first) >= _FEWEST_AROUND
        if first >= 0 and not is_near:
            yield first, end
        if not is_near:
            first = next_first
        end, last = next_end, next_end - next_first
    if first >= 0:
        yield first, end
