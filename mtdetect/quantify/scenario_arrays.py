"""Scenarios as arrays, as a model's folder holds them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdetect.quantify.densities import GRID, Family, Faults, Scenarios
from mtdetect.quantify.histogram import EDGES, Floats

ARRAYS = ("scenarios", "shapes", "noise")
# Level, slope, scale and number of the shape: of human texts, then of machine texts; the tilt; share, excess and least
# score of faults.
_COLUMNS = 12
_MOST = 20_000  # scenarios: more would take much memory
_NOISE = 3


def as_arrays(scenarios: Scenarios) -> dict[str, Floats]:
    """The arrays, by the names of `ARRAYS`."""
    human, machine, faults = scenarios.human, scenarios.machine, scenarios.faults
    table = [of for one in (human, machine) for of in (one.level, one.slope, one.scale, one.shape)]
    return {
        "scenarios": np.stack([*table, scenarios.tilt, faults.share, faults.excess, faults.least], axis=1),
        "shapes": scenarios.shapes,
        "noise": scenarios.noise,
    }


def from_arrays(table: NDArray[Any], shapes: NDArray[Any], noise: NDArray[Any]) -> Scenarios:
    """The scenarios of their arrays, in the order of `ARRAYS`. Raises ValueError for any that do not fit together."""
    if table.ndim != 2 or table.shape[1] != _COLUMNS or not 0 < len(table) <= _MOST:
        raise ValueError("scenarios of another shape")
    if shapes.ndim != 2 or shapes.shape[1] != len(GRID) or noise.shape != (len(table), _NOISE):
        raise ValueError("shapes or noise of another shape")
    numbers = table[:, [3, 7]].astype(np.intp)
    if not all(np.isfinite(one).all() for one in (table, shapes, noise)) or (table[:, [2, 6, 10]] <= 0).any():
        raise ValueError("numbers that are not finite, or scales that are not above 0")
    least, share = table[:, 11], table[:, 9]
    if not ((EDGES[0] < least) & (least < EDGES[-1]) & (share >= 0) & (share < 1)).all():
        raise ValueError("faults that cannot be")
    if (numbers < 0).any() or (numbers >= len(shapes)).any() or (np.diff(shapes, axis=1) < 0).any():
        raise ValueError("shapes that are not there, or are no distributions")
    if shapes.min() < 0 or shapes.max() > 1:
        raise ValueError("shapes that are no distributions")
    human, machine = (Family(table[:, at], table[:, at + 1], table[:, at + 2], numbers[:, at // 4]) for at in (0, 4))
    return Scenarios(human, machine, shapes, noise, table[:, 8], Faults(least, share, table[:, 10]))
