"""The five seed articles, where they are at hand: which names which as its origin."""

import os
from pathlib import Path

import pytest

from mtdetect.match.compare import compare
from mtdetect.match.model import MatchModel, load_match
from mtdetect.match.pair import Comparison
from mtdetect.text.batch import parse
from mtdetect.text.text import Text

SEEDS = Path(os.environ.get("MTDETECT_SEEDS", Path(__file__).resolve().parents[2] / "shared" / "seeds"))
FILES = sorted(SEEDS.glob("00*.txt"))
pytestmark = pytest.mark.skipif(len(FILES) != 5, reason=f"needs the five seed articles in {SEEDS} (MTDETECT_SEEDS)")


@pytest.fixture(scope="module")
def model() -> MatchModel:
    return load_match()


@pytest.fixture(scope="module")
def texts() -> list[Text]:
    return [parse(Path(file).read_text(encoding="utf-8")) for file in FILES]


def compared(texts: list[Text], model: MatchModel, suspect: int) -> dict[int, Comparison]:
    return {at: compare(texts[suspect], texts[at], model) for at in (0, 1, 3, 4) if at != suspect}


def test_the_round_trip_names_its_origin(texts: list[Text], model: MatchModel) -> None:
    found = compared(texts, model, 1)

    assert {at: one.copied for at, one in found.items()} == {0: True, 3: False, 4: False}
    assert (found[0].relation.name, found[0].direction and found[0].direction.copy) == ("round_trip", "suspect")
    assert found[0].likelihood > 0.9


def test_the_origin_is_no_copy_of_its_round_trip(texts: list[Text], model: MatchModel) -> None:
    found = compare(texts[0], texts[1], model)

    assert (found.relation.name, found.direction and found.direction.copy, found.copied) == (
        "round_trip",
        "origin",
        False,
    )


@pytest.mark.parametrize("suspect", [0, 3, 4])
def test_reports_of_people_name_no_origin(texts: list[Text], model: MatchModel, suspect: int) -> None:
    found = compared(texts, model, suspect)

    assert [at for at, one in found.items() if one.copied] == []


@pytest.mark.parametrize("suspect", [3, 4])
def test_reports_of_one_event_are_no_round_trips(texts: list[Text], model: MatchModel, suspect: int) -> None:
    found = compare(texts[suspect], texts[0], model)

    assert found.relation.name in ("rewrite", "same_event")
    assert found.likelihood < 0.1
