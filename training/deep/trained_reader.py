"""What is trained of the reader, and the scores that it gives."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtdetect.deep.model import Adapter
from mtdetect.deep.transformer import Floats


@dataclass(frozen=True, slots=True)
class TrainedReader:
    """The score of a text is the product of its mean state and `probe`, shape (WIDTH,), plus `intercept`."""

    adapters: tuple[Adapter, ...]
    probe: Floats
    intercept: float


@dataclass(frozen=True, slots=True)
class Readings:
    """The reader's scores of texts, and what of it ships.

    `by_block` has the score of each text by a reader that has not seen its block, `by_set` by one that has not seen its
    set, but may have seen others of its block: an unknown outlet or year of a known kind. Texts of sets that take no
    part in training have the score of what ships in both.
    """

    by_block: NDArray[np.float64]
    by_set: NDArray[np.float64]
    shipped: TrainedReader
