"""Weights that may not tell outlets apart."""

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from training.corpora import Row
from training.fit.invariant import Strengths, fit_invariant, nuisance_directions

_TEXTS = 200


def sample() -> tuple[csr_matrix, list[Row]]:
    """Three columns: what the machine changes, what only outlet `b` has, which has no machine texts, and noise."""
    chance = np.random.default_rng(7)
    kinds = [("a", 0), ("b", 0), ("a", 1)]
    rows = [
        Row(f"{of}{label}{at}", "", label, "", "", "", "", "news", of) for of, label in kinds for at in range(_TEXTS)
    ]
    labels = np.array([row.label for row in rows])
    outlet = np.array([row.set == "b" for row in rows])
    columns = np.stack([labels * 0.5, outlet * 1.0, np.zeros(len(rows))], axis=1) + chance.normal(
        0, 0.5, (len(rows), 3)
    )
    return csr_matrix(columns), rows


def fitted(between: float, within: float = 0.0) -> np.ndarray:
    matrix, rows = sample()
    strengths = Strengths(inverse=10.0, between=between, within=within)
    return fit_invariant(matrix, [row.label for row in rows], np.ones(len(rows)), rows, strengths)[0]


def test_without_penalties_it_is_logistic_regression() -> None:
    matrix, rows = sample()
    expected = LogisticRegression(C=10.0, tol=1e-8).fit(matrix, [row.label for row in rows]).coef_[0]

    assert np.allclose(expected, fitted(between=0.0), atol=1e-3)


def test_outlets_get_the_same_mean_and_what_the_machine_changes_keeps_its_weight() -> None:
    matrix, _ = sample()
    plain, held = fitted(between=0.0), fitted(between=10.0)

    def apart(weights: np.ndarray) -> float:
        scores = matrix @ weights
        return abs(float(scores[:_TEXTS].mean() - scores[_TEXTS : 2 * _TEXTS].mean()))

    assert apart(plain) > 0.9
    assert apart(held) < 0.02
    assert held[0] > plain[0] / 2


def test_human_texts_are_held_together() -> None:
    matrix, rows = sample()
    human = np.array([row.label == 0 for row in rows])

    def spread(weights: np.ndarray) -> float:
        scores = matrix @ weights
        return float(scores[human].std() / (scores[~human].mean() - scores[human].mean()))

    assert spread(fitted(0.0, within=1.0)) < spread(fitted(0.0))


def test_kinds_of_few_texts_have_no_mean() -> None:
    matrix, rows = sample()

    assert nuisance_directions(matrix[: _TEXTS + 10], rows[: _TEXTS + 10]).shape == (1, 3)
    assert nuisance_directions(matrix[:10], rows[:10]).shape == (0, 3)
