"""The plots of the base model's card, each from `metrics.json`, `model.json` or the model of estimates."""

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from mtdetect.quantify.model import read_quantify
from mtdetect.report import words as report_words
from mtdetect.tells.registry import RULES
from training.docs.tables import Figures, Metrics, auc, compared_kinds, recall, words
from training.plots.curves import Axis as Numbers
from training.plots.curves import Curve, curves
from training.plots.rows import Axis, Mark, bars, dots

_PLAIN = "left out, plain words and pairs of words"
_INTERVAL = ", 95 %"
_SHARES = (0.0, "0%"), (0.2, "20%"), (0.4, "40%"), (0.6, "60%"), (0.8, "80%"), (1.0, "100%")
_HUMAN = re.compile(r"(\w+) (native|human_translation)")
_BY_LENGTH = re.compile(r"(\w+), (\d+) words")
_SHOWN_SHARES = (0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.001)
_HEAVIEST = 32
_KINDS = "abcd"


def plots(metrics: Metrics, settings: Mapping[str, Any], estimates: Path) -> Iterator[tuple[str, str]]:
    """The name of each plot's file, and its SVG; `settings` are the model's, `estimates` the folder of that model."""
    yield "ranking.svg", _ranking(metrics)
    yield "found.svg", _found(metrics)
    yield "false-positives.svg", _false_positives(metrics)
    yield "by-length.svg", _by_length(metrics)
    yield "calibration.svg", _calibration(metrics)
    yield "human-scores.svg", _human_scores(settings["calibration"])
    yield "weights.svg", _weights(settings["tells"])
    yield "scores.svg", _scores(estimates)


def draw_plots(folder: Path, estimates: Path) -> Iterator[tuple[Path, str]]:
    """The plots of the model in a folder, with the file of each."""
    read = [json.loads((folder / name).read_bytes()) for name in ("metrics.json", "model.json")]
    return ((folder / "plots" / name, made) for name, made in plots(read[0], read[1], estimates))


def _mark(figures: Figures, name: str, kind: str) -> Mark:
    low, high = figures.get(name + _INTERVAL, (None, None))
    return Mark(figures[name], kind, None if low is None else (low, high))


def _left_out(metrics: Metrics, figure: Callable[[str, str], str]) -> Iterator[tuple[str, list[Mark]]]:
    for name, figures in metrics["left out"].items():
        for machine, human in compared_kinds(figures):
            plain = metrics.get(_PLAIN, {}).get(name, {})
            named = figure(machine, human)
            other = [Mark(plain[named], "d hollow")] if named in plain else []
            against = "" if human == "native" else f" against {words(human)}"
            yield f"{words(name.partition(': ')[2] or name)}{against}", [*other, _mark(figures, named, "a")]


_KEY = ("this model, with its 95% interval", "a"), ("a plain word model", "d hollow")


def _ranking(metrics: Metrics) -> str:
    axis = Axis([(0.5, "0.5"), (0.6, "0.6"), (0.7, "0.7"), (0.8, "0.8"), (0.9, "0.9"), (1.0, "1")], "AUC")
    return dots(
        "How well machine texts are ranked above human ones, by what was left out",
        _KEY,
        axis,
        [*_left_out(metrics, auc)],
    )


def _found(metrics: Metrics) -> str:
    axis = Axis(_SHARES, "share of machine texts found")
    return dots("Found at 1 false alarm in 100, by what was left out", _KEY, axis, [*_left_out(metrics, recall)])


def _false_positives(metrics: Metrics) -> str:
    rows, figure = [], "called translated"
    for name, figures in metrics["called translated at 1%"].items():
        if found := _HUMAN.fullmatch(name):
            kind = "b" if found[2] == "native" else "c hollow"
            rows.append((words(found[1]), [_mark(figures, figure, kind)]))
    rows.sort(key=lambda one: -one[1][0].value)
    key = ("native", "b"), ("translated by people", "c hollow")
    axis = Axis(
        [(0.0, "0%"), (0.01, "1%"), (0.02, "2%"), (0.04, "4%"), (0.06, "6%"), (0.08, "8%")],
        "share called translated",
        0.01,
    )
    return dots("False positives by source, at --fpr 1%", key, axis, rows)


