"""Fits the level of human sites and the mixture on sites drawn from outlets and pipelines."""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from mtdetect.model.calibration import Calibration
from mtdetect.sites.histogram import MIDDLES, Floats, histogram, upper_means
from mtdetect.sites.level import Level
from mtdetect.sites.mixture import Mixture, bin_chances, share_of
from training.corpora import Row
from training.sites.draws import Places, Pools, draw, draw_mixed, histograms, weights_of

SIZES = (3, 5, 8, 12, 20, 30, 50, 100)  # articles
_SHARES = (1.0, 0.7, 0.5, 0.3, 0.2, 0.1, 0.07, 0.05, 0.03, 0.02, 0.015, 0.01, 0.007, 0.005)
_LIMIT = 5.0  # a threshold for a share may be reached by at most so many times that share of each outlet's sites
# Of many articles nothing is left to chance but the outlet's own level, of which a hundred outlets show little: outlets
# left out were called twice as often as others.
_MANY, _GUARD = 50, 0.5
_DRAWS = 200  # sites of a size of each outlet
_MIXED_SHARES = (0.3, 0.5, 1.0)  # of articles by a machine, at the sites that the likelihood is learnt from
_PIPELINES = 60  # drawn at most, evenly over sets: more of one set teach little

_LEVELS = np.round(np.arange(-1.2, 1.81, 0.15), 2)
_SHIFTS = np.array([0.6, 1.0, 1.4, 1.9, 2.4])
_MIXTURE_SHARES = np.array([0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0])
_SMOOTH = 0.15  # standard deviation over levels, in normal scores
_ANYTHING = 0.03  # of sites and machines that are like none seen
_ROUNDS = 50
_WORTH = 30.0  # articles that an outlet counts as at most
_TRUST = (1.0, 0.7, 0.5, 0.35, 0.25, 0.15, 0.1)
_HELD = 0.9  # the share of intervals that must hold the truth
_CHECKED = (10, 40)  # articles of the sites on which that is checked
_CHECKED_SHARES = (0.0, 0.1, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class SitePools:
    """The texts of human outlets, pipelines and houses of translators, by name; `bins` has the bin of each text."""

    rows: list[Row]
    bins: Places
    outlets: Pools
    pipelines: Pools
    translators: Pools = field(default_factory=dict)

    def histograms(self, drawn: Places) -> Floats:
        """The histograms of sites of such texts, shape (sites, bins), drawn in the shape (sites, articles)."""
        return histograms(self.bins[drawn])

    def weights(self) -> Floats:
        """The weight of each outlet."""
        return weights_of(self.rows[places[0]].set for places in self.outlets.values())

    def home(self, pipeline: str) -> str | None:
        """The outlet that most of a pipeline's originals are of, else the largest of its block, or None."""
        groups = {self.rows[at].group for at in self.pipelines[pipeline]}
        block = self.rows[self.pipelines[pipeline][0]].block
        counts = {
            name: (sum(self.rows[at].group in groups for at in places), len(places))
            for name, places in self.outlets.items()
            if self.rows[places[0]].block == block or self.rows[places[0]].group in groups
        }
        return max(counts, key=lambda name: counts[name], default=None)


def fit_level(texts: SitePools) -> Level:
    """The level of human sites, and the likelihood of sites of which a machine has a part."""
    chance = np.random.default_rng(0)
    weights = texts.weights()
    drawn = {
        size: np.stack([texts.histograms(draw(places, size, _DRAWS, chance)) for places in texts.outlets.values()])
        for size in SIZES
    }
    means = np.stack([upper_means(drawn[size].reshape(-1, drawn[size].shape[2])) for size in SIZES])
    means = means.reshape(len(SIZES), len(weights), _DRAWS, -1)
    centres = np.einsum("o,sodp->sp", weights, means) / _DRAWS
    spreads = np.sqrt(np.einsum("o,sodp->sp", weights, (means - centres[:, None, None]) ** 2) / _DRAWS)
    scores = ((means - centres[:, None, None]) / spreads[:, None, None]).max(axis=3)
    guards = [_GUARD if size >= _MANY else 1.0 for size in SIZES]
    found = [_thresholds(of_size, weights, guard) for of_size, guard in zip(scores, guards, strict=True)]
    thresholds = np.maximum.accumulate(found, axis=1)
    knots = np.array(SIZES, np.float64)
    level = Level(centres, spreads, Calibration((0.0, 1.0, 0.0, 0.0), knots, np.array(_SHARES), thresholds))
    intercept, slope = _curve(texts, level, drawn, weights, chance)
    return replace(level, calibration=replace(level.calibration, curve=(intercept, slope, 0.0, 0.0)))


def _thresholds(scores: Floats, weights: Floats, guard: float) -> Floats:
    """The score that each of `_SHARES` of human sites reaches, and no outlet's sites much more often.

    `scores` has shape (outlets, draws). With a `guard` (0-1) each threshold is that of so much less of its share.
    """
    ordered = np.sort(scores, axis=1)
    order = np.argsort(-scores.ravel())
    reached = np.cumsum(np.repeat(weights / scores.shape[1], scores.shape[1])[order])
    highest_first = scores.ravel()[order]
    found = []
    for share in (guard * share if share < 1 else share for share in _SHARES):
        threshold = highest_first[min(int(np.searchsorted(reached, share, "right")), len(order) - 1)]
        if _LIMIT * share < 1:
            threshold = max(threshold, ordered[:, int((1 - _LIMIT * share) * scores.shape[1])].max())
        found.append(float(threshold))
    return np.array(found)


def _curve(
    texts: SitePools, level: Level, drawn: dict[int, Floats], weights: Floats, chance: np.random.Generator
) -> tuple[float, float]:
    """Platt scaling of the score, over sites of all sizes; human and other sites weigh the same."""
    chosen = choose(texts)
    machine_weights = weights_of(texts.rows[texts.pipelines[name][0]].set for name in chosen)
    homes = {name: texts.home(name) for name in chosen}
    columns, labels, sample = [], [], []
    for size, human in drawn.items():
        scores = level.scores(human.reshape(-1, human.shape[2]))
        columns.append(scores)
        labels.append(np.zeros(len(scores)))
        sample.append(np.repeat(weights / _DRAWS, _DRAWS))
        for name, weight in zip(chosen, machine_weights, strict=True):
            machine, home = texts.pipelines[name], homes[name]
            own = texts.outlets[home] if home else machine
            sites = [draw_mixed(own, machine, share, size, 10, chance) for share in _MIXED_SHARES]
            scores = level.scores(texts.histograms(np.concatenate(sites)))
            columns.append(scores)
            labels.append(np.ones(len(scores)))
            sample.append(np.full(len(scores), weight / len(scores)))
    fitted = LogisticRegression(C=1e4, max_iter=1000)
    fitted.fit(np.concatenate(columns)[:, None], np.concatenate(labels), sample_weight=1e3 * np.concatenate(sample))
    return float(fitted.intercept_[0]), float(fitted.coef_[0][0])


def choose(texts: SitePools) -> list[str]:
    """Some pipelines, as evenly over their sets as can be."""
    by_set: dict[str, list[str]] = {}
    for name, places in texts.pipelines.items():
        by_set.setdefault(texts.rows[places[0]].set, []).append(name)
    turns = [
        name for turn in range(max(map(len, by_set.values()))) for of in by_set.values() for name in of[turn : turn + 1]
    ]
    return turns[:_PIPELINES]


def fit_mixture(texts: SitePools, level: Level) -> Mixture:
    """The mixture, with as much trust in its likelihood as lets nine in ten intervals hold the truth."""
    weights = texts.weights()
    human = _worth(texts, texts.outlets)
    spread = _spread(texts, texts.outlets, weights)
    level_prior = _prior(human @ np.log(bin_chances(_LEVELS, spread)), weights, _LEVELS)
    chosen = choose(texts)
    machine_weights = weights_of(texts.rows[texts.pipelines[name][0]].set for name in chosen)
    of_machines = {name: texts.pipelines[name] for name in chosen}
    spread_machine = _spread(texts, of_machines, machine_weights)
    logs = _worth(texts, of_machines) @ np.log(
        bin_chances((_LEVELS[:, None] + _SHIFTS[None, :]).ravel(), spread_machine)
    )
    by_shift = np.logaddexp.reduce(
        logs.reshape(len(chosen), len(_LEVELS), len(_SHIFTS)) + np.log(level_prior)[None, :, None], axis=1
    )
    shift_prior = _prior(by_shift, machine_weights, _SHIFTS)
    mixture = Mixture(
        _LEVELS, level_prior, _SHIFTS, shift_prior, _MIXTURE_SHARES, float(spread), float(spread_machine), 1.0
    )
    return replace(mixture, trust=_trust(texts, level, mixture))


def _worth(texts: SitePools, of: Pools) -> Floats:
    """The histogram of each pool, of at most so many articles."""
    found = np.stack([histogram(texts.bins[places]) for places in of.values()])
    return np.asarray(found * np.minimum(1, _WORTH / found.sum(axis=1, keepdims=True)))


def _spread(texts: SitePools, of: Pools, weights: Floats) -> float:
    """The standard deviation of articles about the mean of their pool."""
    variances = [np.var(MIDDLES[texts.bins[places]], ddof=1) for places in of.values()]
    return float(np.sqrt(np.dot(weights, variances)))


def _prior(logs: Floats, weights: Floats, grid: NDArray[np.float64]) -> Floats:
    """The distribution over a grid from which sites are drawn, of the likelihood of each; by EM, then smoothed."""
    prior = np.full(len(grid), 1 / len(grid))
    chances = np.exp(logs - logs.max(axis=1, keepdims=True))
    for _ in range(_ROUNDS):
        of_sites = chances * prior
        prior = weights @ (of_sites / of_sites.sum(axis=1, keepdims=True))
    kernel = np.exp(-0.5 * ((grid[:, None] - grid[None, :]) / _SMOOTH) ** 2)
    prior = prior @ (kernel / kernel.sum(axis=1, keepdims=True))
    return np.asarray((1 - _ANYTHING) * prior / prior.sum() + _ANYTHING / len(grid))


def _trust(texts: SitePools, level: Level, mixture: Mixture) -> float:
    """The highest of `_TRUST` with which `_HELD` of the intervals hold the share of mixed sites that were drawn."""
    chance = np.random.default_rng(1)
    sites, truths = [], []
    for name in choose(texts):
        if (home := texts.home(name)) is None:
            continue
        for articles in _CHECKED:
            for share in _CHECKED_SHARES:
                own, machine = texts.outlets[home], texts.pipelines[name]
                sites.append(texts.histograms(draw_mixed(own, machine, share, articles, 3, chance)))
                truths += [share] * 3
    drawn = np.concatenate(sites)
    some = level.likelihoods(drawn)
    for trust in _TRUST:
        posteriors = replace(mixture, trust=trust).posterior(drawn, some)
        found = [share_of(posterior, mixture.shares) for posterior in posteriors]
        if np.mean([one.low <= truth <= one.high for one, truth in zip(found, truths, strict=True)]) >= _HELD:
            return trust
    return _TRUST[-1]
