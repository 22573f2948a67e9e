"""Small models of estimates that tests make: two kinds of scenario, normal shapes."""

import numpy as np
from scipy.stats import norm

from mtdetect.quantify.densities import GRID, Family, Faults, Scenarios
from mtdetect.quantify.histogram import Counts, histogram
from mtdetect.quantify.model import QuantifyModel

SIZE = 60


def make_scenarios(level: float = -2.0, lift: float = 2.0, spread: float = 0.1) -> Scenarios:
    """Sources whose human texts score about `level` at 300 words, and machine texts `lift` more."""
    random = np.random.default_rng(0)
    shape = np.zeros(SIZE, np.intp)
    human = Family(level + random.normal(0, spread, SIZE), np.full(SIZE, -0.7), np.ones(SIZE), shape)
    machine = Family(lift + random.normal(0, spread, SIZE), np.zeros(SIZE), np.ones(SIZE), shape)
    shapes = norm.cdf(GRID)[None]
    noise, tilt = random.normal(0, 1, (SIZE, 3)), random.normal(0, 0.1, SIZE)
    return Scenarios(human, machine, shapes, noise, tilt, Faults(np.full(SIZE, 2.0), np.zeros(SIZE), np.ones(SIZE)))


def make_model(fitted_to: str = "", scenarios: Scenarios | None = None) -> QuantifyModel:
    """A model of such sources."""
    return QuantifyModel("estimate", "", fitted_to, scenarios or make_scenarios(), 300.0, 300.0)


def corpus(share: float, size: int = 1000, *, level: float = -2.0, lift: float = 2.0) -> Counts:
    """The histogram of a corpus of 300 words a document with this share of machine texts."""
    random = np.random.default_rng(1)
    machine = round(share * size)
    raw = np.concatenate([random.normal(level, 1, size - machine), random.normal(level + lift, 1, machine)])
    return histogram(raw, np.full(size, 300.0))
