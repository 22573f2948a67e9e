"""Which sentences of two texts belong together: monotone, with splits, merges, gaps, and paragraphs that moved.

Dynamic programming over sentences (Gale and Church 1993), with lexical likeness in the place of lengths: a pair gains
its words times how far its likeness is above a floor, a sentence alone gains nothing. The floor falls as more of the
texts pairs up, since between two sentences that belong together the next two most likely do as well. What is left over
then pairs across the order: those sentences moved. Work and memory grow with the product of the numbers of sentences,
which `mtdetect.match.sides` bounds.
"""

from dataclasses import dataclass

import numpy as np

from mtdetect.match.edits import edits, lone
from mtdetect.match.pair import Alignment, Pair
from mtdetect.match.sides import Side, side
from mtdetect.match.similarity import Likeness, Matrix, likeness
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_SHAPES = ((1, 1), (1, 2), (2, 1))  # sentences of the suspect and of the origin in a pair
_LONGEST = 2
_FLOOR = 0.30  # likeness at which a pair is no better than two sentences alone
_LOWERED = 0.22  # off the floor where the texts pair up wholly
_MERGING = 0.10  # what a split or merge must gain in likeness
_MOVED = 0.35  # likeness of a pair out of order


@dataclass(frozen=True, slots=True)
class Link:
    """A pair as sentence numbers, half-open on both sides; one side may be empty."""

    suspect: Span
    origin: Span
    similarity: float = 0.0
    moved: bool = False


def align(suspect: Text, origin: Text) -> Alignment:
    """Align two texts, with the differences inside each pair; long ones up to the bounds of `mtdetect.match.sides`."""
    one, other = side(suspect), side(origin)
    links = link(one, other)
    paired = [found for found in links if _is_pair(found)]
    covered = sum(_words(one, found.suspect) for found in paired)
    covered_there = sum(_words(other, found.origin) for found in paired)
    in_order = sum(_words(one, found.suspect) for found in paired if not found.moved)
    return Alignment(
        pairs=tuple(_pair(one, other, found) for found in links),
        coverage=covered / max(one.words, 1),
        origin_coverage=covered_there / max(other.words, 1),
        order=in_order / covered if covered else 1.0,
        cut=one.cut or other.cut,
    )


def link(suspect: Side, origin: Side) -> list[Link]:
    """The links of two sides: all sentences of both, in the suspect's order, lost ones where the origin has them."""
    if not suspect.sentences or not origin.sentences:
        return _with_gaps([], len(suspect.sentences), len(origin.sentences))
    like = likeness(suspect.sentences, origin.sentences, _LONGEST)
    first = _monotone(suspect, origin, like, _FLOOR)
    covered = sum(_words(suspect, found.suspect) + _words(origin, found.origin) for found in first)
    share = covered / (suspect.words + origin.words)
    found = _monotone(suspect, origin, like, _FLOOR - _LOWERED * share)
    moved = _moved(found, like.cosine(1, 1))
    return _with_gaps([*found, *moved], len(suspect.sentences), len(origin.sentences))


def _monotone(suspect: Side, origin: Side, like: Likeness, floor: float) -> list[Link]:
    """The links of the best path, pairs only."""
    rows, columns = like.across.shape
    cosines = {shape: like.cosine(*shape) for shape in _SHAPES}
    gains = {shape: _gain(suspect, origin, shape, cosines[shape], floor) for shape in _SHAPES}
    best = np.zeros((rows + 1, columns + 1))
    for row in range(1, rows + 1):
        reached = best[row - 1].copy()
        for (down, across), gain in gains.items():
            if row >= down and columns >= across:
                step = best[row - down, : columns + 1 - across] + gain[row - down]
                np.maximum(reached[across:], step, out=reached[across:])
        np.maximum.accumulate(reached, out=best[row])
    return _path(best, gains, cosines)


def _gain(suspect: Side, origin: Side, shape: tuple[int, int], cosine: Matrix, floor: float) -> Matrix:
    sizes = np.add.outer(_run_words(suspect, shape[0]), _run_words(origin, shape[1]))
    merged = _MERGING * (shape != (1, 1))
    gain: Matrix = (cosine - floor - merged) * sizes
    return gain


