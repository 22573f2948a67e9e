"""Densities of scores, and those of a source of which human texts are known."""

from dataclasses import replace

import numpy as np
import pytest

from mtdetect.quantify.densities import Faults
from mtdetect.quantify.histogram import LOG_LENGTHS, SCORES, SHAPE, empty, histogram
from mtdetect.quantify.human import adapt
from tests.quantify_models import make_scenarios


def means(bins: np.ndarray, length: int) -> np.ndarray:
    """The mean score of each scenario in a length bin."""
    return np.asarray(bins.reshape(len(bins), *SHAPE)[:, length] @ SCORES)


def test_each_length_bin_has_a_distribution() -> None:
    for bins in make_scenarios().densities():
        sums = bins.reshape(len(bins), *SHAPE).sum(axis=2)

        assert np.allclose(1, sums, atol=1e-4)


def test_human_texts_have_their_level_and_machine_texts_lie_above() -> None:
    scenarios = make_scenarios(level=-2, lift=2.5)

    human, machine = scenarios.densities()

    at = int(np.argmin(np.abs(LOG_LENGTHS)))
    assert np.allclose(scenarios.human.level - 0.7 * LOG_LENGTHS[at], means(human, at), atol=0.05)
    assert np.allclose(scenarios.human.level + scenarios.machine.level, means(machine, at), atol=0.05)


def test_faults_put_their_share_of_machine_texts_above_the_least_score() -> None:
    scenarios = make_scenarios(level=-4, lift=1)
    size = len(scenarios.tilt)

    faulty = replace(scenarios, faults=Faults(np.full(size, 2.0), np.full(size, 0.4), np.ones(size)))

    (human, _), (same, machine) = scenarios.densities(), faulty.densities()
    above = machine.reshape(size, *SHAPE)[:, :, SCORES > 2].sum(axis=2)
    assert np.array_equal(human, same)
    assert np.allclose(0.4, above, atol=0.01)
    assert np.allclose(1, machine.reshape(size, *SHAPE).sum(axis=2), atol=1e-4)


@pytest.mark.parametrize("level", [-3.0, -1.0, 0.5])
def test_known_human_texts_set_the_level_of_both_densities(level: float) -> None:
    random = np.random.default_rng(0)
    known = histogram(random.normal(level, 0.8, 2000), np.full(2000, 245.0))

    human, machine = adapt(make_scenarios(level=-2, lift=2), known)

    at = 3
    assert (level, level + 2) == pytest.approx((means(human, at).mean(), means(machine, at).mean()), abs=0.25)


def test_known_texts_of_one_length_and_score_give_densities_too() -> None:
    known = empty()
    known[2, 10] = 50

    human, machine = adapt(make_scenarios(), known)

    assert np.isfinite(np.log(human)).all()
    assert np.isfinite(np.log(machine)).all()
