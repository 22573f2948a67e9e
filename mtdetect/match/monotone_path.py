"""The best monotone path through the sentences of two texts, by dynamic programming (Gale and Church 1993).

The gain of a pair is its number of words times its similarity above a floor, the gain of an unpaired sentence is zero.
"""

from dataclasses import dataclass

import numpy as np

from mtdetect.match.segmentation import SegmentedText
from mtdetect.match.similarity import Matrix, SentenceSimilarity
from mtdetect.text.sentences import Span

_SHAPES = ((1, 1), (1, 2), (2, 1))  # sentences of the suspect and of the origin in a pair
_MERGE_COST = 0.10  # taken off the similarity of a split or merge


@dataclass(frozen=True, slots=True)
class Link:
    """A pair as half-open ranges of sentence numbers, from 0; one of them is empty for an unpaired sentence."""

    suspect: Span
    origin: Span
    similarity: float = 0.0
    moved: bool = False


def monotone_path(
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


def _run_words(of: SegmentedText, length: int) -> Matrix:
    """The number of words of each run of `length` sentences."""
    words = np.array([len(sentence.words) for sentence in of.sentences], np.float64)
    return np.convolve(words, np.ones(length), "valid") if len(words) >= length else np.zeros(0)
