"""Which sentences of two texts correspond: those on the best monotone path, then those that moved.

The floor of similarity falls as more of the texts is paired, since between two pairs the next two sentences most likely
belong together as well. The sentences that are left are then paired out of order: they moved.
"""

import numpy as np

from mtdetect.match.monotone_path import Link, monotone_path
from mtdetect.match.segmentation import SegmentedText
from mtdetect.match.similarity import Matrix, sentence_similarity
from mtdetect.text.sentences import Span

_LONGEST = 2  # sentences on either side of a pair
_FLOOR = 0.30  # similarity at which a pair is as good as two unpaired sentences
_FLOOR_FALL = 0.22  # taken off the floor where all of both texts is paired
_MIN_MOVED = 0.35  # similarity that a pair out of order must have


def link_sentences(suspect: SegmentedText, origin: SegmentedText) -> list[Link]:
    """The links of two texts: each sentence of both is in exactly one, in the suspect's order.

    A lost sentence, which only the origin has, stands where the origin has it.
    """
    if not suspect.sentences or not origin.sentences:
        return _with_gaps([], len(suspect.sentences), len(origin.sentences))
    similarity = sentence_similarity(suspect.sentences, origin.sentences, _LONGEST)
    first = monotone_path(suspect, origin, similarity, _FLOOR)
    covered = sum(count_words(suspect, found.suspect) + count_words(origin, found.origin) for found in first)
    share = covered / (suspect.words + origin.words)
    found = monotone_path(suspect, origin, similarity, _FLOOR - _FLOOR_FALL * share)
    moved = _find_moved(found, similarity.cosine(1, 1))
    return _with_gaps([*found, *moved], len(suspect.sentences), len(origin.sentences))


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
        if is_pair(one):
            links.append(one)
        row = one.suspect[1]
    return links


def is_pair(one: Link) -> bool:
    """Whether a link has sentences of both texts."""
    return one.suspect[0] < one.suspect[1] and one.origin[0] < one.origin[1]


def count_words(of: SegmentedText, sentences: Span) -> int:
    """The number of words in a range of sentences."""
    return sum(len(sentence.words) for sentence in of.sentences[slice(*sentences)])
