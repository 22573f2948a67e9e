"""Logistic regression whose weights may not tell outlets apart.

Outlets, genres and source languages differ in wording for reasons that have nothing to do with translation, and by more
than what a machine changes. A model that learns these differences needs higher thresholds for outlets never seen. So
the weights fit the labels, and two penalties hold them back. One asks that human texts of all kinds have the same mean
score (nuisance attribute projection: Solomonoff, Quillen and Campbell 2004, "Channel compensation for SVM speaker
recognition", here as a penalty). The other asks that all human texts have about the same score (as in Fisher's
discriminant), since a verdict depends on the few that score highest.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from training.corpora import Row

Matrix = NDArray[np.float64]

_FEWEST = 30  # texts of a kind; the mean of fewer is not reliable
_ROUNDS = 200  # of L-BFGS; more gained nothing on unseen sets


@dataclass(frozen=True, slots=True)
class Strengths:
    """The strengths of the three penalties.

    `inverse` is the inverse strength of the penalty on squared weights, as C in scikit-learn. `between` is the strength
    of that on the variance of mean scores between kinds of human text, and `within` of that on the variance of the
    scores of all human texts, both in units of the mean loss of a text.
    """

    inverse: float
    between: float
    within: float


def fit_invariant(
    matrix: csr_matrix, labels: Sequence[int], sample: Matrix, rows: Sequence[Row], strengths: Strengths
) -> tuple[Matrix, float]:
    """The weights of the columns, shape (columns,), and the intercept.

    `matrix` has the shape (texts, columns); `labels` (0 or 1), `sample` (how much each text weighs) and `rows` (where
    it comes from) have one item a text.
    """
    signs = 2.0 * np.asarray(labels) - 1
    directions = nuisance_directions(matrix, rows) * np.sqrt(strengths.between * len(rows))
    human = np.where(signs < 0, sample, 0.0)
    columns, turned = matrix.shape[1], matrix.T.tocsr()

    def loss(fitted: Matrix) -> tuple[float, Matrix]:
        weights, scores = fitted[:-1], matrix @ fitted[:-1] + fitted[-1]
        margins, apart = signs * scores, directions @ weights
        off = scores - human @ scores / human.sum()
        pull = -signs * sample * np.exp(-np.logaddexp(0, margins)) + 2 * strengths.within * human * off
        value = sample @ np.logaddexp(0, -margins) + weights @ weights / (2 * strengths.inverse)
        value += apart @ apart + strengths.within * (human @ off**2)
        slope = turned @ pull + weights / strengths.inverse + 2 * (directions.T @ apart)
        return float(value), np.append(slope, pull.sum())

    found = minimize(loss, np.zeros(columns + 1), jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
    return np.asarray(found.x[:-1]), float(found.x[-1])


def nuisance_directions(matrix: csr_matrix, rows: Sequence[Row]) -> Matrix:
    """The mean human text of each kind less the mean of all kinds, shape (kinds, columns).

    A kind is a set's texts of one outlet, domain and language; those of fewer than 30 texts are left out. Each is
    multiplied by the square root of its weight; weights go with the square root of a kind's size and sum to 1.
    """
    kinds: dict[tuple[str, ...], list[int]] = {}
    for at, row in enumerate(rows):
        if row.label == 0:
            kinds.setdefault((row.set, row.kind, row.domain, row.lang, row.source), []).append(at)
    enough = [of for _, of in sorted(kinds.items()) if len(of) >= _FEWEST]
    if not enough:
        return np.zeros((0, matrix.shape[1]))
    shares = np.sqrt([len(of) for of in enough])
    shares /= shares.sum()
    means = np.stack([np.asarray(matrix[of].mean(0)).ravel() for of in enough])
    return np.asarray((means - shares @ means) * np.sqrt(shares)[:, None])
