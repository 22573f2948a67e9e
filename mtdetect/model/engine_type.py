"""A guess at the kind of engine behind a text: translating by rules, or by statistics and neural networks.

Engines that translate by rules leave other tells than those that learn. Which language a text went through is not
guessed: between sets it was told no better than by chance (docs/experiments.md).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Engine = Literal["rule_based", "learnt"]

ENGINES: tuple[Engine, ...] = get_args(Engine)
SURE = 0.9  # from here on a guess is made


@dataclass(frozen=True, slots=True)
class Guess:
    """The kind of engine, and how likely it is that one (0.9-1), supposing that the text is a machine's."""

    engine: Engine
    likelihood: float


@dataclass(frozen=True, slots=True)
class EngineModel:
    """Log-odds of an engine that translates by rules: `base`, and a weight for the density of each rule's tells."""

    base: float
    tells: Mapping[str, float]

    def guess(self, densities: Mapping[str, float]) -> Guess | None:
        """The likelier kind by the density of each rule's tells (`Features.tells`), or None where neither is sure."""
        odds = self.base + sum(self.tells.get(code, 0.0) * density for code, density in densities.items())
        by_rules = 1 / (1 + math.exp(-odds))
        likelihood = max(by_rules, 1 - by_rules)
        return Guess("rule_based" if by_rules > 0.5 else "learnt", likelihood) if likelihood >= SURE else None
