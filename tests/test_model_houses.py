"""Houses of a model: which an article is of, the thresholds that follow, and what is no house."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mtdetect.model.calibration import Calibration
from mtdetect.model.files import SETTINGS, write_checked
from mtdetect.model.houses import Houses, house_columns, houses_as_json, houses_from_json
from mtdetect.verdict import House

OF_ALL = Calibration(
    (0.0, 1.0, 0.0, 0.0),
    np.array([50.0, 500.0]),
    np.array([1.0, 0.5, 0.05, 0.01]),
    np.array([[-3.0, 0.0, 2.0, 5.0], [-3.0, 1.0, 2.0, 3.0]]),
)
HOUSES = Houses("domain", np.array([0.5, 0.1, 0.01]), {"a.example": 120}, {"a.example": np.array([-0.5, 0.5, 1.0])})


def as_json(**changed: Any) -> dict[str, Any]:
    return {**houses_as_json(HOUSES), **changed}


def test_the_house_of_an_article_is_found_as_groups_are() -> None:
    found = [HOUSES.house_of("1", None, {"url": f"https://www.{host}/1"}) for host in ("a.example", "b.example")]

    assert [House("a.example", 120), None] == found
    assert HOUSES.house_of("1", None, None) is None


@pytest.mark.parametrize(("words", "threshold"), [(50, 2.0), (500, 2.0)])
def test_its_thresholds_are_distances_from_the_middle_of_all_texts(words: int, threshold: float) -> None:
    of_house = HOUSES.calibration(OF_ALL, "a.example")

    assert 0.01 == pytest.approx(of_house.human_share(threshold, words))
    assert of_house.human_share(threshold - 0.01, words) > 0.01


@pytest.mark.parametrize("raw", [0.7, 1.0, 1.9, 2.5, 9.0])
@pytest.mark.parametrize("words", [50, 160, 2000])
def test_a_score_less_the_level_is_as_rare_among_all_texts_as_the_score_at_the_house(raw: float, words: int) -> None:
    level = HOUSES.level(OF_ALL, "a.example", raw, words)

    of_house = HOUSES.calibration(OF_ALL, "a.example").human_share(raw, words)
    assert of_house == pytest.approx(OF_ALL.human_share(raw - level, words), abs=1e-9)


def test_beyond_what_a_house_shows_its_level_stays() -> None:
    assert HOUSES.level(OF_ALL, "a.example", 50.0, 100) == pytest.approx(HOUSES.level(OF_ALL, "a.example", 9.0, 100))


def test_a_house_that_is_not_known_has_no_thresholds() -> None:
    with pytest.raises(KeyError):
        HOUSES.calibration(OF_ALL, "b.example")


def test_what_is_written_is_read() -> None:
    read = houses_from_json(json.loads(json.dumps(as_json())))

    assert ("domain", {"a.example": 120}) == (read.group_by, read.texts)
    assert [-0.5, 0.5, 1.0] == read.thresholds["a.example"].tolist()


@pytest.mark.parametrize(
    "changed",
    [
        {"group_by": ""},
        {"shares": [0.1, 0.5, 0.01]},
        {"shares": [0.5, 0.1, 0.0]},
        {"shares": [0.5, 0.1]},
        {"of": {"a": [0, [0.0, 1.0, 2.0]]}},
        {"of": {"a": [9, [0.0, 1.0, float("nan")]]}},
        {"of": {"a": [9, [0.0, 2.0, 1.0]]}},
        {"of": {"": [9, [0.0, 1.0, 2.0]]}},
        {"of": {"a" * 201: [9, [0.0, 1.0, 2.0]]}},
    ],
)
def test_what_is_no_house_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"house|names"):
        houses_from_json(as_json(**changed))


@pytest.mark.parametrize(
    ("settings", "expected"),
    [({"houses": as_json(group_by="domain:link")}, ("link",)), ({}, ()), ({"houses": 7}, ())],
)
def test_columns_that_tell_houses_are_known_before_anything_is_read(
    tmp_path: Path, settings: dict[str, Any], expected: tuple[str, ...]
) -> None:
    write_checked(tmp_path / "own", {SETTINGS: json.dumps(settings).encode()})

    assert expected == house_columns(tmp_path / "own")
    assert () == house_columns(None)
