"""Direction: which of two texts with the same content was written by the machine.

A linear model of the differences of the two texts (`mtdetect.match.differences`), without intercept: when the texts are
exchanged, the likelihood is one minus this.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtdetect.match.differences import Differences
from mtdetect.match.pair import Clue, Direction
from mtdetect.text.hashing import Keys, find_sorted

CLIP = 4.0  # limit of a named value, in units of its scale
_CLUES = 8  # given at most
_LARGEST = 30.0  # log-odds that are turned into a likelihood


@dataclass(frozen=True, slots=True)
class DirectionModel:
    """The model: keys of `known` phrases, sorted, with `rarity` and `weights`, all of one length.

    `named` has (scale, weight) of the named values; `sharpness` is the factor that turns the sum into log-odds.
    """

    known: Keys
    rarity: NDArray[np.float32]
    weights: NDArray[np.float32]
    named: Mapping[str, tuple[float, float]]
    sharpness: float

    def clues(self, found: Differences) -> list[Clue]:
        """All parts of the score, heaviest first; they add up to the score."""
        return sorted(self._parts(found), key=lambda clue: (-abs(clue.log_odds), clue.name))

    def score(self, found: Differences) -> float:
        """The log-odds that the suspect was written by the machine."""
        return sum(part.log_odds for part in self._parts(found))

    def _parts(self, found: Differences) -> Iterator[Clue]:
        at, there = find_sorted(self.known, found.keys)
        values = weigh(found.values[there], self.rarity[at[there]])
        shares = self.sharpness * values * self.weights[at[there]]
        others = 0.0
        for key, share in zip(found.keys[there].tolist(), shares.tolist(), strict=True):
            if key in found.substitutions:
                yield Clue(f"swap:{found.substitutions[key]}", share)
            else:
                others += share
        yield Clue("phrases", others)
        for name, (scale, weight) in self.named.items():
            if value := found.named.get(name, 0.0):
                yield Clue(name, self.sharpness * weight * max(-CLIP, min(CLIP, value / scale)))


def weigh(values: NDArray[np.float64], rarity: NDArray[np.float32]) -> NDArray[np.float64]:
    """Values of phrases times their rarity, as a vector of length 1, so that long and short texts are comparable."""
    product = values * rarity
    norm = float(np.sqrt(np.sum(product * product)))
    return product / norm if norm else product


def predict_direction(model: DirectionModel, found: Differences) -> tuple[Direction, float]:
    """The direction, and its score: the log-odds that the suspect was written by the machine."""
    clues = model.clues(found)
    score = sum(clue.log_odds for clue in clues)
    likelihood = 1 / (1 + math.exp(-max(-_LARGEST, min(_LARGEST, score))))
    return Direction("suspect" if score > 0 else "origin", likelihood, tuple(clues[:_CLUES])), score
