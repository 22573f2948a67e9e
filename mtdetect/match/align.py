"""Sentence alignment of two texts: monotone, with splits, merges and gaps; moved sentences are found afterwards.

Dynamic programming over sentences (Gale and Church 1993), by lexical similarity instead of lengths: the gain of a pair
is its number of words times its similarity above a floor, the gain of an unpaired sentence is zero. The floor falls as
more of the texts is paired, since between two pairs the next two sentences most likely belong together as well. The
sentences that are left are then paired out of order: they moved. Work and memory grow with the product of the numbers
of sentences, which `mtdetect.match.segmentation` limits.
"""

from dataclasses import dataclass

import numpy as np

from mtdetect.match.edits import edits, unpaired_edit
from mtdetect.match.pair import Alignment, Pair
from mtdetect.match.segmentation import SegmentedText, segment
from mtdetect.match.similarity import Matrix, SentenceSimilarity, sentence_similarity
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_SHAPES = ((1, 1), (1, 2), (2, 1))  # sentences of the suspect and of the origin in a pair
_LONGEST = 2  # sentences on either side of a pair
_FLOOR = 0.30  # similarity at which a pair is as good as two unpaired sentences
_FLOOR_FALL = 0.22  # taken off the floor where all of both texts is paired
_MERGE_COST = 0.10  # taken off the similarity of a split or merge
_MIN_MOVED = 0.35  # similarity that a pair out of order must have


@dataclass(frozen=True, slots=True)
class Link:
    """A pair as half-open ranges of sentence numbers, from 0; one of them is empty for an unpaired sentence."""

    suspect: Span
    origin: Span
    similarity: float = 0.0
    moved: bool = False


def align(suspect: Text, origin: Text) -> Alignment:
    """The alignment of two texts, with the edits inside each pair; of very long texts, of their first sentences."""
    one, other = segment(suspect), segment(origin)
    links = link_sentences(one, other)
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


def link_sentences(suspect: SegmentedText, origin: SegmentedText) -> list[Link]:
    """The links of two texts: each sentence of both is in exactly one, in the suspect's order.

    A lost sentence, which only the origin has, stands where the origin has it.
    """
    if not suspect.sentences or not origin.sentences:
        return _with_gaps([], len(suspect.sentences), len(origin.sentences))
    similarity = sentence_similarity(suspect.sentences, origin.sentences, _LONGEST)
    first = _monotone(suspect, origin, similarity, _FLOOR)
    covered = sum(_words(suspect, found.suspect) + _words(origin, found.origin) for found in first)
    share = covered / (suspect.words + origin.words)
    found = _monotone(suspect, origin, similarity, _FLOOR - _FLOOR_FALL * share)
    moved = _find_moved(found, similarity.cosine(1, 1))
    return _with_gaps([*found, *moved], len(suspect.sentences), len(origin.sentences))


def _monotone(
    suspect: SegmentedText, origin: SegmentedText, similarity: SentenceSimilarity, floor: float
) -> list[Link]:
    """The pairs on the best monotone path, by dynamic programming."""
    rows, columns = similarity.across.shape
    cosines = {shape: similarity.cosine(*shape) for shape in _SHAPES}
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


def _gain(
    suspect: SegmentedText, origin: SegmentedText, shape: tuple[int, int], cosine: Matrix, floor: float
) -> Matrix:
    """The gain, in words, of each pair of `shape[0]` suspect and `shape[1]` origin sentences."""
    sizes = np.add.outer(_run_words(suspect, shape[0]), _run_words(origin, shape[1]))
    cost = _MERGE_COST * (shape != (1, 1))
    gain: Matrix = (cosine - floor - cost) * sizes
    return gain


def _path(best: Matrix, gains: dict[tuple[int, int], Matrix], cosines: dict[tuple[int, int], Matrix]) -> list[Link]:
    """The best path, followed back from its end; `best` has the highest gain of each prefix of both texts."""
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


def _find_moved(found: list[Link], cosine: Matrix) -> list[Link]:
    """Pairs of unpaired sentences whatever their order, the most similar first, each sentence at most once."""
    free = np.ones(cosine.shape, np.bool_)
    for one in found:
        free[slice(*one.suspect)] = False
        free[:, slice(*one.origin)] = False
    places = np.argwhere(free & (cosine >= _MIN_MOVED))
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
    """All links: the pairs, and between them those of the unpaired sentences of `rows` and `columns`."""
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


def _words(of: SegmentedText, sentences: Span) -> int:
    """The number of words in a range of sentences."""
    return sum(len(sentence.words) for sentence in of.sentences[slice(*sentences)])


def _run_words(of: SegmentedText, length: int) -> Matrix:
    """The number of words of each run of `length` sentences."""
    words = np.array([len(sentence.words) for sentence in of.sentences], np.float64)
    return np.convolve(words, np.ones(length), "valid") if len(words) >= length else np.zeros(0)


def _pair(suspect: SegmentedText, origin: SegmentedText, found: Link) -> Pair:
    """The pair of a link, with its spans in the texts and its edits."""
    here, there = suspect.sentences[slice(*found.suspect)], origin.sentences[slice(*found.origin)]
    kind = f"{len(here)}-{len(there)}"
    span = (here[0].span[0], here[-1].span[1]) if here else None
    span_there = (there[0].span[0], there[-1].span[1]) if there else None
    if not here or not there:
        at = _start(origin, found.origin[0]) if here else _start(suspect, found.suspect[0])
        return Pair(span, span_there, kind, 0.0, False, (unpaired_edit(span, span_there, at),))
    tokens, tokens_there = ((run[0].tokens[0], run[-1].tokens[1]) for run in (here, there))
    return Pair(
        span,
        span_there,
        kind,
        found.similarity,
        found.moved,
        edits(suspect.text, tokens, origin.text, tokens_there),
    )


def _start(of: SegmentedText, sentence: int) -> int:
    """The offset at which a sentence begins; for the number after the last one, at which that ends."""
    if not of.sentences:
        return 0
    return of.sentences[sentence].span[0] if sentence < len(of.sentences) else of.sentences[-1].span[1]
