"""The plots of raw scores of texts whose block was left out, drawn from the numbers of `curves_of_scores`."""

import math
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from training.docs.tables import words
from training.plots import svg
from training.plots.columns import Cell, columns
from training.plots.curves import Axis
from training.plots.curves_of_scores import EDGES, LENGTHS, Curves
from training.plots.panels import Panel, Scales, panels
from training.plots.ridges import Ridge, ridges

# The class of a comparison's line; those with translations by people are dashed, and their marks hollow.
_COMPARISONS = {
    "round_trip native": ("round trips against native", "a"),
    "machine_translation native": ("machine translations against native", "d dotdash"),
    "machine_translation human_translation": ("the same against translators", "c dashed"),
}
_KEY = [*_COMPARISONS.values()]
_SHARES = (0.0, "0"), (0.5, "50%"), (1.0, "100%")
_KINDS = {
    "native": ("by people, native", "b"),
    "human_translation": ("by people, translated", "c hollow dashed"),
    "round_trip": ("by machine, round trip", "a"),
    "machine_translation": ("by machine, foreign article", "d"),
}


def score_plots(curves: Curves) -> Iterator[tuple[str, str]]:
    """The name of each plot's file, and its SVG."""
    yield "roc.svg", _roc(curves["roc"])
    yield "reliability.svg", _reliability(curves["reliability"])
    yield "false-positives-by-length.svg", _by_length(curves["lengths"])
    yield "scores-by-kind.svg", _by_kind(curves["kinds"])


def _beside(name: str, found: Mapping[str, Any], value: str) -> str:
    """A value of all comparisons of a panel in a line."""
    native = [f"{one[value]:.2f}" for kinds, one in found.items() if kinds.endswith(" native")]
    translated = [f"{one[value]:.2f} dashed" for kinds, one in found.items() if not kinds.endswith(" native")]
    return f"{name} {', '.join([*native, *translated])}"


def _roc(roc: Mapping[str, Any]) -> str:
    def draw(found: Mapping[str, Any], scales: Scales) -> Iterator[str]:
        yield svg.line((scales.x(-2), scales.y(0)), (scales.x(-2), scales.y(1)), "limit")
        chance = [(scales.x(math.log10(share)), scales.y(share)) for share in (0.001, 0.01, 0.03, 0.1, 0.3, 0.6, 1.0)]
        yield svg.path(chance, "chance")
        for name, one in found.items():
            points = [(scales.x(math.log10(share)), scales.y(value)) for share, value in one["points"]]
            yield svg.path(points, _COMPARISONS[name][1])

    drawn = [
        Panel(words(name), _beside("AUC", found, "auc"), partial(draw, found)) for name, found in sorted(roc.items())
    ]
    x = Axis([(-3.0, "0.1%"), (-2.0, "1%"), (-1.0, "10%"), (0.0, "100%")], "human texts called translated")
    said = f"For {len(drawn)} sets, how many machine texts are found, by how many human texts are called translated"
    title = "Found and wrongly called, by the set that was left out (dotted: by chance)"
    return panels(
        title, _KEY, x, Axis(_SHARES, "machine texts found"), drawn, f"{said}. The figures stand in the card."
    )


def _reliability(reliability: Mapping[str, Any]) -> str:
    def draw(found: Mapping[str, Any], scales: Scales) -> Iterator[str]:
        yield svg.line((scales.x(0), scales.y(0)), (scales.x(1), scales.y(1)), "chance")
        for name, one in found.items():
            kind = _COMPARISONS[name][1]
            places = [(scales.x(mean), scales.y(share)) for mean, share, _, _ in one["points"]]
            for mean, _, low, high in one["points"]:
                yield svg.line((scales.x(mean), scales.y(low)), (scales.x(mean), scales.y(high)), kind.split()[0])
            yield svg.path(places, kind)
            is_hollow = name.endswith("human_translation")
            yield from (svg.diamond(at, "c hollow") if is_hollow else svg.dot(at, kind.split()[0]) for at in places)

    drawn = [
        Panel(words(name), _beside("error", found, "error"), partial(draw, found))
        for name, found in sorted(reliability.items())
    ]
    x = Axis([(0.0, "0"), (0.5, "50%"), (1.0, "100%")], "likelihood of machine translation")
    said = f"For {len(drawn)} blocks, the share of machine texts among those of about one likelihood, with intervals"
    title = "What likelihoods are worth, by the block that was left out (dotted: exact)"
    y = Axis(_SHARES, "share of machine texts among these")
    return panels(title, _KEY, x, y, drawn, f"{said}. The errors stand in the card.")


def _by_length(lengths: Mapping[str, Any]) -> str:
    ends = [*(str(other - 1) for other in LENGTHS[1:]), ""]
    names = [
        f"{length}-{end} words" if end else f"{length} words on" for length, end in zip(LENGTHS, ends, strict=True)
    ]

    def cell(found: Mapping[str, Any], length: int, kind: str) -> Cell | None:
        if str(length) not in found:
            return None
        _, share, low, high = found[str(length)]
        return Cell(share, (low, high), kind)

    rows = []
    for name, found in lengths.items():
        source, _, kind = name.rpartition(" ")
        mark = "b" if kind == "native" else "c hollow"
        rows.append((words(source), [cell(found, length, mark) for length in LENGTHS]))
    rows.sort(key=lambda row: -max(one.value for one in row[1] if one))
    axis = Axis([(0.0, "0"), (0.02, "2%"), (0.04, "4%"), (0.06, "6%"), (0.08, "8%")], "share called translated")
    key = ("native", "b"), ("translated by people", "c hollow")
    return columns("False positives by length and source, at --fpr 1%", key, axis, 0.01, names, rows)


def _by_kind(kinds: Mapping[str, Any]) -> str:
    middles = ((EDGES[1:] + EDGES[:-1]) / 2).tolist()
    drawn = []
    for kind, (name, look) in _KINDS.items():
        if kind in kinds:
            of_kind = kinds[kind]
            points = [*zip(middles, of_kind["density"], strict=True)]
            about = f"{of_kind['texts']:,} texts of {of_kind['sets']} sets"
            drawn.append(Ridge(name, about, look, points))
    ticks = [(float(value), f"{value:+d}" if value else "0") for value in range(-8, 9, 2)]
    return ridges("Scores by kind of text, each with its block left out", Axis(ticks, "raw score (log-odds)"), drawn)
