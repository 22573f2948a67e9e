"""Shares with their intervals, of corpora whose share is known."""

import numpy as np
import pytest

from mtdetect.quantify.histogram import empty, histogram
from mtdetect.quantify.posterior import SHARES, Mixtures, mixtures
from tests.quantify_models import corpus, make_scenarios


@pytest.fixture(scope="module")
def general() -> Mixtures:
    """Mixtures of sources much like those of the corpora of these tests."""
    scenarios = make_scenarios()
    return mixtures(*scenarios.densities(), scenarios.tilt, 300.0)


@pytest.mark.parametrize("share", [0.0, 0.05, 0.3, 0.7, 1.0])
def test_the_interval_holds_the_share(general: Mixtures, share: float) -> None:
    [found] = general.estimate([corpus(share)])

    assert found.low <= share <= found.high
    assert found.low <= found.estimate <= found.high
    assert found.estimate == pytest.approx(share, abs=0.06)


def test_fewer_documents_say_less(general: Mixtures) -> None:
    few, many = general.estimate([corpus(0.3, 50), corpus(0.3, 2000)])

    assert few.high - few.low > many.high - many.low


def test_documents_beyond_what_a_corpus_is_worth_say_no_more(general: Mixtures) -> None:
    many, more = general.plausible([corpus(0.3, 100_000), 1000 * corpus(0.3, 100_000)])

    assert np.allclose(many, more, atol=0.01)


def test_one_document_leaves_all_open(general: Mixtures) -> None:
    one = empty()
    one[3, 12] = 1

    [found] = general.estimate([one])

    assert found.high - found.low > 0.8


def test_corpora_are_estimated_alike_alone_and_together(general: Mixtures) -> None:
    corpora = [corpus(share, 200) for share in np.linspace(0, 1, 40)]

    together = general.estimate(corpora)

    assert [general.estimate([one])[0].low for one in corpora] == pytest.approx([one.low for one in together])


def test_what_is_plausible_is_a_distribution(general: Mixtures) -> None:
    plausible = general.plausible([corpus(0.5), corpus(0.0, 3)])

    assert plausible.shape == (2, len(SHARES))
    assert np.allclose(1, plausible.sum(axis=1))
    assert (plausible >= 0).all()


def test_a_share_that_depends_on_the_length_is_that_of_all_documents() -> None:
    scenarios = make_scenarios()
    random = np.random.default_rng(2)
    short, long = (
        histogram(random.normal(0, 1, 300), np.full(300, 160.0)),
        histogram(random.normal(-2.5, 1, 700), np.full(700, 600.0)),
    )
    tilted = mixtures(*scenarios.densities(), np.full(len(scenarios.tilt), -6.0), 300.0)

    [found] = tilted.estimate([short + long])

    assert found.estimate == pytest.approx(0.3, abs=0.06)