def _by_length(metrics: Metrics) -> str:
    found: dict[str, list[tuple[float, float]]] = {}
    for name, figures in metrics["left out, by length"].items():
        if parts := _BY_LENGTH.fullmatch(name):
            kinds = next(iter(compared_kinds(figures)))
            found.setdefault(words(parts[1]), []).append((math.log2(int(parts[2])), figures[auc(*kinds)]))
    lines = [Curve(name, _KINDS[at % 4], points) for at, (name, points) in enumerate(found.items()) if len(points) > 1]
    x = Numbers([(math.log2(length), str(length)) for length in (50, 100, 200, 400)], "words")
    y = Numbers([(0.5, "0.5"), (0.6, "0.6"), (0.7, "0.7"), (0.8, "0.8"), (0.9, "0.9"), (1.0, "1")], "AUC")
    return curves("Longer texts are told apart better, by what was left out", x, y, lines)


def _calibration(metrics: Metrics) -> str:
    rows = []
    for name, figures in metrics["calibration error"].items():
        for figure in figures:
            if figure.startswith("calibration error ") and not figure.endswith(_INTERVAL):
                kinds = words(figure.removeprefix("calibration error "))
                rows.append((f"{words(name)}: {kinds}", [_mark(figures, figure, "a")]))
    axis = Axis(
        [(0.0, "0"), (0.1, "0.1"), (0.2, "0.2"), (0.3, "0.3")], "how far likelihoods lie from the truth, on average"
    )
    return dots("Calibration error, by what was left out", [("with its 95% interval", "a")], axis, rows)


def _human_scores(calibration: Mapping[str, Any]) -> str:
    knots, shares = calibration["knots"], calibration["shares"]
    lines = []
    for at, share in enumerate(_SHOWN_SHARES):
        heights = [row[shares.index(share)] for row in calibration["thresholds"]]
        name = "half" if share == 0.5 else f"1 in {round(1 / share):,}"
        lines.append(
            Curve(
                name, _KINDS[at % 4], [(math.log2(knot), height) for knot, height in zip(knots, heights, strict=True)]
            )
        )
    x = Numbers([(math.log2(knot), f"{knot:g}") for knot in knots], "words")
    lowest, highest = (
        math.floor(min(y for one in lines for _, y in one.points)),
        math.ceil(max(y for one in lines for _, y in one.points)),
    )
    y = Numbers([(float(value), _signed(value)) for value in range(lowest, highest + 1)], "raw score (log-odds)")
    return curves("Which score how many human texts reach, by their length", x, y, lines)


def _weights(tells: Mapping[str, float]) -> str:
    names = {rule.code: rule.name for rule in RULES}
    ranked = sorted(tells.items(), key=lambda one: -one[1])[:_HEAVIEST]
    rows = [(f"{report_words.describe(names[code])}  {code}", [Mark(min(weight, 8.0), "a")]) for code, weight in ranked]
    axis = Axis(
        [(0.0, "0"), (2.0, "2"), (4.0, "4"), (6.0, "6"), (8.0, "8 and more")],
        "log-odds of a rule that stands everywhere",
    )
    return bars(f"The {_HEAVIEST} rules that weigh most", [], axis, rows)


def _scores(estimates: Path) -> str:
    scenarios = read_quantify(estimates).scenarios
    x, lines = np.linspace(-8, 8, 129), []
    for name, kind, family, level in (
        ("human texts", "b", scenarios.human, scenarios.human.level),
        ("machine texts", "a", scenarios.machine, scenarios.human.level + scenarios.machine.level),
    ):
        cumulative = np.array(
            [
                np.interp((x - middle) / scale, np.linspace(-6, 6, scenarios.shapes.shape[1]), scenarios.shapes[shape])
                for middle, scale, shape in zip(level, family.scale, family.shape, strict=True)
            ]
        )
        density = np.diff(cumulative, axis=1) / np.diff(x)
        middles = (x[1:] + x[:-1]) / 2
        low, mean, high = np.quantile(density, 0.1, axis=0), density.mean(axis=0), np.quantile(density, 0.9, axis=0)
        outline = [[*zip(middles.tolist(), side.tolist(), strict=True)] for side in (high, low)]
        lines.append(Curve("", kind, outline[0], outline[1]))
        lines.append(Curve("", kind, [*zip(middles.tolist(), mean.tolist(), strict=True)]))
        peak = int(mean.argmax())
        lines.append(Curve(name, kind, [(float(middles[peak]), float(mean[peak]))] * 2))
    axis = Numbers([(float(value), _signed(value)) for value in range(-8, 9, 2)], "raw score (log-odds) at 300 words")
    top = math.ceil(max(height for one in lines for _, height in one.points) * 10) / 10
    y = Numbers([(step / 10, f"{step / 10:g}") for step in range(0, round(top * 10) + 1)], "density")
    return curves("Scores of human and of machine texts: the mean over sources, and 8 in 10 sources", axis, y, lines)


def _signed(value: int) -> str:
    return f"{value:+d}" if value else "0"
