"""Floors: figures that may only get better. `python -m training.protocols.floors` raises those that have been passed.

`floors.json` holds what the shipped model's `metrics.json` must reach (`at least`) and must not pass (`at most`: human
texts called translated, errors); a test compares them. `--anew` writes all floors again, lower ones too: for a change
of protocol, or a loss that is worth it, with the reason in the commit.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping
from math import ceil, floor
from pathlib import Path

import numpy as np

from mtdetect.detector import load
from mtdetect.evaluation.metrics import auc_of
from training.docs.tables import Metrics, read_metrics
from training.paths import ARTICLES, BASE_MODEL

FLOORS = Path(__file__).with_name("floors.json")
_STEP = 100  # floors are hundredths
_SLACK = 1e-9  # so that a figure of whole hundredths is its own floor
_HIGH = ("AUC", "found", "accuracy")  # what the names of figures begin with that should be high,
_LOW = ("calibration error",)  # and low
_OWN = "the project's own articles"
_NOT_A_GOAL = ("left out, masked words alone", "left out, plain words and pairs of words")
Floors = dict[str, dict[str, float]]  # `at least` and `at most`, each by the path of the figure


def split_figures(metrics: Metrics) -> tuple[dict[str, float], dict[str, float]]:
    """The figures that should be high, and those that should be low, each by its path: heading, row and name."""
    high: dict[str, float] = {}
    low: dict[str, float] = {}
    for heading, name, figure, value in _flatten(metrics):
        path = f"{heading} | {name} | {figure}"
        human = " round_trip" not in name and " machine_translation" not in name
        if figure == "called translated":
            (low if human else high)[path] = value
        elif figure.endswith(", lost") or figure.startswith(_LOW):
            low[path] = value
        elif figure.startswith(_HIGH):
            high[path] = value
    return high, low


def score_own_articles() -> Floors:
    """What the shipped model does on the project's own articles and their round trips, which need no corpora.

    Under the headings of `floors.json`.
    """
    raw, shares, round_trips = [], [], []
    detector = load(deep="never")
    for file in sorted(ARTICLES.glob("*.txt")):
        verdict = detector.score(file.read_text(encoding="utf-8"))
        raw.append(verdict.base + sum(reason.log_odds for reason in verdict.reasons))
        shares.append(verdict.human_share or 0.0)
        round_trips.append(file.name.count(".") > 1)
    machine, called = np.array(round_trips), np.array(shares) <= detector.fpr
    return {
        "at least": {
            f"{_OWN} | AUC": auc_of(np.array(raw), machine)(np.ones(len(raw))),
            f"{_OWN} | round trips called translated": float(called[machine].mean()),
        },
        "at most": {f"{_OWN} | called translated": float(called[~machine].mean())},
    }


def raise_floors(floors: Floors, metrics: Metrics) -> Floors:
    """The floors, each as high as the figures allow and never lower than before.

    A figure that is no longer measured has no floor any more.
    """
    high, low = _all_figures(metrics)
    return {
        "at least": _move(floors.get("at least", {}), high, max, lambda value: floor(value * _STEP + _SLACK) / _STEP),
        "at most": _move(floors.get("at most", {}), low, min, lambda value: ceil(value * _STEP - _SLACK) / _STEP),
    }


def find_broken(floors: Floors, metrics: Metrics) -> list[str]:
    """A line for each floor that the figures do not keep, or whose figure is no longer measured."""
    high, low = _all_figures(metrics)
    too_low = [name for name, least in floors["at least"].items() if not high.get(name, -1) >= least]
    too_high = [name for name, most in floors["at most"].items() if not low.get(name, 2) <= most]
    return [
        *(f"{name}: {high.get(name)}, and {floors['at least'][name]} is the least" for name in too_low),
        *(f"{name}: {low.get(name)}, and {floors['at most'][name]} is the most" for name in too_high),
    ]


def _all_figures(metrics: Metrics) -> tuple[dict[str, float], dict[str, float]]:
    high, low = split_figures(metrics)
    own = score_own_articles()
    return high | own["at least"], low | own["at most"]


def _flatten(metrics: Metrics) -> Iterator[tuple[str, str, str, float]]:
    """Heading, row, name and value of each figure; without intervals, and without what is no goal."""
    for heading, of_heading in metrics.items():
        if heading not in _NOT_A_GOAL:
            for name, of_name in of_heading.items():
                for figure, value in of_name.items():
                    if isinstance(value, float | int) and not figure.endswith(", folded"):
                        yield heading, name, figure, float(value)


def _move(
    old: Mapping[str, float],
    new: Mapping[str, float],
    better: Callable[[float, float], float],
    to_step: Callable[[float], float],
) -> dict[str, float]:
    return {name: better(old.get(name, to_step(value)), to_step(value)) for name, value in sorted(new.items())}


def main() -> None:
    """Write the floors."""
    parser = argparse.ArgumentParser(prog="python -m training.protocols.floors", description=__doc__)
    parser.add_argument("--anew", action="store_true", help="write lower floors too")
    floors = {} if parser.parse_args().anew or not FLOORS.exists() else json.loads(FLOORS.read_bytes())
    metrics = read_metrics(BASE_MODEL)
    FLOORS.write_text(json.dumps(raise_floors(floors, metrics), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
