"""Abbreviations that were cut at their stop: what stands beside them, and what must not be taken for a cut."""

import gzip
import json
import os
from hashlib import sha256
from pathlib import Path

import pytest

from mtdetect.tells.abbreviations import alternatives
from mtdetect.tells.engine import find_tells
from mtdetect.text.batch import parse

CORPORA = Path(os.environ.get("MTDETECT_CORPORA", Path(__file__).parents[2] / "shared" / "corpora"))
OF_CUTS = frozenset("MT332 MT333 MT480 MT481 MT482 MT506 MT514 MT515 MT516 MT517 MT620 MT621".split())


def codes_of(raw: str) -> set[str]:
    return {tell.rule for tell in find_tells(parse(raw))} & OF_CUTS


def test_the_longer_name_comes_first() -> None:
    found = alternatives("title").split("|")

    assert found.index("Sens") < found.index("Sen")
    assert sorted(found, key=len, reverse=True) == found


def test_stops_of_a_name_are_taken_literally() -> None:
    assert r"U\.S\." in alternatives("country with stops").split("|")


@pytest.mark.parametrize(
    "raw",
    [
        "The U.S. Senate met at 8 p.m. ET on Jan. 6, 2021, and heard Sen. Anna Berg, D-N.Y.",
        "Gen. Mark Lund was born in St. Paul, Minn. John Berg was born in Washington, D.C. They met in the U.S. Army.",
        "He sold Lund Sails Inc. In May, Berg & Co. bought it from Mr. Holm Jr. The price was not named.",
        "“I came at 8:30 a.m.,” Rep. Berg said. Mark Lund came at noon.",
        "The boat came from the U.K. A day later it left for the U.S. Nobody saw it.",
    ],
)
def test_american_style_is_no_cut(raw: str) -> None:
    assert codes_of(raw) == set()


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("The law was passed in December. 19, after a long night.", {"MT480"}),
        ("The port was sold to the US. agency that built it.", {"MT514"}),
        ("They heard the captain. Anna Berg, who owns two boats.", {"MT333"}),
        ("The letters, Sens said. Anna Berg and Mark Lund, were lost.", {"MT332"}),
        ("The rooms of St. Mary's. Louis were closed.", {"MT515"}),
        ("The envoy of the EE. UU. came late.", {"MT506"}),
    ],
)
def test_cuts(raw: str, expected: set[str]) -> None:
    assert codes_of(raw) == expected


def rows(name: str) -> list[dict[str, str]]:
    with gzip.open(CORPORA / "train" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no corpora at {CORPORA} (set MTDETECT_CORPORA)")
@pytest.mark.corpora
@pytest.mark.slow
def test_half_of_the_careless_trips_that_were_not_looked_at_are_marked_and_no_original() -> None:
    """The rules were written with the groups whose SHA-256 is even."""
    trips = [row for row in rows("careless_us_outlets") if int(sha256(row["group"].encode()).hexdigest(), 16) % 2]
    cut = [row["text"] for row in trips if "cut_at_every_stop" in row["system"]]
    native = [row["text"] for row in rows("native_us_outlets")]

    marked = sum(bool(codes_of(text)) for text in cut)
    wrong = sum(bool(codes_of(text)) for text in native)

    assert marked >= 0.45 * len(cut)
    assert wrong <= 0.002 * len(native)
