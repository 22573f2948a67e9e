"""Floors: figures that only rise. `python -m training.protocols.floors` raises those that the shipped model has passed.

`floors.json` holds what `metrics.json` must reach (`at least`) and must not pass (`at most`: human texts called
translated, errors); a test compares them. `--anew` writes all floors again, lower ones too: for a change of protocol,
or a loss that is worth it, with the reason in the commit.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping
from math import ceil, floor
from pathlib import Path
from typing import Any

import numpy as np

from mtdetect.detector import load
from mtdetect.evaluation.metrics import auc_of
from training.docs.tables import read_metrics
from training.paths import ARTICLES, BASE_MODEL

FLOORS = Path(__file__).with_name("floors.json")
_STEP = 100  # floors are hundredths
_SLACK = 1e-9
_LEAST = ("AUC", "found", "accuracy")
_MOST = ("calibration error",)
_OWN = "the project's own articles"
_NOT_A_GOAL = ("left out, masked words alone",)
Floors = dict[str, dict[str, float]]


def figures(metrics: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> tuple[dict[str, float], dict[str, float]]:
    """The figures that should be high, and those that should be low, each by its whole path."""
    least: dict[str, float] = {}
    most: dict[str, float] = {}
    for heading, name, figure, value in _flat(metrics):
        path = f"{heading} | {name} | {figure}"
        human = " round_trip" not in name and " machine_translation" not in name
        if figure == "called translated":
            (most if human else least)[path] = value
        elif figure.endswith(", lost") or figure.startswith(_MOST):
            most[path] = value
        elif figure.startswith(_LEAST):
            least[path] = value
    return least, most


def own_articles() -> Floors:
    """What the shipped model does on the project's own articles and their round trips, which need no corpora.

    Under the headings of `floors.json`, as `figures` has them.
    """
    raw, shares, made = [], [], []
    detector = load()
    for file in sorted(ARTICLES.glob("*.txt")):
        verdict = detector.score(file.read_text(encoding="utf-8"))
        raw.append(verdict.base + sum(reason.log_odds for reason in verdict.reasons))
        shares.append(verdict.human_share or 0.0)
        made.append(file.name.count(".") > 1)
    machine, called = np.array(made), np.array(shares) <= detector.fpr
    return {
        "at least": {
            f"{_OWN} | AUC": auc_of(np.array(raw), machine)(np.ones(len(raw))),
            f"{_OWN} | round trips called translated": float(called[machine].mean()),
        },
        "at most": {f"{_OWN} | called translated": float(called[~machine].mean())},
    }


def _flat(metrics: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Iterator[tuple[str, str, str, float]]:
    for heading, of_heading in metrics.items():
        if heading not in _NOT_A_GOAL:
            for name, of_name in of_heading.items():
                for figure, value in of_name.items():
                    if isinstance(value, float | int) and not figure.endswith(", folded"):
                        yield heading, name, figure, float(value)


def raised(floors: Floors, metrics: Mapping[str, Any]) -> Floors:
    """The floors, each as high as the figures allow and never lower than it was; what is no longer measured is gone."""
    least, most = _all(metrics)
    return {
        "at least": _moved(floors.get("at least", {}), least, max, lambda value: floor(value * _STEP + _SLACK) / _STEP),
        "at most": _moved(floors.get("at most", {}), most, min, lambda value: ceil(value * _STEP - _SLACK) / _STEP),
    }


def _all(metrics: Mapping[str, Any]) -> tuple[dict[str, float], dict[str, float]]:
    least, most = figures(metrics)
    own = own_articles()
    return least | own["at least"], most | own["at most"]


def _moved(
    old: Mapping[str, float],
    new: Mapping[str, float],
    better: Callable[[float, float], float],
    rounded: Callable[[float], float],
) -> dict[str, float]:
    return {name: better(old.get(name, rounded(value)), rounded(value)) for name, value in sorted(new.items())}


def broken(floors: Floors, metrics: Mapping[str, Any]) -> list[str]:
    """The floors that figures do not keep, or that are no longer measured, each in a line."""
    least, most = _all(metrics)
    low = [name for name, wanted in floors["at least"].items() if not least.get(name, -1) >= wanted]
    high = [name for name, wanted in floors["at most"].items() if not most.get(name, 2) <= wanted]
    return [
        *(f"{name}: {least.get(name)}, and {floors['at least'][name]} is the least" for name in low),
        *(f"{name}: {most.get(name)}, and {floors['at most'][name]} is the most" for name in high),
    ]


def main() -> None:
    """Write the floors."""
    parser = argparse.ArgumentParser(prog="python -m training.protocols.floors", description=__doc__)
    parser.add_argument("--anew", action="store_true", help="write lower floors too")
    floors = {} if parser.parse_args().anew or not FLOORS.exists() else json.loads(FLOORS.read_bytes())
    FLOORS.write_text(json.dumps(raised(floors, read_metrics(BASE_MODEL)), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
