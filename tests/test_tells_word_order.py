"""A noun before its adjective, and what looks like one."""

import pytest

from mtdetect.tells.engine import find_tells
from mtdetect.text.batch import analyse, parse


def found(raw: str) -> list[str]:
    return [tell.evidence for tell in find_tells(parse(raw)) if tell.rule == "MT334"]


def test_nouns_before_adjectives() -> None:
    raw = "The city ancient was full. They came with their family numerous, and it was a moment historic for all."

    assert found(raw) == ["The city ancient", "their family numerous", "a moment historic"]


@pytest.mark.parametrize(
    "raw",
    [
        "They made the city rich and the house enormous.",
        "They found the house huge, and the family numerous.",
        "The city, ancient and full, was far.",
        "Is the problem national, or not?",
        "the House Historic Society, and “the house new”",
        "The table tennis club is in the house. New rooms are there.",
    ],
)
def test_what_is_no_order_of_another_language(raw: str) -> None:
    assert found(raw) == []


def test_two_texts_of_a_batch_are_not_read_as_one() -> None:
    batch = analyse(("They went to the house", "new, it was."))

    assert [tell.rule for text in batch.texts for tell in find_tells(text) if tell.rule == "MT334"] == []
