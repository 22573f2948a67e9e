"""Sample weights, and a level for each block: neither a set's size nor its share of machine text may decide."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from training.corpora import Row

_LEVEL = 3.0  # beside features of about 1, so that regularisation hardly holds a level back


def balance(rows: Sequence[Row], others: float = 1.0, *, blocks: bool = False) -> NDArray[np.float64]:
    """A weight for each row, of mean 1.

    Both labels weigh the same in all. Within a label, a set weighs by the square root of its size, and within a set,
    each pair of engine and language weighs the same; with `blocks`, blocks are in the place of sets. A text that is no
    article (`Row.article`) weighs `others` times as much.
    """
    keys = [(row.block if blocks else row.set, row.label, row.system, row.lang) for row in rows]
    sizes = Counter(keys)
    parts = Counter(key[:2] for key in sizes)
    units = Counter(key[:2] for key in keys)
    weights = np.array([np.sqrt(units[key[:2]]) / parts[key[:2]] / sizes[key] for key in keys])
    weights *= np.array([1.0 if row.article else others for row in rows])
    labels = np.array([row.label for row in rows])
    for label in set(labels.tolist()):
        weights[labels == label] /= weights[labels == label].sum()
    return np.asarray(weights * len(rows) / weights.sum())


def block_levels(rows: Sequence[Row]) -> csr_matrix:
    """A column for each block (fixed effects), shape (rows, blocks): fitted beside the features, then left out.

    Blocks differ in how many of their texts are a machine's, and without levels of their own a model of few columns
    learns to tell the blocks apart. (The n-gram model has no levels: with them it orders unseen texts better, but
    unseen outlets lie further apart, and more of their human texts are called translated; docs/experiments.md.)
    """
    names = sorted({row.block for row in rows})
    columns = [names.index(row.block) for row in rows]
    return csr_matrix((np.full(len(rows), _LEVEL), (np.arange(len(rows)), columns)), shape=(len(rows), len(names)))
