"""How often each rule finds something at human outlets: a beta distribution of the share of articles, a rule each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import betaln

from mtdetect.sites.rare import RareRules, is_dense
from mtdetect.sites.recurring import HumanRates
from mtdetect.tells.engine import engine
from mtdetect.tells.evidence import count_tells
from mtdetect.tells.registry import RULES
from mtdetect.text.batch import analyse
from mtdetect.text.batches import batches
from training.corpora import Row
from training.fit.stack import TOGETHER
from training.sites.draws import Places, Pools

Tells = NDArray[np.intp]
Flags = NDArray[np.bool_]

_OF_WORDING = "MT2"  # rules whose words recur with the topic and the author
# The shares of human texts, on average of the sets and in each large one, that a rare rule finds something in.
_RARE, _RARE_IN_A_SET = 0.0003, 0.003
_FEWEST = 50  # texts of a large set
MAY_BE_RARE = [rule for rule in TOGETHER if not rule.code.startswith(_OF_WORDING)]
_MOST = 60  # articles of an outlet that rules are counted in
_START = (np.log(0.1), np.log(5.0))  # logs of the two parameters
_PRIOR = 0.02  # how much the parameters are held back: of a rule that finds nothing, all values would do
_CHUNK = 100


def human_rates(tells: Tells, outlets: Pools) -> HumanRates:
    """The rates over outlets; `tells` has those of each text by rule (`count_rules`)."""
    sizes, counts = _counts(tells > 0, outlets.values())
    rates = {rule.code: fit_beta(counts[:, at], sizes) for at, rule in enumerate(RULES) if not rule.in_markup}
    return HumanRates(rates, len(outlets))


def rare_rules(
    tells: Tells, words: NDArray[np.intp], rows: Sequence[Row], outlets: Pools, translators: Pools
) -> tuple[RareRules, Flags]:
    """The rules that hardly any human text sets off, people's translations too; and which texts have such tells.

    `tells` has those of each text of `rows` by rule. Only rules count that may count together in the base model, errors
    and warnings that tell who wrote a text, and are not about wording.
    """
    houses = [*outlets.values(), *translators.values()]
    of_sets: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for places in houses:
        of_sets[rows[places[0]].set, rows[places[0]].kind].extend(places.tolist())
    shares = np.array([(tells[places] > 0).mean(axis=0) for places in of_sets.values()])
    is_large = np.array([len(places) >= _FEWEST for places in of_sets.values()])
    is_rare = (shares.mean(axis=0) <= _RARE) & (shares[is_large].max(axis=0, initial=0.0) <= _RARE_IN_A_SET)
    columns = [at for at, rule in enumerate(RULES) if is_rare[at] and rule in MAY_BE_RARE]
    of_texts = zip(tells[:, columns].sum(axis=1).tolist(), words.tolist(), strict=True)
    have_rare = np.array([is_dense(count, of_text) for count, of_text in of_texts])
    sizes, counts = _counts(have_rare[:, None], houses)
    return RareRules(frozenset(RULES[at].code for at in columns), fit_beta(counts[:, 0], sizes)), have_rare


def _counts(flags: Flags, houses: Iterable[Places]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Of each house the number of texts that count, shape (houses,), and of those with each flag, (houses, flags)."""
    chosen = [places[:_MOST] for places in houses]
    sizes = np.array([len(places) for places in chosen], np.float64)
    return sizes, np.array([flags[places].sum(axis=0) for places in chosen], np.float64)


def count_rules(texts: Sequence[str], jobs: int = 1) -> Tells:
    """How many tells of each rule each text has, shape (texts, rules)."""
    engine().prepare()
    chunks = [texts[at : at + _CHUNK] for at in range(0, len(texts), _CHUNK)]
    return np.concatenate(Parallel(jobs)(delayed(_count)(chunk) for chunk in chunks))


def fit_beta(counts: NDArray[np.float64], sizes: NDArray[np.float64]) -> tuple[float, float]:
    """The parameters of the beta distribution of a share, of which each outlet's count is binomial; likeliest ones."""

    def cost(logs: NDArray[np.float64]) -> float:
        ones, others = np.exp(logs)
        likelihood = betaln(counts + ones, sizes - counts + others) - betaln(ones, others)
        return float(_PRIOR * np.sum((logs - np.array(_START)) ** 2) - likelihood.sum())

    found = minimize(cost, np.array(_START), method="L-BFGS-B", bounds=[(-8, 4), (-2, 8)])
    ones, others = np.exp(found.x).tolist()
    return round(ones, 5), round(others, 4)


def _count(texts: Sequence[str]) -> Tells:
    places = {rule.code: at for at, rule in enumerate(RULES)}
    tells = np.zeros((len(texts), len(RULES)), np.intp)
    start = 0
    for run in batches(texts, len):
        for at, hits in enumerate(engine().find(analyse(run)), start):
            for code, count in count_tells(hits).items():
                tells[at, places[code]] = count
        start += len(run)
    return tells
