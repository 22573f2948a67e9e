"""Which features to keep: those that change the same way with every engine are carried to engines never seen.

Half of what separates one engine's texts from human text points to a human under another engine (contractions: fewer
in one Chinese round trip, twice as many in Google's). So a feature is compared inside each block of sets, machine text
against human text of the same kind, and neither topic nor outlet has a say.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from training.corpora import Row

_HUMAN_KIND = {
    "round_trip": "native",
    "machine_translation": "human_translation",
}  # what each machine kind is compared to
_CLEAR = 2.0  # standard errors
_FEWEST = 50  # texts on either side of a comparison


def t_by_block(values: NDArray[np.float64], rows: Sequence[Row]) -> NDArray[np.float64]:
    """Welch's t of each feature between machine text and its human counterpart, shape (comparisons, features).

    `values` are the features of `rows`, shape (rows, features). A comparison is of one block: its round trips and the
    native texts of their groups, or its machine and its human translations. t is above 0 where machine text has more.
    """
    found = []
    for machine in _machine_parts(rows):
        kind = _HUMAN_KIND[rows[machine[0]].kind]
        groups, block = {rows[at].group for at in machine}, rows[machine[0]].block
        human = [at for at, row in enumerate(rows) if row.kind == kind and (row.block == block or row.group in groups)]
        if len(human) >= _FEWEST:
            found.append(_welch_t(values[machine], values[human]))
    return np.array(found).reshape(len(found), values.shape[1])


def t_against_articles(values: NDArray[np.float64], rows: Sequence[Row]) -> NDArray[np.float64]:
    """As `t_by_block`, but each block's machine articles are compared with all native articles.

    For tells, which are faults and not style. Human translators may have mended a machine's draft, and pupils set
    marks as carelessly as machines do; that they have a fault too does not make it less rare in articles.
    """
    native = [at for at, row in enumerate(rows) if row.kind == "native" and row.article]
    parts = [machine for machine in _machine_parts(rows) if rows[machine[0]].article]
    found = [_welch_t(values[machine], values[native]) for machine in parts if len(native) >= _FEWEST]
    return np.array(found).reshape(len(found), values.shape[1])


def select_consistent(t: NDArray[np.float64], support: int) -> NDArray[np.bool_]:
    """The features that clearly go one way in at least `support` comparisons, and clearly the other way in none."""
    up, down = (t > _CLEAR).sum(0), (t < -_CLEAR).sum(0)
    return np.asarray(((up >= support) & (down == 0)) | ((down >= support) & (up == 0)))


def select_machine_leaning(t: NDArray[np.float64]) -> NDArray[np.bool_]:
    """The features of which machine text clearly has more in at least as many comparisons as it clearly has less."""
    return np.asarray((t > _CLEAR).sum(0) >= (t < -_CLEAR).sum(0))


def _machine_parts(rows: Sequence[Row]) -> list[list[int]]:
    """The indexes of each block's round trips and of its machine translations, where there are enough."""
    parts: dict[tuple[str, str], list[int]] = {}
    for at, row in enumerate(rows):
        if row.kind in _HUMAN_KIND:
            parts.setdefault((row.block, row.kind), []).append(at)
    return [parts[key] for key in sorted(parts) if len(parts[key]) >= _FEWEST]


def _welch_t(machine: NDArray[np.float64], human: NDArray[np.float64]) -> NDArray[np.float64]:
    error = np.sqrt(machine.var(0) / len(machine) + human.var(0) / len(human))
    return np.asarray((machine.mean(0) - human.mean(0)) / (error + 1e-9))
