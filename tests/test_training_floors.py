"""The figures of the shipped model only rise, and are those of the model that ships."""

import json
import os

import pytest

import mtdetect
from training.corpora import corpora_path, load_rows
from training.docs.tables import read_metrics
from training.paths import BASE_MODEL
from training.protocols.floors import FLOORS, find_broken, raise_floors, split_figures

_NEVER_TRAINED_ON = "called translated at 1%, sets never trained on"
CORPORA = corpora_path(os.environ.get("MTDETECT_CORPORA"))


def metrics(auc: float, called: float) -> dict[str, dict[str, dict[str, object]]]:
    return {
        "left out": {"german": {"texts native": 9, "AUC a against b": auc, "AUC a against b, 95 %": [0.1, 0.9]}},
        "called": {"a native": {"texts": 9, "called translated": called}, "a round_trip": {"called translated": 0.5}},
        "left out, masked words alone": {"german": {"AUC a against b": 0.5}},
    }


def test_the_shipped_model_keeps_its_floors() -> None:
    found = find_broken(json.loads(FLOORS.read_bytes()), read_metrics(BASE_MODEL))

    assert found == [], "train a better one, or say in the commit why `training.protocols.floors --anew` is right"


def test_what_should_be_high_and_what_should_be_low_are_told_apart() -> None:
    high, low = split_figures(metrics(0.7, 0.1))

    assert high == {
        "left out | german | AUC a against b": 0.7,
        "called | a round_trip | called translated": 0.5,
    }
    assert low == {"called | a native | called translated": 0.1}


def test_floors_rise_with_the_figures_and_never_fall() -> None:
    first = raise_floors({}, metrics(0.709, 0.011))

    better, worse = raise_floors(first, metrics(0.731, 0.0)), raise_floors(first, metrics(0.6, 0.2))

    auc, called = "left out | german | AUC a against b", "called | a native | called translated"
    assert (0.7, 0.02) == (first["at least"][auc], first["at most"][called])
    assert (0.73, 0.0) == (better["at least"][auc], better["at most"][called])
    assert first == worse


def test_a_floor_that_is_broken_or_no_longer_measured_is_named() -> None:
    floors = raise_floors({}, metrics(0.7, 0.1))

    found = find_broken(floors, {"left out": {"german": {"AUC a against b": 0.69}}})

    assert [line.split(":")[0] for line in found] == [
        "called | a round_trip | called translated",
        "left out | german | AUC a against b",
        "called | a native | called translated",
    ]
    assert find_broken(floors, metrics(0.7, 0.1)) == []


@pytest.mark.slow
@pytest.mark.corpora
@pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no corpora at {CORPORA}; name their folder with MTDETECT_CORPORA")
def test_the_figures_are_of_the_model_that_ships() -> None:
    seen = {row.group for row in load_rows(CORPORA / "train")}
    called: dict[str, list[bool]] = {}
    detector = mtdetect.load()
    for row in load_rows(CORPORA / "dev"):
        if row.group not in seen and (verdict := detector.score(row.text)).human_share is not None:
            called.setdefault(f"{row.set} {row.kind}", []).append(verdict.verdict == "translated")

    measured = read_metrics(BASE_MODEL)[_NEVER_TRAINED_ON]

    assert {name: figures["called translated"] for name, figures in measured.items()} == {
        name: pytest.approx(sum(of) / len(of), abs=0.01) for name, of in sorted(called.items())
    }
