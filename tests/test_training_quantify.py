"""What estimates are fitted to: sources, scenarios that are drawn from them, and coverage."""

import numpy as np
import pytest

from mtdetect.model.additive import load_model
from mtdetect.quantify.model import QuantifyModel
from training.corpora import Row
from training.deep.plain import PlainScores
from training.quantify.cases import cases
from training.quantify.coverage import SHARES, SIZES, can_be_known, measure
from training.quantify.draw import draw_scenarios
from training.quantify.page import redraw, row_of
from training.quantify.scored import ScoredText, scored_texts
from training.quantify.sources import fit, human_sources, machine_sources

LIFT = 2.0


def make_texts(block: str = "essays_roundtrip_google", texts: int = 200, level: float = -1.5) -> list[ScoredText]:
    """Originals with their round trips, whose scores lie on lines over the log of the length."""
    random = np.random.default_rng(0)
    found = []
    for number in range(texts):
        words = int(random.integers(60, 900))
        length = np.log(words / 300)
        for kind, label, at, slope in (("native", 0, level, -0.7), ("round_trip", 1, level + LIFT, 0.1)):
            row = Row(f"{kind}{number}", "", label, kind, "engine" * label, "de" * label, f"g{number}", "news", block)
            raw = at + slope * length + random.normal(0, 0.5)
            found.append(ScoredText(row, row.block, float(raw), words))
    return found


def test_a_line_is_found_over_the_log_of_the_length() -> None:
    texts = [text for text in make_texts(texts=800) if text.row.label == 0]

    found = fit((np.array([one.raw for one in texts]), np.array([one.words for one in texts], float)), -0.75)

    assert (-1.5, -0.7, 0.5) == pytest.approx((found.level, found.slope, found.scale), abs=0.06)


def test_machine_texts_lie_above_their_originals() -> None:
    [one_engine, all_engines] = machine_sources(make_texts())

    assert ("engine de", "") == (one_engine.name, all_engines.name)
    assert (LIFT, LIFT) == pytest.approx((one_engine.lift, all_engines.lift), abs=0.2)


def test_too_few_texts_are_no_source() -> None:
    assert ([], []) == (human_sources(make_texts(texts=20)), machine_sources(make_texts(texts=20)))


def test_scenarios_are_like_their_sources_and_the_same_each_time() -> None:
    human, machine = human_sources(make_texts()), machine_sources(make_texts())

    one, other = (draw_scenarios(human, machine, 7, 300) for _ in range(2))

    assert np.array_equal(one.human.level, other.human.level)
    assert (-1.5, LIFT) == pytest.approx((one.human.level.mean(), one.machine.level.mean()), abs=0.2)
    assert one.shapes.shape[0] == len(human) + len(machine)


def test_scores_with_only_a_set_left_out_are_not_used() -> None:
    rows = [text.row for text in make_texts(texts=1)]
    key = (rows[0].set, rows[0].id, False)
    scores = PlainScores("", {(rows[0].block, key): 1.0, (rows[0].set, key): 2.0}, {key: 100})

    found = scored_texts(rows, scores)

    assert [1.0] == [text.raw for text in found]


@pytest.mark.parametrize("known", [False, True])
def test_the_interval_holds_the_share_of_corpora_that_are_like_the_scenarios(known: bool) -> None:
    texts = make_texts(texts=300)
    [case] = cases(texts)
    model = QuantifyModel("", "", "", draw_scenarios(human_sources(texts), machine_sources(texts), 1, 200), 50.0, 200.0)

    found = list(measure(case, model, model.mixtures(), load_model().calibration, 10, known=known))

    assert can_be_known(case)
    assert len(SHARES) * len(SIZES) == len(found)
    assert np.mean([one.held for one in found]) > 0.85


def test_each_case_has_its_row() -> None:
    names = (
        "german_roundtrip_google_deepl, round_trip, beside german_roundtrip_google_deepl",
        "careless_us_outlets, round_trip, beside native_us_outlets",
        "wmt21_into_english, machine_translation, beside wmt21_into_english",
        "reviews_roundtrip_fair, round_trip, beside reviews_roundtrip_fair",
    )

    assert ["German round trips", "careless pipelines", "WMT engines", "short texts"] == [*map(row_of, names)]


def test_tables_are_drawn_where_the_page_has_their_places() -> None:
    texts = make_texts(texts=150)
    [case] = cases(texts)
    model = QuantifyModel("", "", "", draw_scenarios(human_sources(texts), machine_sources(texts), 1, 20), 50.0, 200.0)
    found = [
        one
        for known in (False, True)
        for one in measure(case, model, model.mixtures(), load_model().calibration, 10, known=known)
    ]

    page = redraw(
        "a\n<!-- figures: by share -->\n<!-- end -->\n<!-- figures: known human texts -->\n<!-- end -->\n", found
    )

    assert len(SHARES) + 2 + 4 + 5 == len(page.splitlines())
