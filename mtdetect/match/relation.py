"""How two texts relate: printed again, a round trip, told anew, of one event, or unrelated."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from mtdetect.match.pair import Alignment, Relation, RelationName
from mtdetect.match.traits import show_best

NAMES: tuple[RelationName, ...] = get_args(RelationName)
CLIP = 4.0  # scales that a trait counts at most
_BEST = 5


@dataclass(frozen=True, slots=True)
class Relations:
    """Multinomial logistic regression on traits, each with its square: `weights` has shape (relations, terms).

    A term stands `scale` away from `mean`; after the traits of `names` come their squares, then 1.
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
    """The terms of traits, in the last axis."""
    away = np.clip((values - mean) / scale, -CLIP, CLIP)
    made: NDArray[np.float64] = np.concatenate([away, away**2, np.ones((*away.shape[:-1], 1))], axis=-1)
    return made


def relation(model: Relations, found: Mapping[str, float], alignment: Alignment) -> Relation:
    """The likeliest relation, with the pairs that show it."""
    likelihoods = model.likelihoods(found)
    best = tuple(show_best(alignment, _BEST))
    if not best:  # nothing to weigh: no sentence belongs to any other
        likelihoods = {name: float(name == "unrelated") for name in NAMES}
    return Relation(max(NAMES, key=lambda name: likelihoods[name]), likelihoods, best)
