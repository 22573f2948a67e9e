"""The texts that the deep model is fitted to and measured on, with their statistics and plain scores."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtdetect.deep.statistics import STATISTICS, measure
from mtdetect.deep.surrogate import WORDS as LONGEST
from training.corpora import Row
from training.deep.plain import Key, PlainScores
from training.deep.trips import Sentences, Trip
from training.fit.examples import cut_of

Floats = NDArray[np.float64]

_COVERED = 0.8  # the share of a cut's words that its round trip must have


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts with a round trip: their statistics, shape (texts, STATISTICS), and the plain scores.

    `rows`, `cuts` and `folds` have one item a text; `cuts` says which texts are only a part of their row's text.
    """

    rows: Sequence[Row]
    cuts: Sequence[bool]
    values: Floats
    plain: PlainScores
    folds: Sequence[str]

    def plain_of(self, fold: str) -> Floats:
        """The plain scores with a fold left out."""
        return np.array([self.plain.of(fold, self.key(at)) for at in range(len(self.rows))])

    @property
    def plain_own(self) -> Floats:
        """The plain scores, each text's own fold left out."""
        return np.array([self.plain.of(fold, self.key(at)) for at, fold in enumerate(self.folds)])

    def key(self, at: int) -> Key:
        """The key of a text's plain scores."""
        return self.rows[at].set, self.rows[at].id, self.cuts[at]


def collect_texts(rows: Sequence[Row], trips: dict[Trip, Sentences], plain: PlainScores) -> Texts:
    """The texts, whole and cut, that have both a round trip and a plain score; a cut has a part of the row's trip."""
    with_score = {key for _, key in plain.scores}
    found = [
        (row, cut, sentences)
        for row in rows
        if (row.set, row.id) in trips
        for cut in (False, True)
        if (row.set, row.id, cut) in with_score
        if (sentences := _part(row, trips[row.set, row.id]) if cut else trips[row.set, row.id])
    ]
    values = np.array([list(measure(sentences).values()) for *_, sentences in found])
    kept, cuts = [row for row, *_ in found], [cut for _, cut, _ in found]
    return Texts(kept, cuts, values.reshape(len(kept), len(STATISTICS)), plain, [row.block for row in kept])


def _part(row: Row, trip: Sentences) -> Sentences:
    """The sentences of a round trip that are in the cut of its text; none where they are too few of its words."""
    cut = " ".join((cut_of(row) or "").split())
    inside = [(before, after) for before, after in trip if before in cut]
    enough = _COVERED * min(len(cut.split()), LONGEST)
    return inside if sum(len(before.split()) for before, _ in inside) >= enough else []


def is_of_surrogate(row: Row) -> bool:
    """Whether the engine that serves as surrogate made the text; such texts neither train nor test the model."""
    return row.label == 1 and row.block == "portuguese"


def training_texts(texts: Texts, training_rows: Sequence[Row]) -> list[int]:
    """The indexes of the texts to fit the weights on: those of the training sets, without the surrogate's own."""
    sets = {row.set for row in training_rows}
    own = texts.plain_own
    return [
        at
        for at, row in enumerate(texts.rows)
        if row.set in sets and not is_of_surrogate(row) and not np.isnan(own[at])
    ]
