"""Corpora drawn from texts, with repetition, as histograms: of texts of one bin only their number is drawn."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtdetect.quantify.histogram import SHAPE, histogram

Floats = NDArray[np.float64]
_BINS = SHAPE[0] * SHAPE[1]


@dataclass(frozen=True, slots=True)
class Texts:
    """The share of some texts in each bin, first of those called translated, then of the others: shape (2 * bins,)."""

    chances: Floats

    @classmethod
    def of(cls, table: Floats, called: NDArray[np.bool_]) -> "Texts":
        """Those of raw scores and words, shape (texts, 2)."""
        parts = [histogram(*table[which].T).ravel() for which in (called, ~called)]
        return cls(np.concatenate(parts) / len(table))


@dataclass(frozen=True, slots=True)
class Corpora:
    """Some corpora of one size: `counts` of shape (corpora, bins), and the share (0-1) called translated of each."""

    counts: NDArray[np.int64]
    called: Floats


def draw_corpora(
    human: Texts, machine: Texts, size: int, share: float, number: int, chance: np.random.Generator
) -> Corpora:
    """So many corpora of so many documents, of which a share (0-1) is a machine's."""
    translated = round(share * size)
    drawn = chance.multinomial(size - translated, human.chances, number)
    drawn += chance.multinomial(translated, machine.chances, number)
    return Corpora(drawn[:, :_BINS] + drawn[:, _BINS:], drawn[:, :_BINS].sum(axis=1) / size)
