"""Which features say the same of every engine: only those are carried to engines never seen.

Half of what separates one engine from human text speaks for the human under another (contractions: fewer in one
Chinese round trip, twice as many in Google's). A feature is kept by what it does inside each set, machine against
human text of the same kind, so that neither topic nor outlet has a say.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from training.corpora import Row

_AGAINST = {"round_trip": "native", "machine_translation": "human_translation"}
_SURE = 2.0  # standard errors
_FEWEST = 50  # texts on either side of a contrast


def contrasts(values: NDArray[np.float64], rows: Sequence[Row]) -> NDArray[np.float64]:
    """How far machine text lies from human text in each feature, in standard errors, shape (contrasts, features).

    `values` are the features of `rows`; a contrast is one block's round trips against the native texts of their
    groups, or its machine translations against its human ones.
    """
    found = []
    for block in sorted({row.block for row in rows if row.label}):
        for machine, human in _AGAINST.items():
            made = np.array([row.block == block and row.kind == machine for row in rows])
            groups = {row.group for row, of in zip(rows, made, strict=True) if of}
            by_hand = np.array([row.kind == human and (row.block == block or row.group in groups) for row in rows])
            if min(made.sum(), by_hand.sum()) >= _FEWEST:
                found.append(_distance(values[made], values[by_hand]))
    return np.array(found).reshape(len(found), values.shape[1])


def agreeing(found: NDArray[np.float64], support: int) -> NDArray[np.bool_]:
    """The features that at least `support` contrasts surely move one way and none surely the other."""
    up, down = (found > _SURE).sum(0), (found < -_SURE).sum(0)
    return np.asarray(((up >= support) & (down == 0)) | ((down >= support) & (up == 0)))


def leaning(found: NDArray[np.float64]) -> NDArray[np.bool_]:
    """The features that are more frequent in machine text over all contrasts together, or that none shows.

    Asked of tells, which are rarer than measures: pupils set marks as carelessly as machines do, and a tell that is
    good on all news must not be lost to them.
    """
    return np.asarray(found.sum(0) >= 0)


def _distance(machine: NDArray[np.float64], human: NDArray[np.float64]) -> NDArray[np.float64]:
    error = np.sqrt(machine.var(0) / len(machine) + human.var(0) / len(human))
    return np.asarray((machine.mean(0) - human.mean(0)) / (error + 1e-9))
