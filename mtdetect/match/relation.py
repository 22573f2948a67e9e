"""Relation: whether two texts are the same, a round trip, a rewrite, reports of one event, or unrelated."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from mtdetect.match.pair import Alignment, Relation, RelationName
from mtdetect.match.pair_features import best_pairs

NAMES: tuple[RelationName, ...] = get_args(RelationName)
CLIP = 4.0  # limit of a feature, in units of its scale
_BEST = 5  # pairs at most


@dataclass(frozen=True, slots=True)
class RelationModel:
    """Multinomial logistic regression on the features of a pair of texts (`pair_features`) and their squares.

    `names`, `mean` and `scale` are those of the n features. `weights` has shape (relations, 2 n + 1): of the scaled
    features, of their squares, and of the constant 1.
    """

    names: tuple[str, ...]
    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]

    def likelihoods(self, found: Mapping[str, float]) -> dict[RelationName, float]:
        """The likelihood (0-1) of each relation."""
        scores = self.weights @ terms(np.array([found[name] for name in self.names]), self.mean, self.scale)
        odds = np.exp(scores - scores.max())
        return dict(zip(NAMES, (odds / odds.sum()).tolist(), strict=True))


def terms(values: NDArray[np.float64], mean: NDArray[np.float64], scale: NDArray[np.float64]) -> NDArray[np.float64]:
    """The scaled features, their squares and 1, from features in the last axis: shape (..., n) to (..., 2 n + 1)."""
    away = np.clip((values - mean) / scale, -CLIP, CLIP)
    made: NDArray[np.float64] = np.concatenate([away, away**2, np.ones((*away.shape[:-1], 1))], axis=-1)
    return made


def predict_relation(model: RelationModel, found: Mapping[str, float], alignment: Alignment) -> Relation:
    """The likeliest relation, with the pairs that show it best; `found` are the features by name."""
    likelihoods = model.likelihoods(found)
    best = tuple(best_pairs(alignment, _BEST))
    if not best:  # no sentence is paired, so that all features are 0
        likelihoods = {name: float(name == "unrelated") for name in NAMES}
    return Relation(max(NAMES, key=lambda name: likelihoods[name]), likelihoods, best)
