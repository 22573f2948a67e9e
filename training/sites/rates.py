"""How often each rule finds something at human outlets: a beta distribution of the share of articles, a rule each."""

from collections.abc import Sequence

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import betaln

from mtdetect.sites.recurring import HumanRates
from mtdetect.tells.engine import engine
from mtdetect.tells.evidence import count_tells
from mtdetect.tells.registry import RULES
from mtdetect.text.batch import analyse
from mtdetect.text.batches import batches
from training.corpora import Row
from training.sites.draws import Pools

_MOST = 60  # articles of an outlet that rules are counted in
_START = (np.log(0.1), np.log(5.0))  # logs of the two parameters
_PRIOR = 0.02  # how much the parameters are held back: of a rule that finds nothing, all values would do
_CHUNK = 100


def human_rates(rows: Sequence[Row], outlets: Pools, jobs: int = 1) -> HumanRates:
    """The rates over outlets; of each the first so many articles."""
    chosen = [places[:_MOST] for places in outlets.values()]
    texts = [rows[at].text for places in chosen for at in places]
    found = rules_found(texts, jobs)
    ends = np.cumsum([len(places) for places in chosen])[:-1]
    sizes = np.array([len(places) for places in chosen], np.float64)
    counts = np.array([part.sum(axis=0) for part in np.split(found, ends)], np.float64)
    rates = {rule.code: fit_beta(counts[:, at], sizes) for at, rule in enumerate(RULES) if not rule.in_markup}
    return HumanRates(rates, len(chosen))


def rules_found(texts: Sequence[str], jobs: int = 1) -> NDArray[np.bool_]:
    """Which rules find something in which text, shape (texts, rules)."""
    engine().prepare()
    chunks = [texts[at : at + _CHUNK] for at in range(0, len(texts), _CHUNK)]
    return np.concatenate(Parallel(jobs)(delayed(_found)(chunk) for chunk in chunks))


def fit_beta(counts: NDArray[np.float64], sizes: NDArray[np.float64]) -> tuple[float, float]:
    """The parameters of the beta distribution of a share, of which each outlet's count is binomial; likeliest ones."""

    def cost(logs: NDArray[np.float64]) -> float:
        ones, others = np.exp(logs)
        likelihood = betaln(counts + ones, sizes - counts + others) - betaln(ones, others)
        return float(_PRIOR * np.sum((logs - np.array(_START)) ** 2) - likelihood.sum())

    found = minimize(cost, np.array(_START), method="L-BFGS-B", bounds=[(-8, 4), (-2, 8)])
    ones, others = np.exp(found.x).tolist()
    return round(ones, 5), round(others, 4)


def _found(texts: Sequence[str]) -> NDArray[np.bool_]:
    places = {rule.code: at for at, rule in enumerate(RULES)}
    found = np.zeros((len(texts), len(RULES)), np.bool_)
    start = 0
    for run in batches(texts, len):
        for at, hits in enumerate(engine().find(analyse(run)), start):
            found[at, [places[code] for code, count in count_tells(hits).items() if count]] = True
        start += len(run)
    return found
