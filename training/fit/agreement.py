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
    """How far machine text lies from its human counterpart in each feature, shape (contrasts, features).

    `values` are the features of `rows`; a contrast is one block's round trips against the native texts of their
    groups, or its machine translations against its human ones, in standard errors.
    """
    found = []
    for made in _machine_parts(rows):
        human = _AGAINST[rows[made[0]].kind]
        groups, block = {rows[at].group for at in made}, rows[made[0]].block
        by_hand = [
            at for at, row in enumerate(rows) if row.kind == human and (row.block == block or row.group in groups)
        ]
        if len(by_hand) >= _FEWEST:
            found.append(_distance(values[made], values[by_hand]))
    return np.array(found).reshape(len(found), values.shape[1])


def contrasts_with_articles(values: NDArray[np.float64], rows: Sequence[Row]) -> NDArray[np.float64]:
    """As `contrasts`, with all native articles as the counterpart of each block's articles.

    Asked of tells, which are faults and not style: those of a human translator, who may have mended a machine's
    draft, and of pupils, who set marks as carelessly as machines do, do not make them less rare in articles.
    """
    native = [at for at, row in enumerate(rows) if row.kind == "native" and row.article]
    parts = [made for made in _machine_parts(rows) if rows[made[0]].article]
    found = [_distance(values[made], values[native]) for made in parts if len(native) >= _FEWEST]
    return np.array(found).reshape(len(found), values.shape[1])


def agreeing(found: NDArray[np.float64], support: int) -> NDArray[np.bool_]:
    """The features that at least `support` contrasts surely move one way and none surely the other."""
    up, down = (found > _SURE).sum(0), (found < -_SURE).sum(0)
    return np.asarray(((up >= support) & (down == 0)) | ((down >= support) & (up == 0)))


def leaning(found: NDArray[np.float64]) -> NDArray[np.bool_]:
    """The features that as many contrasts surely move up as surely move down, or more."""
    return np.asarray((found > _SURE).sum(0) >= (found < -_SURE).sum(0))


def _machine_parts(rows: Sequence[Row]) -> list[list[int]]:
    """The indexes of each block's round trips and of its machine translations, where there are enough."""
    parts: dict[tuple[str, str], list[int]] = {}
    for at, row in enumerate(rows):
        if row.kind in _AGAINST:
            parts.setdefault((row.block, row.kind), []).append(at)
    return [parts[key] for key in sorted(parts) if len(parts[key]) >= _FEWEST]


def _distance(machine: NDArray[np.float64], human: NDArray[np.float64]) -> NDArray[np.float64]:
    error = np.sqrt(machine.var(0) / len(machine) + human.var(0) / len(human))
    return np.asarray((machine.mean(0) - human.mean(0)) / (error + 1e-9))
