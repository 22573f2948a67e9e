"""Verdicts in words."""

import pytest

from mtdetect.report import words
from mtdetect.report.summary import SiteCounts, Summary


@pytest.mark.parametrize(
    ("count", "told"), [(49, "(49 words; 50 needed)"), (50, "(50 words)"), (1480, "(1,480 words)")]
)
def test_words_are_not_asked_for_where_there_are_enough(count: int, told: str) -> None:
    found = words.verdict({"abstained": "no_prose", "words": count})

    assert found == f"not judged: hardly any running text {told}"


def test_all_counts_of_the_totals_are_written_alike() -> None:
    summary = Summary(5000, 1557, 1245, 1180, 1018, 0, sites=SiteCounts(2223, 1033, 6, 39, 1145, 0))

    assert [
        "5,000 articles: 1,557 likely translated, 1,245 unsure, 1,180 likely human, 1,018 not judged, 0 unreadable",
        "2,223 sites: 1,033 likely translated, 6 unsure, 39 likely human, 1,145 not judged",
    ] == list(words.totals(summary))
