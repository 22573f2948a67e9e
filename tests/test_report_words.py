"""Verdicts in words."""

import pytest

from mtdetect.report import words


@pytest.mark.parametrize(
    ("count", "told"), [(49, "(49 words; 50 needed)"), (50, "(50 words)"), (1480, "(1,480 words)")]
)
def test_words_are_not_asked_for_where_there_are_enough(count: int, told: str) -> None:
    found = words.verdict({"abstained": "no_prose", "words": count})

    assert found == f"not judged: hardly any running text {told}"
