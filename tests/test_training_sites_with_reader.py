"""Sites whose articles the reader has read, judged by the model of sites as it ships."""

from collections.abc import Sequence

import numpy as np
import pytest

from training.corpora import Row
from training.deep.fit import without_set
from training.deep.plain import PlainScores
from training.protocols.figures import Figures
from training.sites.card import DEEP, WAYS
from training.sites.with_reader import measure_with_reader

pytestmark = pytest.mark.slow
_HUMAN = {"native_us_outlets": "x: {}.example", "native_gum_genres": ""}
_MACHINE = {
    "reviews_bing_deepl_google": "native_us_outlets",
    "paragraphs_roundtrip_google_opus_fair": "native_gum_genres",
}
_OUTLETS, _TEXTS, _WORDS = 8, 40, 300


def _rows() -> list[Row]:
    """Texts of outlets of two sets, and round trips of the texts of one outlet of each."""
    human = [
        Row(
            f"{of}/{outlet}/{at}",
            "",
            0,
            "native",
            "",
            "",
            f"{of} {outlet} {at}",
            f"{outlet}",
            of,
            source.format(outlet),
        )
        for of, source in _HUMAN.items()
        for outlet in range(_OUTLETS)
        for at in range(_TEXTS)
    ]
    machine = [
        Row(f"{of}/{at}", "", 1, "round_trip", "E", "", f"{origin} 0 {at}", "0", of)
        for of, origin in _MACHINE.items()
        for at in range(_TEXTS)
    ]
    return [*human, *machine]


def _scores(rows: Sequence[Row], apart: float, folds: Sequence[str]) -> PlainScores:
    """Scores in which machine texts lie so far above human ones."""
    chance = np.random.default_rng(1)
    keys = [(row.set, row.id, False) for row in rows]
    scores = {
        (fold, key): apart * row.label + chance.normal() for fold, key, row in zip(folds, keys, rows, strict=True)
    }
    return PlainScores("digest", scores, dict.fromkeys(keys, _WORDS))


@pytest.fixture(scope="module")
def figures() -> dict[str, Figures]:
    """Of a base model that tells nothing, and a reader that tells a machine's texts once it knows the rest of their
    block; it has read three quarters of the outlets."""
    rows = _rows()
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
