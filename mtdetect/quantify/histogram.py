"""Scores of documents as a histogram by length: all that is kept of them, however many there are."""

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]

_LENGTHS = np.array([75, 125, 200, 300, 450])  # words at which a length bin ends and the next begins
_TYPICAL = np.array([60, 98, 160, 245, 365, 600])  # words that stand for the lengths of a bin
_ORIGIN = 300  # words: where the log of a length is 0
EDGES = np.linspace(-7.2, 7.2, 37)  # raw scores, in log-odds; lower and higher ones are in the bins at the ends
SCORES = (EDGES[1:] + EDGES[:-1]) / 2  # the middle of each score bin
LOG_LENGTHS = np.log(_TYPICAL / _ORIGIN)
SHAPE = (len(_TYPICAL), len(SCORES))


def empty() -> Counts:
    """A histogram of no documents: the shape is (length bins, score bins)."""
    return np.zeros(SHAPE, np.int64)


def place(raw: float, words: int) -> tuple[int, int]:
    """The bins of a document with a raw score (log-odds) and a number of words."""
    score = int(np.searchsorted(EDGES, raw, "right")) - 1
    return int(np.searchsorted(_LENGTHS, words, "right")), min(max(score, 0), len(SCORES) - 1)


def histogram(raw: Floats, words: Floats) -> Counts:
    """The histogram of some documents, given by raw score and number of words."""
    scores = np.clip(np.searchsorted(EDGES, raw, "right") - 1, 0, len(SCORES) - 1)
    at = np.searchsorted(_LENGTHS, words, "right") * len(SCORES) + scores
    return np.bincount(at, minlength=SHAPE[0] * SHAPE[1]).reshape(SHAPE)


def log_length(words: Floats) -> Floats:
    """The log of a length over 300 words, bounded as lengths are whose scores still change."""
    return np.asarray(np.log(np.clip(words, 50, 1000) / _ORIGIN))
