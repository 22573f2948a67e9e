"""What keeps a set from deciding because of what it is: sample weights, and a level of its own for each block."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from training.corpora import Row, systems

_MADE = 3.0  # what rows made of a block weigh: blocks left out gained a little over 1
_LEVEL = 3.0  # beside features of about 1, so that regularisation hardly holds a level back


def balance(rows: Sequence[Row], others: float = 1.0) -> NDArray[np.float64]:
    """A weight for each row, of mean 1.

    The labels weigh the same; within a label, a block weighs by the root of its size; within that, each engine and
    language weighs the same. What is no article (`Row.article`) weighs `others` times as much, what training made (in
    parts of their own) three times.
    """
    keys = systems(rows)
    sizes = Counter(keys)
    parts = Counter(key[:2] for key in sizes)
    blocks = Counter(key[:2] for key in keys)
    weights = np.array([np.sqrt(blocks[key[:2]]) / parts[key[:2]] / sizes[key] for key in keys])
    weights *= np.array([_MADE if row.made else 1.0 if row.article else others for row in rows])
    labels = np.array([row.label for row in rows])
    for label in set(labels.tolist()):
        weights[labels == label] /= weights[labels == label].sum()
    return np.asarray(weights * len(rows) / weights.sum())


def block_levels(rows: Sequence[Row]) -> csr_matrix:
    """A column for each block, to be fitted beside the features and then left out (fixed effects).

    Blocks differ in how many of their texts are a machine's, and without levels of their own a model of few columns
    learns to tell the blocks. (The phrases have none: they then order unseen texts better, but unseen outlets lie
    further apart, and more of their human texts are called translated; docs/experiments.md.)
    """
    names = sorted({row.block for row in rows})
    columns = [names.index(row.block) for row in rows]
    return csr_matrix((np.full(len(rows), _LEVEL), (np.arange(len(rows)), columns)), shape=(len(rows), len(names)))
