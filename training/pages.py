"""Redraws what pages show of the model: figures from its `metrics.json`, transcripts by running their commands.

    python -m training.pages

A page marks a table by `<!-- figures: NAME -->` and `<!-- end -->`; a transcript is a `console` block that begins with
`$ mtdetect`. A test fails while a page shows anything else than what the program does now.
"""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from mtdetect.model import DEFAULT

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("README.md", "models/README.md")
_TABLE = re.compile(r"(<!-- figures: ([\w ]+) -->\n).*?(<!-- end -->)", re.S)
_TRANSCRIPT = re.compile(r"(^```console\n)\$ (mtdetect [^\n]+)\n.*?(^```$)", re.M | re.S)
_COMPARED = re.compile(r"AUC (\w+) against (\w+)")
_PLAIN = {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}


def redrawn(page: str) -> str:
    """A page's text with all its tables and transcripts as they are now."""
    page = _TABLE.sub(lambda found: found[1] + "\n".join(_TABLES[found[2]]()) + "\n" + found[3], page)
    return _TRANSCRIPT.sub(lambda found: f"{found[1]}$ {found[2]}\n{_run(found[2])}{found[3]}", page)


def _run(command: str) -> str:
    arguments = [sys.executable, "-m", *shlex.split(command)]
    return subprocess.run(
        arguments, cwd=ROOT, env=os.environ | _PLAIN, stdout=subprocess.PIPE, encoding="utf-8", check=True
    ).stdout


def _metrics(name: str) -> dict[str, dict[str, Any]]:
    figures: dict[str, dict[str, Any]] = json.loads((ROOT / "models" / DEFAULT / "metrics.json").read_bytes())[name]
    return figures


def _left_out() -> Iterator[str]:
    """Each block of sets, scored by a model that has seen none of it."""
    yield "| left out | machine texts | human texts | AUC | found at 1 false alarm in 100 |"
    yield "|---|---|---|---|---|"
    for block, figures in _metrics("left out").items():
        for name, auc in figures.items():
            if compared := _COMPARED.fullmatch(name):
                machine, human = compared.groups()
                found = figures[f"found at 1 % false positives, {machine} against {human}"]
                sides = (f"{figures[f'texts {kind}']:,} {_words(kind)}" for kind in (machine, human))
                yield f"| {block} | {' | '.join(sides)} | {auc:.2f} | {found:.0%} |"


def _called_translated(metrics: str) -> Iterator[str]:
    """Texts called translated at the default `--fpr`, by a model that has not seen their sets."""
    yield "| texts | number | called translated |"
    yield "|---|---|---|"
    for name, figures in _metrics(metrics).items():
        yield f"| {_words(name)} | {figures['texts']:,} | {figures['called translated']:.1%} |"


def _words(name: str) -> str:
    return name.replace("_", " ")


_TABLES: dict[str, Callable[[], Iterator[str]]] = {
    "left out": _left_out,
    "called translated": partial(_called_translated, "called translated at 1%"),
    "never trained on": partial(_called_translated, "called translated at 1%, sets never trained on"),
}


def main() -> None:
    """Write the pages that changed, and name them."""
    for name in PAGES:
        file = ROOT / name
        page = file.read_text(encoding="utf-8")
        if (new := redrawn(page)) != page:
            file.write_text(new, encoding="utf-8")
            print(f"{name}: redrawn")


if __name__ == "__main__":
    main()
