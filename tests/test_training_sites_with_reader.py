"""Sites whose articles the reader has read, judged by the model of sites as it ships."""

from collections.abc import Sequence

import numpy as np
import pytest

from tests.site_rows import WORDS, site_rows
from training.corpora import Row
from training.deep.fit import without_set
from training.deep.plain import PlainScores
from training.protocols.figures import Figures
from training.sites.card import DEEP, WAYS
from training.sites.with_reader import measure_with_reader

pytestmark = pytest.mark.slow


def _scores(rows: Sequence[Row], apart: float, folds: Sequence[str]) -> PlainScores:
    """Scores in which machine texts lie so far above human ones."""
    chance = np.random.default_rng(1)
    keys = [(row.set, row.id, False) for row in rows]
    scores = {
        (fold, key): apart * row.label + chance.normal() for fold, key, row in zip(folds, keys, rows, strict=True)
    }
    return PlainScores("digest", scores, dict.fromkeys(keys, WORDS))


@pytest.fixture(scope="module")
def figures() -> dict[str, Figures]:
    """Of a base model that tells nothing, and a reader that tells a machine's texts once it knows the rest of their
    block; it has read three quarters of the outlets."""
    rows = site_rows()
    plain = _scores(rows, 0, [row.block for row in rows])
    read = [row for row in rows if row.label or int(row.domain) < 6]
    without_block = _scores(read, 0, [row.block for row in read])
    without_own = _scores(read, 20, [without_set(row.set) for row in read])
    readings = PlainScores("digest", without_block.scores | without_own.scores, without_own.words)
    return measure_with_reader(rows, plain, readings)


def test_the_reader_counts_as_what_it_has_seen_says(figures: dict[str, Figures]) -> None:
    name = "reviews bing deepl google, 100% of 20 articles"

    *few, all_known = (float(str(figures[f"sites found{DEEP}{way}"][name]["found"])) for way in WAYS)

    assert max(few) <= 0.2
    assert all_known == 1


def test_texts_that_were_not_read_are_judged_in_no_way(figures: dict[str, Figures]) -> None:
    outlets = [figures[f"human sites called translated{DEEP}{way}"]["human, 20 articles"]["sites"] for way in WAYS]

    assert [12] * 4 == outlets