def _path(best: Matrix, gains: dict[tuple[int, int], Matrix], cosines: dict[tuple[int, int], Matrix]) -> list[Link]:
    found: list[Link] = []
    row, column = best.shape[0] - 1, best.shape[1] - 1
    while row and column:
        if best[row, column] == best[row, column - 1]:
            column -= 1
        elif best[row, column] == best[row - 1, column]:
            row -= 1
        else:
            down, across = next(
                (down, across)
                for (down, across), gain in gains.items()
                if row >= down
                and column >= across
                and best[row, column] == best[row - down, column - across] + gain[row - down, column - across]
            )
            at, there = row - down, column - across
            found.append(Link((at, row), (there, column), float(cosines[down, across][at, there])))
            row, column = at, there
    return found[::-1]


def _moved(found: list[Link], cosine: Matrix) -> list[Link]:
    """Pairs of sentences that the path left over, the most alike first, each sentence once."""
    free = np.ones(cosine.shape, np.bool_)
    for one in found:
        free[slice(*one.suspect)] = False
        free[:, slice(*one.origin)] = False
    places = np.argwhere(free & (cosine >= _MOVED))
    order = np.argsort(-cosine[places[:, 0], places[:, 1]], kind="stable")
    moved: list[Link] = []
    rows, columns = set[int](), set[int]()
    for row, column in places[order].tolist():
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            moved.append(Link((row, row + 1), (column, column + 1), float(cosine[row, column]), True))
    return moved


def _with_gaps(found: list[Link], rows: int, columns: int) -> list[Link]:
    """All links, with those of sentences alone between them."""
    taken = {column for one in found for column in range(*one.origin)}
    lost = iter([column for column in range(columns) if column not in taken])
    links: list[Link] = []
    next_lost = next(lost, None)
    row = 0
    for one in [*sorted(found, key=lambda one: one.suspect), Link((rows, rows), (columns, columns), moved=False)]:
        links.extend(Link((at, at + 1), (one.origin[0], one.origin[0])) for at in range(row, one.suspect[0]))
        while next_lost is not None and not one.moved and next_lost < one.origin[0]:
            links.append(Link((one.suspect[0], one.suspect[0]), (next_lost, next_lost + 1)))
            next_lost = next(lost, None)
        if _is_pair(one):
            links.append(one)
        row = one.suspect[1]
    return links


def _is_pair(one: Link) -> bool:
    return one.suspect[0] < one.suspect[1] and one.origin[0] < one.origin[1]


def _words(of: Side, sentences: Span) -> int:
    return sum(len(sentence.words) for sentence in of.sentences[slice(*sentences)])


def _run_words(of: Side, length: int) -> Matrix:
    words = np.array([len(sentence.words) for sentence in of.sentences], np.float64)
    return np.convolve(words, np.ones(length), "valid") if len(words) >= length else np.zeros(0)


def _pair(suspect: Side, origin: Side, found: Link) -> Pair:
    here, there = suspect.sentences[slice(*found.suspect)], origin.sentences[slice(*found.origin)]
    kind = f"{len(here)}-{len(there)}"
    span = (here[0].span[0], here[-1].span[1]) if here else None
    span_there = (there[0].span[0], there[-1].span[1]) if there else None
    if not here or not there:
        at = _border(origin, found.origin[0]) if here else _border(suspect, found.suspect[0])
        return Pair(span, span_there, kind, 0.0, False, (lone(span, span_there, at),))
    tokens, tokens_there = ((run[0].tokens[0], run[-1].tokens[1]) for run in (here, there))
    made = edits(suspect.text, tokens, origin.text, tokens_there)
    return Pair(span, span_there, kind, found.similarity, found.moved, made)


def _border(of: Side, sentence: int) -> int:
    """The offset where a sentence begins, or the last one ends."""
    if not of.sentences:
        return 0
    return of.sentences[sentence].span[0] if sentence < len(of.sentences) else of.sentences[-1].span[1]
