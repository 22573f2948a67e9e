"""The model of sites: what lies above human sites, what share is a machine's, what recurs, and files that are none."""

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import betabinom

from mtdetect.errors import ModelError
from mtdetect.model.calibration import Calibration
from mtdetect.model.files import SETTINGS, write_checked
from mtdetect.sites.histogram import BINS, MIDDLES, bin_of, histogram, upper_means
from mtdetect.sites.judge import site_scores
from mtdetect.sites.level import Level
from mtdetect.sites.mixture import Mixture, share_of
from mtdetect.sites.model import load_sites, settings_of
from mtdetect.sites.phrases import PhraseRates
from mtdetect.sites.rare import RareCounts, RareRules
from mtdetect.sites.recurring import HumanRates, chance_of_at_least

LEVEL = Level(
    np.zeros((2, 3)),
    np.ones((2, 3)),
    Calibration((0.0, 2.0, 0.0, 0.0), np.array([5.0, 50.0]), np.array([1.0, 0.01]), np.array([[-1, 1.5], [-1, 1.0]])),
)
MIXTURE = Mixture(
    levels=np.array([-0.5, 0.0, 0.5]),
    level_prior=np.array([0.25, 0.5, 0.25]),
    shifts=np.array([2.0]),
    shift_prior=np.array([1.0]),
    shares=np.array([0.1, 0.25, 0.5, 0.75, 1.0]),
    spread_human=0.5,
    spread_machine=0.5,
    trust=1.0,
)
WORDING = PhraseRates(99, np.array([5.0, 20.0]), np.array([0.1, 0.01]), np.array([[3.0, 4.0], [4.0, 8.0]]))
RATES = HumanRates({"MT401": (0.2, 20.0), "MT201": (5.0, 5.0)}, 99)
RARE = RareRules(frozenset(["MT502", "MT514"]), (0.02, 10.0))


def site(*heaps: tuple[float, int]) -> np.ndarray:
    """The histogram of a site of so many articles about each normal score, shape (1, bins)."""
    chance = np.random.default_rng(0)
    scores = np.concatenate([chance.normal(mean, 0.5, number) for mean, number in heaps])
    return histogram(np.abs(MIDDLES[None, :] - scores[:, None]).argmin(axis=1))[None, :]


def test_bins_are_of_human_shares_and_none_lies_beyond_the_ends() -> None:
    bins = [bin_of(share) for share in (1.0, 0.999, 0.5, 0.01, 0.001, 0.0)]

    assert sorted(bins) == bins
    assert bins[0] == bins[1] >= 0
    assert bins[-2] == bins[-1] < BINS
    assert BINS // 2 in (bins[2], bins[2] + 1)


def test_upper_means_are_those_of_all_of_the_upper_half_and_of_the_upper_quarter() -> None:
    scores = np.array([5, 10, 40, 50])

    found = upper_means(histogram(scores)[None, :])

    values = MIDDLES[scores]
    assert found == pytest.approx(np.array([[values.mean(), values[2:].mean(), values[3]]]))


def test_a_part_has_one_article_at_least() -> None:
    assert upper_means(histogram([7])[None, :]) == pytest.approx(np.full((1, 3), MIDDLES[7]))


def test_a_site_scores_where_it_lies_farthest_above_human_ones() -> None:
    even, mixed = LEVEL.scores(site((0.0, 40)))[0], LEVEL.scores(site((-1.0, 20), (1.0, 20)))[0]

    assert mixed > even > 0


@pytest.mark.parametrize(("human", "machine"), [(40, 0), (30, 10), (20, 20), (0, 40)])
def test_the_interval_holds_the_share_of_articles_by_a_machine(human: int, machine: int) -> None:
    drawn = site((0.0, human), (2.0, machine))

    found = share_of(MIXTURE.posterior(drawn, np.array([0.5]))[0], MIXTURE.shares)

    assert found.low <= machine / 40 <= found.high
    assert found.low <= found.estimate <= found.high


def test_a_posterior_is_a_distribution_with_the_chance_of_no_share_as_given() -> None:
    posterior = MIXTURE.posterior(site((0.0, 10)), np.array([0.7]))[0]

    assert posterior.sum() == pytest.approx(1)
    assert posterior[0] == pytest.approx(0.3)


def test_what_recurs_is_what_human_sites_do_not_show() -> None:
    found = RATES.recurring({"MT401": 14, "MT201": 10, "MT999": 20}, 20)

    assert [("MT401", 14, 0.01)] == [(one.name, one.articles, one.human_sites) for one in found]


def test_little_does_not_recur() -> None:
    assert [] == RATES.recurring({"MT401": 2}, 2)


def test_rare_tells_are_told_with_their_rules_where_hardly_any_human_site_has_as_many() -> None:
    found = RARE.tells_of_site(RareCounts(6, Counter({"MT502": 2, "MT514": 5})), 20)

    assert found is not None
    assert (6, (("MT514", 5), ("MT502", 2))) == (found.articles, found.rules)
    assert betabinom.sf(5, 20, 0.02, 10) < found.human_sites == RARE.human_share(6, 20) < 0.01


