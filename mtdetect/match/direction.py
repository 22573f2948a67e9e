"""Which of two texts that say the same is the machine's.

A linear model of what the two differ in (`mtdetect.match.differences`), without intercept: with the texts in the other
order the likelihood is one minus this.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtdetect.match.differences import Signs
from mtdetect.match.pair import Clue, Direction
from mtdetect.text.hashing import Keys, find_sorted

CLIP = 4.0  # scales that a named number counts at most
_CLUES = 8
_LARGEST = 30.0  # log-odds


@dataclass(frozen=True, slots=True)
class Directions:
    """The model: `known` phrases, sorted, with `rarity` and `weights`; `named` numbers as (scale, weight).

    `sharpness` turns the sum into log-odds.
    """

    known: Keys
    rarity: NDArray[np.float32]
    weights: NDArray[np.float32]
    named: Mapping[str, tuple[float, float]]
    sharpness: float

    def clues(self, found: Signs) -> list[Clue]:
        """All parts of the score, the heaviest first; they add up to the log-odds that the suspect is the machine's."""
        return sorted(self._parts(found), key=lambda clue: (-abs(clue.log_odds), clue.name))

    def score(self, found: Signs) -> float:
        """The log-odds that the suspect is the machine's."""
        return sum(part.log_odds for part in self._parts(found))

    def _parts(self, found: Signs) -> Iterator[Clue]:
        at, there = find_sorted(self.known, found.keys)
        values = scaled(found.values[there], self.rarity[at[there]])
        shares = self.sharpness * values * self.weights[at[there]]
        others = 0.0
        for key, share in zip(found.keys[there].tolist(), shares.tolist(), strict=True):
            if key in found.swaps:
                yield Clue(f"swap:{found.swaps[key]}", share)
            else:
                others += share
        yield Clue("phrases", others)
        for name, (scale, weight) in self.named.items():
            if value := found.named.get(name, 0.0):
                yield Clue(name, self.sharpness * weight * max(-CLIP, min(CLIP, value / scale)))


def scaled(values: NDArray[np.float64], rarity: NDArray[np.float32]) -> NDArray[np.float64]:
    """Values of phrases times their rarity, at unit length: long pairs and short ones become comparable."""
    weighed = values * rarity
    norm = float(np.sqrt(np.sum(weighed * weighed)))
    return weighed / norm if norm else weighed


def direction(model: Directions, found: Signs) -> tuple[Direction, float]:
    """Which side is the machine's, and the score in log-odds."""
    clues = model.clues(found)
    score = sum(clue.log_odds for clue in clues)
    likelihood = 1 / (1 + math.exp(-max(-_LARGEST, min(_LARGEST, score))))
    return Direction("suspect" if score > 0 else "origin", likelihood, tuple(clues[:_CLUES])), score
