"""Sites drawn from texts, and the model fitted on them."""

import numpy as np
import pytest

from mtdetect.sites.histogram import BINS
from training.corpora import Row
from training.sites.draws import draw, draw_mixed, histograms, pools, weights_of
from training.sites.fit import SitePools, fit_level, fit_mixture
from training.sites.outlets import family, human_outlet, pipeline, translators
from training.sites.rates import fit_beta

CHANCE = np.random.default_rng(0)


def row(
    number: int, label: int = 0, kind: str = "native", of: str = "native_us_outlets", source: str = "x: a.example"
) -> Row:
    system = "Engine" if label else ""
    return Row(f"{of}/{number}", "", label, kind, system, "", f"{of} {source} {number}", "news", of, source)


def test_outlets_are_of_native_texts_and_pipelines_of_a_machines() -> None:
    native, machine = row(1), row(1, 1, "round_trip", "careless_us_outlets")
    translated = row(1, 0, "human_translation", "wmt21_into_english")

    assert "american a.example" == human_outlet(native)
    assert [None, None] == [human_outlet(machine), human_outlet(translated)]
    assert (None, "careless_us_outlets, round_trip, Engine") == (pipeline(native), pipeline(machine))
    assert translators(translated)
    assert "careless Portuguese pipelines" == family(machine)


def test_a_pool_needs_enough_texts() -> None:
    rows = [row(number, source=f"x: {name}.example") for name, size in (("a", 5), ("b", 4)) for number in range(size)]

    assert ["american a.example"] == list(pools(rows, human_outlet))


def test_sites_have_as_many_articles_as_asked_of_the_texts_given() -> None:
    places = np.array([3, 7, 10, 20, 61])

    few, many = (draw(places, articles, 7, CHANCE) for articles in (4, 50))

    assert [(7, 4), (7, 50)] == [few.shape, many.shape]
    assert [4] * 7 == [len(set(site)) for site in few.tolist()]
    assert {3, 7, 10, 20, 61} >= {*few.ravel().tolist(), *many.ravel().tolist()}


def test_a_mixed_site_has_its_share_of_both() -> None:
    human, machine = np.arange(50), np.arange(50, 100)

    [site] = draw_mixed(human, machine, 0.25, 8, 1, CHANCE)

    assert [6, 2] == [(site < 50).sum(), (site >= 50).sum()]


def test_a_histogram_counts_the_articles_of_each_site() -> None:
    found = histograms(np.array([[3, 3, 10], [61, 0, 0]]))

    assert [{3: 2, 10: 1}, {0: 2, 61: 1}] == [{at: int(of[at]) for at in of.nonzero()[0].tolist()} for of in found]


def test_sets_of_many_sites_weigh_by_the_root() -> None:
    weights = weights_of(["a"] * 4 + ["b"])

    assert np.allclose(weights, [1 / 6] * 4 + [1 / 3])


def test_a_fitted_model_tells_sites_of_a_machine_from_human_ones() -> None:
    human = [row(number, source=f"x: {outlet}.example") for outlet in range(8) for number in range(80)]
    machine = [row(number, 1, "round_trip") for number in range(20)]
    bins = np.clip(np.concatenate([CHANCE.normal(30, 5, len(human)), CHANCE.normal(50, 5, len(machine))]), 0, BINS - 1)
    rows = [*human, *machine]
    texts = SitePools(rows, bins.astype(np.intp), pools(rows, human_outlet), pools(rows, pipeline))

    level = fit_level(texts)
    mixture = fit_mixture(texts, level)

    parts = np.split(np.arange(len(rows)), [len(human)])
    sites = texts.histograms(np.concatenate([draw(part, 20, 50, CHANCE) for part in parts]))
    shares = np.array([level.calibration.human_share(score, 20) for score in level.scores(sites).tolist()])
    assert (shares[:50] <= 0.01).mean() <= 0.05
    assert (shares[50:] <= 0.01).mean() >= 0.95
    assert 0 < mixture.spread_human < 1


def test_human_sites_of_many_articles_are_called_half_as_often() -> None:
    human = [row(number, source=f"x: {outlet}.example") for outlet in range(8) for number in range(300)]
    bins = np.clip(np.random.default_rng(5).normal(30, 5, len(human)), 0, BINS - 1).astype(np.intp)
    machine = [row(number, 1, "round_trip") for number in range(20)]
    rows = [*human, *machine]
    texts = SitePools(rows, np.append(bins, [50] * len(machine)), pools(rows, human_outlet), pools(rows, pipeline))

    level = fit_level(texts)

    called = []
    for articles in (20, 50):
        sites = texts.histograms(draw(np.arange(len(human)), articles, 2_000, CHANCE))
        shares = [level.calibration.human_share(score, articles) for score in level.scores(sites).tolist()]
        called.append((np.array(shares) <= 0.1).mean())
    assert [0.1, 0.05] == pytest.approx(called, abs=0.025)


def test_rates_follow_what_outlets_show() -> None:
    sizes = np.full(40, 50.0)

    rare, common = (fit_beta(np.full(40, count), sizes) for count in (0.0, 25.0))

    assert rare[0] / sum(rare) < 0.02
    assert 0.4 < common[0] / sum(common) < 0.6
