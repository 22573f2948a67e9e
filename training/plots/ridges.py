"""Plots of densities over one axis, each in a row of its own with its name, so that none hides another."""

from collections.abc import Sequence
from dataclasses import dataclass

from training.plots import svg
from training.plots.curves import Axis
from training.plots.panels import STYLE

_LEFT, _RIGHT, _TOP, _ROW = 250, 740, 56, 74


@dataclass(frozen=True, slots=True)
class Ridge:
    """A density: its name, a line about it, a class of `svg`, and its points."""

    name: str
    about: str
    kind: str
    points: Sequence[svg.Point]


def ridges(title: str, axis: Axis, drawn: Sequence[Ridge]) -> str:
    """The plot; all densities have one scale."""
    x = svg.Scale(axis.ticks[0][0], axis.ticks[-1][0], _LEFT, _RIGHT)
    most = max(height for one in drawn for _, height in one.points)
    bottom = _TOP + len(drawn) * _ROW
    parts = []
    for value, name in axis.ticks:
        parts += [svg.line((x(value), _TOP), (x(value), bottom), "line")]
        parts += [svg.text((x(value), bottom + 18), name, "quiet", "middle")]
    for number, one in enumerate(drawn):
        base = _TOP + (number + 1) * _ROW
        up = svg.Scale(0, most, base, base - _ROW + 8)
        places = [
            (x(value), up(height)) for value, height in one.points if axis.ticks[0][0] <= value <= axis.ticks[-1][0]
        ]
        area = [(places[0][0], float(base)), *places, (places[-1][0], float(base))]
        parts.append(svg.path(area, f"{one.kind} area", closed=True))
        parts.append(svg.line((_LEFT, base), (_RIGHT, base), "axis"))
        parts += [svg.text((_LEFT - 14, base - 22), one.name, "name", "end")]
        parts += [svg.text((_LEFT - 14, base - 6), one.about, "quiet small", "end")]
    parts.append(svg.text((_RIGHT, bottom + 38), axis.name, "quiet", "end"))
    said = f"Densities over the {axis.name}: {'; '.join(f'{one.name}, {one.about}' for one in drawn)}."
    return svg.document(title, said, _RIGHT + 20, bottom + 50, parts, STYLE)
