"""Wording that recurs at a site: what counts, in bounded memory, and against what it is compared."""

import numpy as np

from mtdetect.sites.phrases import PhraseCounts, PhraseRates, leaning_phrases

RATES = PhraseRates(99, np.array([5.0, 20.0]), np.array([0.1, 0.01]), np.array([[3.0, 4.0], [4.0, 8.0]]))


def counted(articles: list[list[str]]) -> PhraseCounts:
    counts = PhraseCounts()
    for phrases in articles:
        counts.add(phrases)
    return counts


def test_only_phrases_that_speak_for_a_machine_count() -> None:
    reasons = [("phrase:a b", 0.2), ("phrase:c d", -0.2), ("tell:MT401", 1.0), ("phrases:others", 2.0)]

    assert {"a b"} == leaning_phrases(reasons)


def test_a_phrase_recurs_where_it_stands_in_more_articles_than_human_sites_show() -> None:
    found = RATES.recurring({"a b": 8, "c d": 7, "e f": 12}, 20)

    assert [("phrase", "e f", 12, 0.01), ("phrase", "a b", 8, 0.01)] == [
        (one.kind, one.name, one.articles, one.human_sites) for one in found
    ]


def test_between_numbers_of_articles_the_share_of_them_is_interpolated_and_beyond_it_stays() -> None:
    least = [next(count for count in range(200) if RATES.recurring({"a": count}, size)) for size in (5, 10, 20, 100)]

    assert [4, 6, 8, 40] == least


def test_little_does_not_recur() -> None:
    assert [] == RATES.recurring({"a b": 2}, 2)


def test_a_few_phrases_are_shown_at_most() -> None:
    assert 5 == len(RATES.recurring({str(number): 20 for number in range(50)}, 20))


def test_counts_are_exact_where_there_are_few_phrases() -> None:
    counts = counted([["a", "b"], ["a"], ["a", "c"]])

    assert {"a": 3, "b": 1, "c": 1} == counts.counts


def test_memory_is_bounded_and_a_frequent_phrase_loses_one_article_in_eighty() -> None:
    counts = counted([["always", *(f"{number} {at}" for at in range(4))] for number in range(4_000)])

    assert len(counts.counts) <= 400
    assert 4_000 * (1 - 5 / 401) <= counts.counts["always"] <= 4_000
