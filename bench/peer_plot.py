"""The plot of `bench.peers`: how well each tool ranks texts of each block left out, and what a document costs it."""

from collections.abc import Mapping
from statistics import mean
from typing import Protocol

from training.plots.rows import Axis, Mark, dots

_KEY = ("the mean of the blocks", "a"), ("a block left out", "d hollow")
_AXIS = Axis([(0.4, "0.4"), (0.5, "0.5"), (0.6, "0.6"), (0.7, "0.7"), (0.8, "0.8"), (0.9, "0.9"), (1.0, "1")], "AUC")
_OWN = "mtdetect, verdict alone"


class Ranked(Protocol):
    """What is drawn of a block."""

    @property
    def auc(self) -> float:
        """The AUC, 0-1."""


def draw_peers(found: Mapping[str, Mapping[str, Ranked]], costs: Mapping[str, tuple[float, float]]) -> str:
    """An SVG; `found` are blocks by tool, `costs` processor seconds a document and memory by tool."""
    rows = []
    for tool, blocks in found.items():
        known = costs.get(_OWN if tool == "mtdetect" else tool)
        cost = f", {known[0] * 1e6:,.0f} microseconds" if known else ""
        marks = [Mark(one.auc, "d hollow") for one in blocks.values()]
        rows.append((f"{tool}{cost}", [*marks, Mark(mean(one.auc for one in blocks.values()), "a")]))
    return dots("How well each ranks machine texts above human ones, and what a document costs", _KEY, _AXIS, rows)
