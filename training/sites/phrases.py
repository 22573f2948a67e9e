"""How often the most frequent phrase recurs at human sites: phrases that lean to machine translation, as rows name.

It needs no scores of other models: the shipped model names the phrases.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

import mtdetect
from mtdetect.sites.histogram import Floats
from mtdetect.sites.phrases import PhraseRates, leaning_phrases
from training.corpora import Row
from training.sites.draws import Pools, weights_of

SIZES = (3, 5, 8, 12, 20, 30, 50, 100)  # articles
_SHARES = (0.5, 0.2, 0.1, 0.05, 0.03, 0.02, 0.01)
_MOST = 100  # articles of an outlet
_DRAWS = 100  # sites of a size of each outlet

Phrases = Sequence[frozenset[str]]  # of each article


def phrases_of(rows: Sequence[Row], pools: Pools) -> dict[str, Phrases]:
    """The phrases of the first so many articles of each pool that are judged."""
    detector = mtdetect.load(deep="never")
    found: dict[str, Phrases] = {}
    for name, places in pools.items():
        verdicts = detector.score_many(rows[at].text for at in places[:_MOST].tolist())
        found[name] = [
            leaning_phrases((reason.name, reason.log_odds) for reason in verdict.reasons)
            for verdict in verdicts
            if verdict.abstained is None
        ]
    return found


def fit_phrase_rates(outlets: Mapping[str, Phrases], sets: Mapping[str, str]) -> PhraseRates:
    """The rates over human outlets; `sets` has the set of each, and a set weighs by the root of its outlets."""
    chance = np.random.default_rng(3)
    least = 1 / (len(outlets) + 1)
    shares = [share for share in _SHARES if share > least] + [least]
    counts = []
    for size in SIZES:
        large = {name: found for name, found in outlets.items() if len(found) >= size}
        weights = weights_of(sets[name] for name in large)
        most = np.array([most_frequent(found, size, _DRAWS, chance) for found in large.values()])
        counts.append([_reached(most, weights, share) for share in shares])
    return PhraseRates(
        len(outlets), np.array(SIZES, np.float64), np.array(shares), np.maximum.accumulate(np.array(counts), axis=1)
    )


def most_frequent(articles: Phrases, size: int, sites: int, chance: np.random.Generator) -> list[int]:
    """In how many articles of each site drawn the most frequent phrase stands; a site is of so many of the articles."""
    found = []
    for _ in range(sites):
        chosen = chance.permutation(len(articles))[:size].tolist()
        counts = Counter(phrase for at in chosen for phrase in articles[at])
        found.append(max(counts.values(), default=0))
    return found


def _reached(most: "np.ndarray[tuple[int, int], np.dtype[np.intp]]", weights: Floats, share: float) -> float:
    """The least number of articles that no more than a share of sites reach, at `most` of shape (outlets, draws)."""
    for count in range(1, int(most.max()) + 2):
        if weights @ (most >= count).mean(axis=1) <= share:
            return float(count)
    raise AssertionError("no site reaches more than the most")
