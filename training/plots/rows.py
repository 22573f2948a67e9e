"""Plots with a row for each name: dots with intervals, or bars."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from training.plots import svg

_ROW, _TOP, _LABEL, _WIDTH = 20, 64, 340, 800


@dataclass(frozen=True, slots=True)
class Mark:
    """A value in a row, with its interval if it has one; `kind` is a class of `svg`."""

    value: float
    kind: str
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    """The axis of all rows: `ticks` are values with their names, the first and last its ends; `line` one to compare."""

    ticks: Sequence[tuple[float, str]]
    name: str
    line: float | None = None


def dots(title: str, key: Sequence[tuple[str, str]], axis: Axis, rows: Sequence[tuple[str, Sequence[Mark]]]) -> str:
    """A plot of dots; `key` names the kinds of the marks."""
    return _document(title, key, axis, [name for name, _ in rows], _dots(axis, rows))


def bars(title: str, key: Sequence[tuple[str, str]], axis: Axis, rows: Sequence[tuple[str, Sequence[Mark]]]) -> str:
    """A plot of bars from the first tick on; of a row the first mark is drawn."""
    return _document(title, key, axis, [name for name, _ in rows], _bars(axis, rows))


def _scale(axis: Axis) -> svg.Scale:
    return svg.Scale(axis.ticks[0][0], axis.ticks[-1][0], _LABEL + 16, _WIDTH - 48)


def _document(
    title: str, key: Sequence[tuple[str, str]], axis: Axis, names: Sequence[str], marks: Iterator[str]
) -> str:
    x, bottom = _scale(axis), _TOP + len(names) * _ROW
    parts = list(_key(key))
    for value, name in axis.ticks:
        parts += [svg.line((x(value), _TOP - 4), (x(value), bottom), "line")]
        parts += [svg.text((x(value), bottom + 16), name, "quiet", "middle")]
    if axis.line is not None:
        parts.append(svg.line((x(axis.line), _TOP - 4), (x(axis.line), bottom), "axis"))
    parts += [svg.text((_LABEL, _TOP + at * _ROW + 14), name, "", "end") for at, name in enumerate(names)]
    parts += [*marks, svg.text((x(axis.ticks[-1][0]), bottom + 34), axis.name, "quiet", "end")]
    said = (
        f"{axis.name}; {', '.join(name for name, _ in key)}; {len(names)} rows. The figures stand in the card's tables"
    )
    return svg.document(title, said, _WIDTH, bottom + 46, parts)


def _key(key: Sequence[tuple[str, str]]) -> Iterator[str]:
    place = 16.0
    for name, kind in key:
        yield svg.dot((place + 4, 44), kind)
        yield svg.text((place + 14, 48), name, "quiet")
        place += 34 + 6.4 * len(name)


def _dots(axis: Axis, rows: Sequence[tuple[str, Sequence[Mark]]]) -> Iterator[str]:
    x = _scale(axis)
    for at, (_, marks) in enumerate(rows):
        middle = _TOP + at * _ROW + 10
        for mark in marks:
            if mark.interval:
                yield svg.line((x(mark.interval[0]), middle), (x(mark.interval[1]), middle), mark.kind)
            yield svg.dot((x(mark.value), middle), mark.kind)


def _bars(axis: Axis, rows: Sequence[tuple[str, Sequence[Mark]]]) -> Iterator[str]:
    x = _scale(axis)
    for at, (_, marks) in enumerate(rows):
        top = _TOP + at * _ROW + 4
        yield svg.bar((x(axis.ticks[0][0]), top), (x(marks[0].value), top + _ROW - 8), marks[0].kind)
