"""Histograms of scores by length."""

import numpy as np
import pytest

from mtdetect.quantify.histogram import SHAPE, empty, histogram, place


@pytest.mark.parametrize(
    ("raw", "words", "expected"),
    [
        (-100.0, 50, (0, 0)),
        (-np.inf, 74, (0, 0)),
        (0.1, 75, (1, 18)),
        (-0.1, 300, (4, 17)),
        (7.1, 449, (4, 35)),
        (np.inf, 10_000, (5, 35)),
    ],
)
def test_a_document_has_its_bins_and_what_lies_beyond_those_at_the_ends(
    raw: float, words: int, expected: tuple[int, int]
) -> None:
    found = place(raw, words)

    assert expected == found


def test_a_histogram_is_the_sum_of_its_documents() -> None:
    random = np.random.default_rng(3)
    raw, words = random.normal(0, 4, 500), random.integers(50, 900, 500)
    one_by_one = empty()
    for score, length in zip(raw.tolist(), words.tolist(), strict=True):
        one_by_one[place(score, length)] += 1

    found = histogram(raw, words.astype(float))

    assert (SHAPE, one_by_one.tolist()) == (found.shape, found.tolist())
