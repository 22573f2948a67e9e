"""Plots with a row for each name and a few columns of the same axis: a mark with its interval in each cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from training.plots import svg
from training.plots.curves import Axis
from training.plots.panels import STYLE

_ROW, _TOP, _LABEL, _ACROSS, _APART = 20, 88, 250, 128, 22


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with its interval; `kind` is a class of `svg`, and one that is hollow is drawn as a diamond."""

    value: float
    interval: tuple[float, float]
    kind: str


def columns(
    title: str,
    key: Sequence[tuple[str, str]],
    axis: Axis,
    limit: float,
    names: Sequence[str],
    rows: Sequence[tuple[str, Sequence[Cell | None]]],
) -> str:
    """The plot; each row has a cell, or none, for each of the columns; `limit` is a value to compare with."""
    bottom = _TOP + len(rows) * _ROW
    parts = [*_keys(key)]
    for number, name in enumerate(names):
        left = _LABEL + 12 + number * (_ACROSS + _APART)
        x = svg.Scale(axis.ticks[0][0], axis.ticks[-1][0], left, left + _ACROSS)
        parts.append(svg.text((left, _TOP - 12), name, "name"))
        for value, tick in axis.ticks:
            parts += [svg.line((x(value), _TOP - 4), (x(value), bottom), "line")]
            parts += [svg.text((x(value), bottom + 16), tick, "quiet small", "middle")]
        parts.append(svg.line((x(limit), _TOP - 4), (x(limit), bottom), "axis"))
        for at, (_, cells) in enumerate(rows):
            if cell := cells[number]:
                parts += _cell(cell, x, _TOP + at * _ROW + 10)
    parts += [svg.text((_LABEL, _TOP + at * _ROW + 14), name, "", "end") for at, (name, _) in enumerate(rows)]
    width = _LABEL + 12 + len(names) * (_ACROSS + _APART)
    parts.append(svg.text((width - _APART, bottom + 36), f"{axis.name}; no mark: too few texts", "quiet", "end"))
    said = f"{axis.name} in {len(rows)} rows and {len(names)} columns; {', '.join(name for name, _ in key)}."
    return svg.document(title, said, width, bottom + 48, parts, STYLE)


def _cell(cell: Cell, x: svg.Scale, middle: float) -> Iterator[str]:
    yield svg.line((x(cell.interval[0]), middle), (x(cell.interval[1]), middle), cell.kind)
    yield _mark((x(cell.value), middle), cell.kind)


def _mark(at: svg.Point, kind: str) -> str:
    return svg.diamond(at, kind) if "hollow" in kind else svg.dot(at, kind)


def _keys(key: Sequence[tuple[str, str]]) -> Iterator[str]:
    place = 16.0
    for name, kind in key:
        yield _mark((place + 4, 44), kind)
        yield svg.text((place + 14, 48), name, "quiet")
        place += 34 + 6.4 * len(name)
