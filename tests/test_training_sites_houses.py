"""What training measures of houses and of wording at sites."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from mtdetect.model.calibration import Calibration
from tests.test_training_sites import row
from training.sites.houses import HouseTexts, house_texts, measure_houses
from training.sites.houses_page import redraw
from training.sites.phrase_figures import PhraseTexts
from training.sites.phrases import Phrases, fit_phrase_rates, most_frequent

PLAIN = Calibration(
    (0.0, 1.0, 0.0, 0.0),
    np.array([50.0, 500.0]),
    np.array([1.0, 0.5, 0.05, 0.01]),
    np.array([[-3.0, 0.0, 1.0, 2.0], [-3.0, 0.0, 1.0, 2.0]]),
)


def made_texts(levels: Mapping[str, float], number: int = 200) -> HouseTexts:
    """Human texts of outlets at levels, with a machine version of each that lies 1.5 above."""
    chance = np.random.default_rng(0)
    outlets = np.repeat(np.arange(len(levels)), number)
    human = chance.normal(np.repeat(list(levels.values()), number), 0.35)
    groups = np.arange(len(human))
    return HouseTexts(
        PLAIN,
        np.full(2 * len(human), 200.0),
        np.concatenate([human, human + 1.5]),
        np.tile(outlets, 2),
        np.tile(groups, 2),
        np.repeat([False, True], len(human)),
        list(levels),
        ["native_bbc"] * len(levels),
    )


def test_own_levels_find_more_where_outlets_are_low_and_call_few_where_they_are_high() -> None:
    figures: Any = measure_houses(made_texts({"low": -1.0, "middle": 0.0, "high": 1.0}))["houses by set"]["native_bbc"]

    assert 3 == figures["outlets"]
    assert pytest.approx(300, abs=30) == figures["texts learnt"]
    assert figures["found after"] > figures["found before"]
    assert figures["called of one outlet at most after"] < 0.04


def test_versions_of_texts_that_were_learnt_are_not_judged() -> None:
    figures = measure_houses(made_texts({"a": 0.0, "b": 0.0}))["houses by set"]["native_bbc"]

    assert figures["human texts judged"] == figures["machine texts judged"] == pytest.approx(200, abs=20)


def test_machine_versions_are_of_the_outlet_of_their_original() -> None:
    human = [row(number) for number in range(12)]
    machine = [row(0, 1, "round_trip", "careless_us_outlets"), row(1, 1, "round_trip", "native_us_outlets")]
    scores = {(one.set, one.id): (100, 0.0) for one in (*human, *machine)}

    texts = house_texts([*human, *machine], scores, PLAIN)

    assert ["american a.example"] == list(texts.names)
    assert (13, 1) == (len(texts.words), int(texts.machine.sum()))


def test_the_page_shows_what_was_measured() -> None:
    figures = measure_houses(made_texts({"a": 0.0, "b": 0.0}))
    metrics = {f"{name}, texts seen": table for name, table in figures.items()}

    page = redraw("<!-- figures: houses by set, texts seen -->\n<!-- end -->\n", metrics)

    assert "| native bbc | 2 | " in page


def articles(number: int, phrase: str, share: float) -> Phrases:
    """Articles of which a share have a phrase, each with one of its own beside."""
    return [frozenset({str(at), *([phrase] if at < share * number else [])}) for at in range(number)]


def test_the_most_frequent_phrase_of_a_site_is_counted() -> None:
    found = most_frequent(articles(20, "a b", 0.5), 20, 3, np.random.default_rng(0))

    assert [10, 10, 10] == found


def test_rates_rise_with_how_often_wording_recurs_at_human_outlets() -> None:
    outlets = {str(number): articles(100, "a b", 0.1) for number in range(40)}
    often = outlets | {"often": articles(100, "c d", 0.9), "as often": articles(100, "c d", 0.9)}
    sets = dict.fromkeys(often, "set")

    plain, raised = fit_phrase_rates(outlets, sets), fit_phrase_rates(often, sets)

    assert plain.shares[-1] == pytest.approx(1 / 41)
    assert (plain.counts[-1, -1], raised.counts[-1, -1]) == (11.0, 91.0)
    assert [8] == [one.articles for one in plain.recurring({"e f": 8}, 20)]
    assert [] == raised.recurring({"e f": 8}, 20)


def test_human_outlets_are_measured_with_their_set_left_out() -> None:
    outlets = {str(number): articles(100, "a b", 0.1) for number in range(40)} | {"odd": articles(100, "c d", 0.9)}
    kinds = {**dict.fromkeys(outlets, "set"), "odd": "odd set", "farm": "farms"}
    texts = PhraseTexts(outlets, {}, {"farm": articles(50, "e f", 0.8)}, kinds)

    table: Any = texts.measure()["wording that recurs"]

    assert 1.0 == table["human, 50 articles"]["with one, most"]
    assert table["human, 50 articles"]["with one"] < 0.2
    assert 0.0 == table["farms, 50 articles"]["with one"]
