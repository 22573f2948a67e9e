"""Scenarios: what unseen sources may be like, drawn from the sources of the corpora by a smoothed bootstrap."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtdetect.quantify.densities import Family, Faults, Scenarios
from training.quantify.sources import HUMAN_SLOPE, MACHINE_SLOPE, MachineSource, Source

Floats = NDArray[np.float64]

SCENARIOS = 1_000
FAULTS_FROM = 2.0  # log-odds
_LEAST_LIFT = 0.6  # log-odds: machine texts of an unseen engine are taken to lie no nearer to the human ones
_FEW = 60  # texts at which a source's slope counts as much as that of its kind
_FEW_FOR_SHAPE = 150  # the same for its shape


@dataclass(frozen=True, slots=True)
class Jitter:
    """How far sources may differ from those of the corpora: standard deviations in log-odds, of scales in logs."""

    level: float = 0.35
    lift: float = 0.35
    slope: float = 0.2
    scale: float = 0.08


# Translations by people look partly like a machine's, and pupils' and learners' texts are no articles: they take a
# small part, so that a corpus of them is not beyond what any scenario explains.
_TRANSLATIONS, _OTHERS = 0.05, 0.2
# By how much the log-odds of the share of machine texts change with the log of the length: mostly a little, sometimes
# much, as where a pipeline cuts articles.
_TILTS, _TILTED = (0.3, 3.0), (0.7, 0.3)


# Careless pipelines leave faults that decide whatever the wording (`tells:several`). Of engines and pipelines that were
# never seen nobody knows how many: none in half of the scenarios, any share in the others.
_FAULTLESS, _MOST_FAULTS = 0.5, 0.9
# A pipeline leaves its own faults, which have their own weight: their scores begin up to so many log-odds above the
# least that several tells give, and on average lie so many above that.
_ABOVE, _EXCESS = (0.0, 4.0), (0.3, 3.0)


def draw_scenarios(
    human: Sequence[Source],
    machine: Sequence[MachineSource],
    seed: int,
    size: int = SCENARIOS,
    faults_from: float = FAULTS_FROM,
    jitter: Jitter = Jitter(),  # frozen
) -> Scenarios:
    """Draw blocks, then sets, then sources of each kind, and shift them a little; the same seed gives the same.

    `faults_from` is the least raw score of texts with several tells (`mtdetect.model.additive.SeveralTells.level`).
    """
    random = np.random.default_rng(seed)
    people = random.choice(len(human), size, p=_weights(human))
    engines = random.choice(len(machine), size, p=_weights(machine))

    def noise(deviation: float) -> Floats:
        return random.normal(0, deviation, size)

    def column(of: Sequence[Source], name: str) -> Floats:
        return np.array([getattr(one.scores, name) for one in of], float)

    lift = np.array([one.lift for one in machine])
    families = [
        Family(
            column(human, "level")[people] + noise(jitter.level),
            _slopes(human, HUMAN_SLOPE)[people] + noise(jitter.slope),
            column(human, "scale")[people] * np.exp(noise(jitter.scale)),
            people,
        ),
        Family(
            np.maximum(lift[engines] + noise(jitter.lift), _LEAST_LIFT),
            _slopes(machine, MACHINE_SLOPE)[engines] + noise(jitter.slope),
            column(machine, "scale")[engines] * np.exp(noise(jitter.scale)),
            engines + len(human),
        ),
    ]
    shapes = np.concatenate([_shapes(human), _shapes(machine)])
    tilt = noise(1.0) * random.choice(_TILTS, size, p=_TILTED)
    known = random.normal(0, 1, (size, 3))
    faults = random.uniform(0, _MOST_FAULTS, size) * (random.random(size) >= _FAULTLESS)
    excess = np.exp(random.uniform(math.log(_EXCESS[0]), math.log(_EXCESS[1]), size))
    least = faults_from + random.uniform(*_ABOVE, size)
    return Scenarios(families[0], families[1], shapes, known, tilt, Faults(least, faults, excess))


def _weights(sources: Sequence[Source]) -> Floats:
    """Each block weighs by the root of its number of sets; its sets weigh the same, and the sources of a set."""
    sizes = Counter((one.fold, one.set) for one in sources)
    sets = Counter(fold for fold, _ in sizes)
    weights = np.array([_worth(one) / sizes[one.fold, one.set] / np.sqrt(sets[one.fold]) for one in sources], float)
    return np.asarray(weights / weights.sum())


def _worth(source: Source) -> float:
    if source.kind == "human_translation":
        return _TRANSLATIONS
    return _OTHERS if source.domain in ("essay", "learner") and source.kind == "native" else 1.0


def _slopes(sources: Sequence[Source], general: float) -> Floats:
    """The slopes, those of small sources nearer to that of all."""
    share = np.array([len(one.scores.raw) / (len(one.scores.raw) + _FEW) for one in sources])
    slopes = np.array([one.scores.slope for one in sources])
    return np.asarray(share * slopes + (1 - share) * general)


def _shapes(sources: Sequence[Source]) -> Floats:
    """The shapes, those of small sources nearer to the mean of all."""
    own = np.array([one.scores.shape for one in sources])
    mean = np.average(own, axis=0, weights=_weights(sources))
    share = np.array([len(one.scores.raw) / (len(one.scores.raw) + _FEW_FOR_SHAPE) for one in sources])[:, None]
    return np.asarray(share * own + (1 - share) * mean)
