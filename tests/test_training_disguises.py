"""Ways to disguise a copy: what each changes, and what it leaves alone."""

import random
from collections import Counter
from pathlib import Path

import pytest

from mtdetect.text.normalisation import normalised
from training.protocols.disguises import DISGUISES, THESAURUS, disguise

ARTICLES = Path(__file__).resolve().parents[1] / "seeds" / "articles"
TEXT = (ARTICLES / "bees.txt").read_text(encoding="utf-8")
HUMAN = (ARTICLES / "organ.txt").read_text(encoding="utf-8")
WAYS = {way.name: way for way in DISGUISES}


def disguised(name: str, text: str = TEXT) -> str:
    return disguise(WAYS[name], text, HUMAN, random.Random(1))


@pytest.mark.parametrize("name", [way.name for way in DISGUISES if way.is_possible()])
def test_a_disguise_changes_the_text_the_same_way_each_time(name: str) -> None:
    assert disguised(name) == disguised(name)
    assert disguised(name) != TEXT


def test_characters_are_hidden_and_nothing_that_is_judged_changes() -> None:
    assert normalised(disguised("look-alike letters and hidden characters")) == normalised(TEXT)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("2 % of words misspelt", 0.01, 0.03),
        pytest.param(
            "synonyms for 10 % of words",
            0.07,
            0.13,
            marks=pytest.mark.skipif(not THESAURUS.exists(), reason="needs Debian's package mythes-en-us"),
        ),
    ],
)
def test_the_share_of_changed_words_is_as_the_name_says(name: str, low: float, high: float) -> None:
    text = " ".join(file.read_text(encoding="utf-8") for file in sorted(ARTICLES.glob("*.txt")))

    before, after = Counter(text.split()), Counter(disguised(name, text).split())

    assert low < (before - after).total() / before.total() < high


def test_paragraphs_stay_whole() -> None:
    after = disguised("paragraphs shuffled").split("\n")

    assert sorted(line for line in TEXT.split("\n") if line.strip()) == sorted(after)


def test_three_tenths_of_the_words_are_human() -> None:
    after = disguised("30 % human text added")

    added = after.removeprefix(TEXT)
    assert pytest.approx(0.3, abs=0.01) == len(added.split()) / len(after.split())
    assert " ".join(HUMAN.split()).startswith(added.strip())


def test_a_cut_ends_with_a_sentence() -> None:
    after = disguised("cut to 100 words")

    assert TEXT.startswith(after)
    assert 100 <= len(after.split()) < 150
    assert after.rstrip("\"'”")[-1] in ".!?"
