"""Calibration: likelihoods and the raw scores that have them."""

import math

import pytest

from mtdetect.model.additive import load_model


@pytest.mark.parametrize("raw", [-6.0, -0.3, 0.0, 2.5, 6.0])
@pytest.mark.parametrize("words", [50, 300, 5000])
@pytest.mark.parametrize("prior", [0.5, 0.01])
def test_the_raw_score_of_a_likelihood_is_the_one_that_has_it(raw: float, words: int, prior: float) -> None:
    calibration = load_model().calibration

    assert raw == pytest.approx(calibration.raw(calibration.likelihood(raw, words, prior), words, prior))


@pytest.mark.parametrize(("likelihood", "expected"), [(0.0, -math.inf), (1.0, math.inf)])
def test_a_likelihood_at_an_end_has_an_infinite_raw_score(likelihood: float, expected: float) -> None:
    assert expected == load_model().calibration.raw(likelihood, 300, 0.5)