@pytest.mark.parametrize(
    ("tells", "words", "counts"), [(1, 1_000, True), (1, 1_001, False), (3, 3_000, True), (0, 50, False)]
)
def test_an_article_has_rare_tells_where_there_are_enough_for_its_length(tells: int, words: int, counts: bool) -> None:
    row = {"words": words, "tells": [{"rule": "MT514"}] * tells + [{"rule": "MT401"}] * 9}

    assert frozenset(["MT514"] if counts else ()) == RARE.in_article(row)


@pytest.mark.parametrize(("count", "articles"), [(0, 20), (2, 20), (3, 2_000)])
def test_few_rare_tells_say_nothing(count: int, articles: int) -> None:
    assert RARE.tells_of_site(RareCounts(count, Counter({"MT502": count})), articles) is None
    assert RARE.human_share(count, articles) == 1


def test_no_share_is_likely_that_is_below_the_part_with_rare_tells() -> None:
    few, half, all_of_them = RARE.log_likelihoods(10, 20, np.array([0.1, 0.5, 1.0]))

    assert few < half - 3
    assert half == pytest.approx(all_of_them, abs=0.7)


def test_the_interval_begins_at_the_part_with_rare_tells_and_has_no_end_where_the_scores_tell_nothing() -> None:
    drawn, some = site((0.0, 20)), np.array([0.99])

    shares = [
        share_of(
            MIXTURE.posterior(drawn, some, RARE.log_likelihoods(count, 20, MIXTURE.shares)[None])[0], MIXTURE.shares
        )
        for count in (0, 10)
    ]

    assert [(0.1, 0.1), (0.5, 1.0)] == [(share.low, share.high) for share in shares]


def test_a_site_scores_as_the_share_of_human_sites_with_as_many_rare_tells_where_its_level_does_not_score_more() -> (
    None
):
    sites = np.concatenate([site((-1.0, 20)), site((-1.0, 20)), site((2.0, 20))])
    by_level = LEVEL.scores(sites)

    scores = site_scores(LEVEL, RARE, sites, [2, 6, 6])

    assert [True, False, True] == np.equal(by_level, scores).tolist()
    share = LEVEL.calibration.human_share(scores[1], 20)
    assert max(RARE.human_share(6, 20), LEVEL.calibration.shares[-1]) == pytest.approx(share)


@pytest.mark.parametrize("count", [1, 3, 14, 20])
def test_the_chance_of_so_many_articles_is_that_of_a_beta_binomial_distribution(count: int) -> None:
    assert pytest.approx(betabinom.sf(count - 1, 20, 0.3, 20)) == chance_of_at_least(count, 20, 0.3, 20)


@pytest.mark.parametrize("articles", [9_000, 11_000, 1_000_000])
def test_of_many_articles_the_share_decides(articles: int) -> None:
    chance = chance_of_at_least(articles // 20, articles, 2, 50)

    assert pytest.approx(betabinom.sf(articles // 20 - 1, articles, 2, 50), rel=0.01) == chance


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_checked(
        tmp_path / "own", {SETTINGS: json.dumps(settings_of("own", LEVEL, MIXTURE, RATES, RARE, WORDING)).encode()}
    )
    return tmp_path / "own"


def test_a_model_is_read_as_it_was_written(folder: Path) -> None:
    model = load_sites(folder)

    assert model.name == "own"
    written = settings_of("own", LEVEL, MIXTURE, RATES, RARE, WORDING)
    assert written == settings_of("own", model.level, model.mixture, model.rates, model.rare, model.phrases)
    assert model.signature.startswith("sites:own@")


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        ("level", "spreads", [[0, 1, 1], [1, 1, 1]]),
        ("level", "centres", [[0, 1]]),
        ("mixture", "shares", [0.5, 1.5]),
        ("mixture", "levels", []),
        ("mixture", "trust", float("nan")),
        ("mixture", "level_prior", [1.0]),
        ("rates", "rules", {"MT401": [0, 1]}),
        ("rates", "rules", {"MT401": [1]}),
        ("level", "calibration", None),
        ("rare", "rate", [0, 1]),
        ("rare", "rate", [1]),
        ("phrases", "counts", [[3, 4]]),
        ("phrases", "counts", [[3, 4], [0, 8]]),
        ("phrases", "shares", [0.01, 0.1]),
        ("phrases", "articles", [20, 5]),
    ],
)
def test_what_is_no_model_is_refused(folder: Path, part: str, name: str, value: object) -> None:
    settings = settings_of("own", LEVEL, MIXTURE, RATES, RARE, WORDING)
    settings[part][name] = value
    write_checked(folder, {SETTINGS: json.dumps(settings).encode()})

    with pytest.raises(ModelError, match="no site model of mtdetect"):
        load_sites(folder)


def test_a_model_without_rates_of_wording_tells_of_rules_alone(folder: Path) -> None:
    write_checked(folder, {SETTINGS: json.dumps(settings_of("own", LEVEL, MIXTURE, RATES, RARE)).encode()})

    assert load_sites(folder).phrases is None


def test_an_altered_model_is_refused(folder: Path) -> None:
    (folder / SETTINGS).write_text("{}")

    with pytest.raises(ModelError, match="not the file that SHA256SUMS lists"):
        load_sites(folder)


def test_the_shipped_model_loads() -> None:
    shipped = load_sites()

    assert shipped.phrases is not None
    assert min(shipped.rates.sites, shipped.phrases.sites) >= 30
    assert shipped.rare.codes
