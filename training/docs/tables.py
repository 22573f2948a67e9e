"""The tables of cards: reads `metrics.json` of a model's folder, and draws what a page asks for.

A page marks the place of a table by `<!-- figures: NAME -->` and `<!-- end -->`, each on a line of its own.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

METRICS, CARD = "metrics.json", "README.md"

Figures = Mapping[str, Any]  # of one row of a table: numbers and their intervals, by name
Table = Mapping[str, Figures]  # what stands under one heading of `metrics.json`, by the name of the row
Metrics = Mapping[str, Table]

_PLACE = re.compile(r"(<!-- figures: ([\w', ]+) -->\n).*?(<!-- end -->)", re.S)
_COMPARED = re.compile(r"AUC (\w+) against (\w+)")
_INTERVAL = ", 95 %"  # what the name of an interval has after that of its figure


def read_metrics(folder: Path) -> Metrics:
    """The numbers that training measured, by heading; of a model's folder."""
    metrics: Metrics = json.loads((folder / METRICS).read_bytes())
    return metrics


def redraw_tables(page: str, draw: Callable[[str], Iterable[str]]) -> str:
    """The page with each of its tables anew; `draw` gives the lines of the table of a name."""
    return _PLACE.sub(lambda found: found[1] + "\n".join(draw(found[2])) + "\n" + found[3], page)


def redraw_card(folder: Path, redraw: Callable[[str, Metrics], str]) -> None:
    """Write the card of a model's folder with its tables anew, if it has a card."""
    card = folder / CARD
    if card.exists():
        card.write_text(redraw(card.read_text(encoding="utf-8"), read_metrics(folder)), encoding="utf-8")


def head(*columns: str) -> Iterator[str]:
    """The first two lines of a table in Markdown."""
    yield f"| {' | '.join(columns)} |"
    yield "|" + "---|" * len(columns)


def row(*cells: str) -> str:
    """A line of a table in Markdown."""
    return f"| {' | '.join(cells)} |"


def compared_kinds(figures: Figures) -> Iterator[tuple[str, str]]:
    """The kinds of machine and of human text whose AUC is among the figures."""
    return ((found[1], found[2]) for name in figures if (found := _COMPARED.fullmatch(name)))


def auc(machine: str, human: str) -> str:
    """The name of the figure that says how well two kinds of text are told apart."""
    return f"AUC {machine} against {human}"


def recall(machine: str, human: str) -> str:
    """The name of the figure that says how much is found at 1 % false positives."""
    return f"found at 1 % false positives, {machine} against {human}"


def words(name: str) -> str:
    """A name of `metrics.json` as it is read."""
    return name.replace("_", " ")


def decimal(figures: Figures, name: str) -> str:
    """A figure with two decimals, and its interval if it has one."""
    low, high = figures.get(name + _INTERVAL, (None, None))
    return f"{figures[name]:.2f}" + ("" if low is None else f" ({low:.2f}-{high:.2f})")


def percent(figures: Figures, name: str, digits: int = 0) -> str:
    """A share in per cent, and its interval if it has one."""
    low, high = figures.get(name + _INTERVAL, (None, None))
    between = "" if low is None else f" ({low * 100:.{digits}f}-{high:.{digits}%})"
    return f"{figures[name]:.{digits}%}{between}"
