"""Plots with lines over an axis of numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from training.plots import svg
from training.plots.svg import Point

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 760, 340, 64, 600, 56, 280
_APART = 13  # between the names of lines


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis: `ticks` are values with their names, the first and last its ends."""

    ticks: Sequence[tuple[float, str]]
    name: str


@dataclass(frozen=True, slots=True)
class Curve:
    """A line, named at its end; with `edge`, the area between both lines."""

    name: str
    kind: str
    points: Sequence[Point]
    edge: Sequence[Point] = ()


def curves(title: str, x: Axis, y: Axis, lines: Sequence[Curve], more: Iterable[str] = ()) -> str:
    """A plot of lines; `more` are sentences for who does not see it."""
    across = svg.Scale(x.ticks[0][0], x.ticks[-1][0], _LEFT, _RIGHT)
    up = svg.Scale(y.ticks[0][0], y.ticks[-1][0], _BOTTOM, _TOP)
    parts = []
    for value, name in y.ticks:
        parts += [svg.line((_LEFT, up(value)), (_RIGHT, up(value)), "line")]
        parts += [svg.text((_LEFT - 8, up(value) + 4), name, "quiet", "end")]
    for value, name in x.ticks:
        parts += [svg.line((across(value), _BOTTOM), (across(value), _BOTTOM + 5), "axis")]
        parts += [svg.text((across(value), _BOTTOM + 20), name, "quiet", "middle")]
    parts += [svg.line((_LEFT, _BOTTOM), (_RIGHT, _BOTTOM), "axis")]
    parts += [svg.text((_LEFT - 48, 44), y.name, "quiet"), svg.text((_RIGHT, _BOTTOM + 40), x.name, "quiet", "end")]
    for one in lines:
        places = [(across(value), up(height)) for value, height in one.points]
        if one.edge:
            back = [(across(value), up(height)) for value, height in reversed(one.edge)]
            parts.append(svg.path([*places, *back], f"{one.kind} band", closed=True))
        else:
            parts.append(svg.path(places, one.kind))
    parts += _names([one for one in lines if one.name], across, up)
    said = " ".join([f"{y.name} over {x.name}.", *more])
    return svg.document(title, said, _WIDTH, _HEIGHT, parts)


def _names(lines: Sequence[Curve], across: svg.Scale, up: svg.Scale) -> list[str]:
    """The names of lines at their ends, moved down where they would touch."""
    made, last = [], dict[float, float]()
    for one in sorted(lines, key=lambda one: up(one.points[-1][1])):
        place, height = across(one.points[-1][0]), up(one.points[-1][1])
        last[place] = max(height, last.get(place, -_APART) + _APART)
        made.append(svg.text((place + 10, last[place] + 4), one.name))
    return made
