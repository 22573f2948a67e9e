"""Redraws what pages show of the model: figures from its `metrics.json`, transcripts by running their commands.

    python -m training.docs.pages

A page marks a table by `<!-- figures: NAME -->` and `<!-- end -->`; a transcript is a `console` block that begins with
`$ mtdetect`. A test fails while a page shows anything else than what the program does now.
"""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from mtdetect.model.additive import DEFAULT
from mtdetect.model.engine_type import ENGINES
from training.protocols.wmt18 import PUBLISHED

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("README.md", "models/README.md")
_TABLE = re.compile(r"(<!-- figures: ([\w ]+) -->\n).*?(<!-- end -->)", re.S)
_TRANSCRIPT = re.compile(r"(^```console\n)\$ (mtdetect [^\n]+)\n.*?(^```$)", re.M | re.S)
_COMPARED = re.compile(r"AUC (\w+) against (\w+)")
_ERROR = re.compile(r"calibration error (\w+ against \w+)")
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
    """The figures under a heading; none before the protocol has been run."""
    figures: dict[str, dict[str, Any]] = json.loads((ROOT / "models" / DEFAULT / "metrics.json").read_bytes()).get(
        name, {}
    )
    return figures


def _compared(heading: str) -> Iterator[str]:
    """What was left out, kind against kind, scored by a model that has seen none of it."""
    yield "| left out | machine texts | human texts | AUC | found at 1 false alarm in 100 |"
    yield "|---|---|---|---|---|"
    for left_out, figures in _metrics(heading).items():
        for name in figures:
            if compared := _COMPARED.fullmatch(name):
                machine, human = compared.groups()
                found = f"found at 1 % false positives, {machine} against {human}"
                sides = (f"{figures[f'texts {kind}']:,} {_words(kind)}" for kind in (machine, human))
                yield f"| {left_out} | {' | '.join(sides)} | {_decimal(figures, name)} | {_percent(figures, found)} |"


def _called_translated(heading: str) -> Iterator[str]:
    """Texts called translated at the default `--fpr`, by a model that has not seen their sets."""
    yield "| texts | number | called translated |"
    yield "|---|---|---|"
    for name, figures in _metrics(heading).items():
        yield f"| {_words(name)} | {figures['texts']:,} | {_percent(figures, 'called translated', 1)} |"


def _calibration() -> Iterator[str]:
    """How far likelihoods lie from the truth, each block left out."""
    yield "| left out | machine against human texts | expected calibration error |"
    yield "|---|---|---|"
    for left_out, figures in _metrics("calibration error").items():
        for name in figures:
            if error := _ERROR.fullmatch(name):
                yield f"| {left_out} | {_words(error[1])} | {_decimal(figures, name)} |"


def _guessed() -> Iterator[str]:
    """Which kind of engine is guessed, the language or the block left out."""
    yield "| left out | machine texts | guessed to translate by rules | guessed to have learnt |"
    yield "|---|---|---|---|"
    for left_out, figures in _metrics("engine guessed, left out").items():
        shares = " | ".join(_percent(figures, f"guessed {engine}") for engine in ENGINES)
        yield f"| {left_out} | {figures['texts']:,} | {shares} |"


def _published() -> Iterator[str]:
    """Accuracy on the split of which others have published theirs."""
    yield "| engine | texts | accuracy | published: linear SVM | published: sentences of a transformer vote |"
    yield "|---|---|---|---|---|"
    for engine, figures in _metrics("trained on the German set only, news of 2018").items():
        published = " | ".join(f"{share:.1%}" for share in PUBLISHED[engine.partition("-")[0]])
        yield f"| {engine} | {figures['texts']:,} | {_percent(figures, 'accuracy', 1)} | {published} |"


def _folded() -> Iterator[str]:
    """AUC with and without differences of marks and white space."""
    yield "| left out | machine against human texts | AUC | AUC, folded | lost |"
    yield "|---|---|---|---|---|"
    for left_out, figures in _metrics("left out, marks and spaces folded").items():
        for name, auc in figures.items():
            if compared := _COMPARED.fullmatch(name):
                after, lost = figures[f"{name}, folded"], figures[f"{name}, lost"]
                sides = _words(" against ".join(compared.groups()))
                yield f"| {left_out} | {sides} | {auc:.3f} | {after:.3f} | {lost:.3f} |"


def _words(name: str) -> str:
    return name.replace("_", " ")


def _decimal(figures: Mapping[str, Any], name: str) -> str:
    low, high = figures.get(f"{name}, 95 %", (None, None))
    return f"{figures[name]:.2f}" + ("" if low is None else f" ({low:.2f}-{high:.2f})")


def _percent(figures: Mapping[str, Any], name: str, digits: int = 0) -> str:
    low, high = figures.get(f"{name}, 95 %", (None, None))
    between = "" if low is None else f" ({low * 100:.{digits}f}-{high:.{digits}%})"
    return f"{figures[name]:.{digits}%}{between}"


_TABLES: dict[str, Callable[[], Iterator[str]]] = {
    "left out": partial(_compared, "left out"),
    "engine left out": partial(_compared, "engine left out"),
    "pivot left out": partial(_compared, "pivot left out"),
    "by length": partial(_compared, "left out, by length"),
    "masked words alone": partial(_compared, "left out, masked words alone"),
    "called translated": partial(_called_translated, "called translated at 1%"),
    "never trained on": partial(_called_translated, "called translated at 1%, sets never trained on"),
    "calibration error": _calibration,
    "engine guessed": _guessed,
    "published": _published,
    "folded": _folded,
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
