"""Densities of the scores of human and of machine texts, as sources that were never seen may have them.

The scores of a source's texts lie on a line over the log of the length, spread around it by a scale, with a shape. How
these differ from source to source, and machine from human texts of one source, is what the sources of the corpora
show: each scenario is one draw of it (`training/quantify`).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtdetect.quantify.histogram import EDGES, LOG_LENGTHS, SHAPE, Floats

Bins = NDArray[np.float32]

GRID = np.linspace(-6, 6, 121)  # scales from the line, where a shape has its values
_OUTLIERS = 0.003  # the share of texts that may score anything


@dataclass(frozen=True, slots=True)
class Family:
    """Densities of one kind of text, one for each scenario.

    `level` is the score at 300 words, `slope` its change with the log of the length, `scale` the standard deviation
    around that line, each of shape (scenarios,); `shape` numbers the rows of the table of shapes.
    """

    level: Floats
    slope: Floats
    scale: Floats
    shape: NDArray[np.intp]

    def bins(self, shapes: Floats) -> Bins:
        """The share of the texts of each length bin in each score bin, of shape (scenarios, length bins * score bins).

        `shapes` are cumulative distributions on `GRID`, one a row.
        """
        return binned(self.level, self.slope, self.scale, shapes[self.shape])


@dataclass(frozen=True, slots=True)
class Faults:
    """Texts whose faults decide, whatever their wording: their scores begin at `least`, and fall off exponentially.

    Careless pipelines leave many. `share` (0-1, not 1) of the machine texts of each scenario are such, and score
    `excess` (above 0) more than `least` on average; all are of shape (scenarios,).
    """

    least: Floats
    share: Floats
    excess: Floats

    def mix(self, bins: Bins) -> Bins:
        """The densities of machine texts, some of which have such faults; `bins` are those without."""
        above = np.maximum(EDGES - self.least[:, None], 0) / self.excess[:, None]
        reached = -np.expm1(-above)
        reached[:, -1] = 1
        own = np.tile(np.diff(reached, axis=1), (1, len(LOG_LENGTHS)))
        share = self.share[:, None]
        return np.asarray((1 - share) * bins + share * own, np.float32)


@dataclass(frozen=True, slots=True)
class Scenarios:
    """What sources may be like: `human` texts, and `machine` texts whose `level` is over that of the human texts.

    Some of the machine texts may have `faults` that decide.
    `noise` are standard normal numbers, of shape (scenarios, 3), for what known human texts leave open. `tilt` is by
    how much the log-odds of the share of machine texts change with the log of the length.
    """

    human: Family
    machine: Family
    shapes: Floats
    noise: Floats
    tilt: Floats
    faults: Faults

    def densities(self) -> tuple[Bins, Bins]:
        """Those of human and of machine texts, each of shape (scenarios, length bins * score bins)."""
        return self.human.bins(self.shapes), self.machine_bins(self.human.level)

    def machine_bins(self, human_level: Floats) -> Bins:
        """Those of machine texts beside human texts of a level, of shape (scenarios,)."""
        machine = self.machine
        own = Family(human_level + machine.level, machine.slope, machine.scale, machine.shape)
        return self.faults.mix(own.bins(self.shapes))


def binned(level: Floats, slope: Floats, scale: Floats, shapes: Floats) -> Bins:
    """The bins of densities whose `shapes`, of shape (scenarios, len(GRID)), are given one by one."""
    step = GRID[1] - GRID[0]
    parts = []
    for length in LOG_LENGTHS:
        scales = (EDGES - (level + slope * length)[:, None]) / scale[:, None]
        at = np.clip((scales - GRID[0]) / step, 0, len(GRID) - 1 - 1e-6)
        below = at.astype(np.intp)
        share = at - below
        reached = np.take_along_axis(shapes, below, 1) * (1 - share)
        reached += np.take_along_axis(shapes, below + 1, 1) * share
        reached[:, 0], reached[:, -1] = 0, 1  # the bins at the ends hold what lies beyond
        parts.append(np.diff(reached, axis=1))
    mixed = (1 - _OUTLIERS) * np.stack(parts, axis=1) + _OUTLIERS / SHAPE[1]
    return mixed.reshape(len(level), -1).astype(np.float32)
