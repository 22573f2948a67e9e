"""Writes the deep model's folder, and the tables of its card."""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from mtdetect.deep.model import DeepModel
from mtdetect.deep.shipping import as_json
from mtdetect.model.files import SETTINGS, write_checked

CARD, METRICS = "README.md", "metrics.json"
_TABLE = re.compile(r"(<!-- figures: ([\w' ]+) -->\n).*?(<!-- end -->)", re.S)
_COMPARED = re.compile(r"AUC (\w+) against (\w+)")


def export(folder: Path, model: DeepModel, metrics: str) -> None:
    """Write `model.json`, `metrics.json` and `SHA256SUMS`; the same input gives the same bytes."""
    write_checked(folder, {SETTINGS: as_json(model).encode(), METRICS: metrics.encode()})


def redraw(folder: Path) -> None:
    """Draw the tables of the card anew."""
    card = folder / CARD
    card.write_text(redrawn(card.read_text(encoding="utf-8"), folder), encoding="utf-8")


def redrawn(page: str, folder: Path) -> str:
    """The card's text with its tables as the folder's figures have them."""
    metrics = json.loads((folder / METRICS).read_bytes())
    return _TABLE.sub(lambda found: f"{found[1]}{chr(10).join(_TABLES[found[2]](metrics))}\n{found[3]}", page)


def _left_out(metrics: dict[str, Any]) -> Iterator[str]:
    found_at = "found at 1 false alarm in 100"
    yield f"| left out | machine texts | human texts | AUC, plain | deep | {found_at}, plain | deep |"
    yield "|---|---|---|---|---|---|---|"
    for block, figures in metrics["left out"].items():
        plain = metrics["left out, plain"][block]
        for name, auc in figures.items():
            if compared := _COMPARED.fullmatch(name):
                machine, human = compared.groups()
                found = f"found at 1 % false positives, {machine} against {human}"
                sides = " | ".join(f"{figures[f'texts {kind}']:,} {_words(kind)}" for kind in (machine, human))
                order = f"{plain[name]:.2f} | {auc:.2f}"
                yield f"| {block} | {sides} | {order} | {plain[found]:.0%} | {figures[found]:.0%} |"


def _called(metrics: dict[str, Any], name: str) -> Iterator[str]:
    yield "| texts | number | called translated |"
    yield "|---|---|---|"
    for texts, figures in metrics[name].items():
        yield f"| {_words(texts)} | {figures['texts']:,} | {figures['called translated']:.1%} |"


def _words(name: str) -> str:
    return name.replace("_", " ")


_TABLES: dict[str, Callable[[dict[str, Any]], Iterator[str]]] = {
    "left out": _left_out,
    "called translated": partial(_called, name="called translated at 1%"),
    "never trained on": partial(_called, name="called translated at 1%, sets never trained on"),
}
