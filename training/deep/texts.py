"""The texts that the deep model is fitted to and measured on, with the reader's and the base model's scores."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.corpora import Row
from training.deep.plain import Key, PlainScores
from training.deep.trained_reader import Readings

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Texts:
    """Whole texts with their scores: `reader` has that of each by a reader that has not seen its block.

    `reader_by_set` has that by a reader that has not seen its set, but may have seen others of its block. `dev` says
    which texts are of sets that take no part in training; those are scored by the final models.
    """

    rows: Sequence[Row]
    reader: Floats
    reader_by_set: Floats
    plain: PlainScores
    dev: NDArray[np.bool_]

    @property
    def blocks(self) -> list[str]:
        """The block of each text."""
        return [row.block for row in self.rows]

    @property
    def words(self) -> NDArray[np.intp]:
        """The number of words of each text."""
        return np.array([self.plain.words[self.key(at)] for at in range(len(self.rows))], np.intp)

    def plain_of(self, block: str) -> Floats:
        """The base scores with a block left out; NaN where a text was not scored so."""
        return np.array([self.plain.of(block, self.key(at)) for at in range(len(self.rows))])

    @property
    def plain_own(self) -> Floats:
        """The base scores, each text's own block left out."""
        return np.array([self.plain.of(row.block, self.key(at)) for at, row in enumerate(self.rows)])

    def key(self, at: int) -> Key:
        """The key of a text's base scores."""
        return self.rows[at].set, self.rows[at].id, False


def collect_texts(rows: Sequence[Row], readings: Readings, plain: PlainScores, training_rows: int) -> Texts:
    """The texts that have a base score; the first `training_rows` of the rows are those of the training sets."""
    with_score = {key for _, key in plain.scores}
    kept = [at for at, row in enumerate(rows) if (row.set, row.id, False) in with_score]
    dev = np.array([at >= training_rows for at in kept])
    return Texts([rows[at] for at in kept], readings.by_block[kept], readings.by_set[kept], plain, dev)
