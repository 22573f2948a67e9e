"""Plots of many small panels that share their axes, one for each set or block."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from training.plots import svg
from training.plots.curves import Axis

_COLUMNS, _WIDTH, _HEIGHT = 4, 132, 104  # of the area of a panel, in pixels
_LEFT, _TOP, _ACROSS, _DOWN = 52, 122, 190, 178  # the first area's corner, and how far panels are apart
_KEY = 48
_LINES = 13  # between lines of text
_LETTERS = 24  # of a line of a name

# Lines and marks of the second kind that is compared differ in form as well: dashes, and hollow diamonds.
STYLE = """\
.name { font-weight: 600; } .small { font-size: 10.5px; } .dashed { stroke-dasharray: 5 3; } path.hollow { fill: none; }
.chance { stroke: var(--quiet); stroke-dasharray: 1 3; } .limit { stroke: var(--quiet); stroke-width: 1; }
.dotdash { stroke-dasharray: 8 3 2 3; } path.area { fill-opacity: .3; }
path.a.area { fill: var(--a); } path.d.area { fill: var(--d); }
"""


@dataclass(frozen=True, slots=True)
class Scales:
    """The scales of a panel's area, from values to places."""

    x: svg.Scale
    y: svg.Scale


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel: its name, a line under it, and what it holds, given the scales of its area."""

    name: str
    line: str
    draw: Callable[[Scales], Iterator[str]]


def panels(title: str, key: Sequence[tuple[str, str]], x: Axis, y: Axis, drawn: Sequence[Panel], said: str) -> str:
    """The plot; `key` names the kinds of line, each a class of `svg`, and `said` is for who does not see it."""
    rows = -(-len(drawn) // _COLUMNS)
    parts = [*_keys(key)]
    for number, panel in enumerate(drawn):
        at = _LEFT + number % _COLUMNS * _ACROSS, _TOP + number // _COLUMNS * _DOWN
        parts += _panel(panel, x, y, at, is_first=number % _COLUMNS == 0)
    bottom = _TOP + (rows - 1) * _DOWN + _HEIGHT
    parts.append(svg.text((_LEFT, bottom + 38), f"Across: {x.name}. Up: {y.name}.", "quiet"))
    return svg.document(title, said, _LEFT + _COLUMNS * _ACROSS - 30, bottom + 52, parts, STYLE)


def _keys(key: Sequence[tuple[str, str]]) -> Iterator[str]:
    place = 16.0
    for name, kind in key:
        yield svg.path([(place, _KEY - 4), (place + 26, _KEY - 4)], kind)
        yield svg.text((place + 32, _KEY), name, "quiet")
        place += 56 + 5.9 * len(name)


def _panel(panel: Panel, x: Axis, y: Axis, at: svg.Point, *, is_first: bool) -> Iterator[str]:
    left, top = at
    scales = Scales(
        svg.Scale(x.ticks[0][0], x.ticks[-1][0], left, left + _WIDTH),
        svg.Scale(y.ticks[0][0], y.ticks[-1][0], top + _HEIGHT, top),
    )
    lines = [*((line, "name small") for line in wrap(panel.name, _LETTERS)), (panel.line, "quiet small")]
    for number, (line, kind) in enumerate(reversed(lines)):
        yield svg.text((left, top - 8 - number * _LINES), line, kind)
    for value, name in y.ticks:
        yield svg.line((left, scales.y(value)), (left + _WIDTH, scales.y(value)), "line")
        if is_first:
            yield svg.text((left - 6, scales.y(value) + 4), name, "quiet small", "end")
    yield svg.line((left, top + _HEIGHT), (left + _WIDTH, top + _HEIGHT), "axis")
    for value, name in x.ticks:
        yield svg.line((scales.x(value), top + _HEIGHT), (scales.x(value), top + _HEIGHT + 4), "axis")
        yield svg.text((scales.x(value), top + _HEIGHT + 16), name, "quiet small", "middle")
    yield from panel.draw(scales)
