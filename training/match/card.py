"""The tables of the card of copy mode, drawn from its figures."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from mtdetect.match.relation import NAMES

CARD, METRICS = "README.md", "metrics.json"
_TABLE = re.compile(r"(<!-- figures: ([\w ,]+) -->\n).*?(<!-- end -->)", re.S)


def redraw(folder: Path) -> None:
    """Draw the tables of a folder's card anew, if it has one."""
    card = folder / CARD
    if card.exists():
        card.write_text(redrawn(card.read_text(encoding="utf-8"), folder), encoding="utf-8")


def redrawn(page: str, folder: Path) -> str:
    """The card's text with its tables as the folder's figures have them."""
    metrics = json.loads((folder / METRICS).read_bytes())
    return _TABLE.sub(lambda found: f"{found[1]}{chr(10).join(_drawn(found[2], metrics))}\n{found[3]}", page)


def _drawn(name: str, metrics: dict[str, Any]) -> Iterator[str]:
    yield from _TABLES[name.partition(",")[0]](metrics[name])


def _alignment(figures: dict[str, Any]) -> Iterator[str]:
    yield "| texts | pairs | links | F1 | precision | recall |"
    yield "|---|---|---|---|---|---|"
    for name, of in figures.items():
        shares = " | ".join(f"{of[share]:.3f}" for share in ("F1", "precision", "recall"))
        yield f"| {_words(name)} | {of['pairs']} | {of['links']:,} | {shares} |"


def _direction(figures: dict[str, Any]) -> Iterator[str]:
    yield "| pairs | number | right | calibration error |"
    yield "|---|---|---|---|"
    for name, of in figures.items():
        low, high = of["right, interval"]
        right = f"{of['right']:.1%} ({low:.1%}-{high:.1%})"
        yield f"| {_words(name)} | {of['pairs']:,} | {right} | {of['calibration error']:.3f} |"


def _relation(figures: dict[str, Any]) -> Iterator[str]:
    yield f"| pairs | number | {' | '.join(map(_words, NAMES))} |"
    yield f"|---|---|{'---|' * len(NAMES)}"
    for name, of in figures.items():
        yield f"| {_words(name)} | {of['pairs']:,} | {' | '.join(f'{of[called]:.1%}' for called in NAMES)} |"


def _words(name: str) -> str:
    return name.replace("_", " ")


_TABLES: dict[str, Callable[[dict[str, Any]], Iterator[str]]] = {
    "alignment": _alignment,
    "direction": _direction,
    "relation": _relation,
}
