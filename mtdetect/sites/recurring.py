"""What recurs at a site: rules that find something, and wording, in more of its articles than human sites ever show."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import lgamma
from typing import Literal

import numpy as np

LEAST_ARTICLES = 3
_MANY = 10_000  # articles
_BEYOND = 0.1  # how much rarer than what the human sites can show: a hundred rules are looked at, at every site


@dataclass(frozen=True, slots=True)
class Recurring:
    """A rule that finds something in so many of a site's articles, or a phrase that stands in them.

    `name` is the rule's code, or the phrase. `human_sites` (0-1) is the share of human sites in which as many of as
    many articles have it, of a phrase that one or any other, and never less than what the human sites can show.
    """

    name: str
    articles: int
    human_sites: float
    kind: Literal["rule", "phrase"] = "rule"


@dataclass(frozen=True, slots=True)
class HumanRates:
    """How often rules find something at human sites: by code the two parameters of a beta distribution of the share.

    `sites` is the number of sites that these are of.
    """

    rates: Mapping[str, tuple[float, float]]
    sites: int

    def recurring(self, found: Mapping[str, int], articles: int) -> list[Recurring]:
        """The rules that recur, the most frequent first; `found` has the number of articles by rule."""
        least = 1 / (self.sites + 1)
        recurs = []
        for rule, count in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])):
            if count >= LEAST_ARTICLES and rule in self.rates:
                chance = chance_of_at_least(count, articles, *self.rates[rule])
                if chance <= _BEYOND * least:
                    recurs.append(Recurring(rule, count, max(chance, least)))
        return recurs


def chance_of_at_least(count: int, articles: int, ones: float, others: float) -> float:
    """The chance that at least `count` of so many articles have what a share of them has that is beta-distributed.

    Summed here, since `scipy.stats` takes a second to import and each of its distributions some milliseconds a call. Of
    many articles the share itself decides.
    """
    if articles > _MANY:
        from scipy.special import betainc

        return float(1 - betainc(ones, others, count / articles))
    ways = lgamma(articles + 1) - lgamma(count + 1) - lgamma(articles - count + 1)
    first = ways + _log_beta(count + ones, articles - count + others) - _log_beta(ones, others)
    having = np.arange(count, articles)  # each chance over the one before
    ratios = (articles - having) / (having + 1) * (having + ones) / (articles - having - 1 + others)
    logs = first + np.concatenate([[0.0], np.cumsum(np.log(ratios))])
    return float(np.exp(logs).sum())


def _log_beta(one: float, other: float) -> float:
    return lgamma(one) + lgamma(other) - lgamma(one + other)
