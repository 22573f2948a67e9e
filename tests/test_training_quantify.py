"""What estimates are fitted to: sources, scenarios that are drawn from them, and coverage."""

import numpy as np
import pytest

from mtdetect.model.additive import load_model
from mtdetect.quantify.histogram import SHAPE
from mtdetect.quantify.model import QuantifyModel
from training.corpora import Row
from training.deep.plain import PlainScores
from training.quantify.baselines import METHODS, interval
from training.quantify.cases import cases
from training.quantify.coverage import SHARES, SIZES, can_be_known, measure, of_ours
from training.quantify.draw import draw_scenarios
from training.quantify.draws import Texts, draw_corpora
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

    found = of_ours(list(measure(case, model, model.mixtures(), load_model().calibration, 10, known=known)))

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
        "a\n<!-- figures: by share -->\n<!-- end -->\n<!-- figures: known human texts -->\n<!-- end -->\n"
        "<!-- figures: other methods -->\n<!-- end -->\n",
        found,
    )

    methods = 2 * (1 + len(METHODS))
    assert len(SHARES) + 2 + 4 + 5 + 4 + methods == len(page.splitlines())


def densities() -> tuple[np.ndarray, np.ndarray]:
    """Those of human and of machine texts that overlap by half, of shape (bins,)."""
    scores = np.arange(SHAPE[1])
    human, machine = (np.exp(-0.5 * ((scores - middle) / 5) ** 2) for middle in (12, 20))
    return np.tile(human / human.sum() / SHAPE[0], SHAPE[0]), np.tile(machine / machine.sum() / SHAPE[0], SHAPE[0])


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("share", [0.0, 0.2, 1.0])
def test_other_methods_find_the_share_where_densities_are_right(name: str, share: float) -> None:
    human, machine = densities()
    corpora = np.random.default_rng(0).multinomial(5_000, (1 - share) * human + share * machine, 20).astype(float)

    found = METHODS[name](corpora, human, machine)

    assert share == pytest.approx(found.mean(), abs=0.015)


def test_the_interval_of_another_method_is_about_its_estimate() -> None:
    human, machine = densities()
    [corpus] = np.random.default_rng(0).multinomial(1_000, 0.7 * human + 0.3 * machine, 1).astype(float)

    low, high = interval(METHODS["HDy"], corpus, human, machine, np.random.default_rng(1))

    assert 0.2 < low < 0.3 < high < 0.4


def test_corpora_have_the_size_and_the_share_that_was_asked_for() -> None:
    human, machine = (
        Texts.of(np.array([[-3.0, 100]] * 4), np.zeros(4, bool)),
        Texts.of(np.array([[3.0, 100.0]]), np.ones(1, bool)),
    )

    drawn = draw_corpora(human, machine, 50, 0.3, 6, np.random.default_rng(0))

    assert (6, 50 * 6) == (len(drawn.counts), drawn.counts.sum())
    assert [0.3] * 6 == drawn.called.tolist()
