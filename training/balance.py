"""Sample weights, so that no engine, pivot or set decides because it has many rows."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from training.corpora import Row, systems


def balance(rows: Sequence[Row], others: float = 1.0) -> NDArray[np.float64]:
    """A weight for each row, of mean 1.

    The labels weigh the same; within a label, a block weighs by the root of its size; within that, each engine and
    language weighs the same. What is no article (`Row.article`) weighs `others` times as much.
    """
    keys = systems(rows)
    sizes = Counter(keys)
    parts = Counter(key[:2] for key in sizes)
    blocks = Counter(key[:2] for key in keys)
    weights = np.array([np.sqrt(blocks[key[:2]]) / parts[key[:2]] / sizes[key] for key in keys])
    weights *= np.array([1.0 if row.article else others for row in rows])
    labels = np.array([row.label for row in rows])
    for label in set(labels.tolist()):
        weights[labels == label] /= weights[labels == label].sum()
    return np.asarray(weights * len(rows) / weights.sum())
