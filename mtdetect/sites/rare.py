"""Rare tells at a site: what hardly any human text has, in several of its articles."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np

from mtdetect.results.row import Row
from mtdetect.sites.histogram import Floats
from mtdetect.sites.recurring import LEAST_ARTICLES, chance_of_at_least

# The chance is taken ten times: of a hundred outlets, some lie outside what the others predict. With this the level and
# rare tells together call hardly more human sites than the level alone (models/sites/README.md).
_CAUTION = 10.0
_WORDS = 1000  # in which an article has one such tell at least: a page as long as a book has some, whoever wrote it
_MOST = 0.05  # the highest share of human sites at which rare tells say anything
_PARTS = np.arange(0.025, 1, 0.05)  # of a machine's articles, in which it may leave rare tells


@dataclass(slots=True)
class RareCounts:
    """How many articles of a site have rare tells, and tells of each rare rule."""

    articles: int = 0
    rules: Counter[str] = field(default_factory=Counter)

    def add(self, rules: Collection[str]) -> None:
        """Count one more article, in which these rules find something; none for an article without rare tells."""
        self.articles += bool(rules)
        self.rules.update(rules)


@dataclass(frozen=True, slots=True)
class RareTells:
    """Rare tells that hardly any human site has in as many articles.

    `human_sites` (0-1) is the share of human sites in which as many of as many articles have them. `rules` has the
    articles by rule, the most frequent first.
    """

    articles: int
    human_sites: float
    rules: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class RareRules:
    """Rules that hardly any human text sets off, by their codes.

    `rate` has the two parameters of a beta distribution: that of the share of a human site's articles with rare tells.
    """

    codes: frozenset[str]
    rate: tuple[float, float]

    def in_article(self, row: Row) -> frozenset[str]:
        """The rare rules that find something in an article, by its row; none where they find too little for its length
        (`is_dense`)."""
        found = [tell["rule"] for tell in row.get("tells", ()) if tell["rule"] in self.codes]
        return frozenset(found if is_dense(len(found), row["words"]) else ())

    def human_share(self, count: int, articles: int) -> float:
        """The share (0-1) of human sites in which `count` of so many articles, or more, have rare tells; 1 where that
        says nothing, as of fewer than three articles."""
        if count < LEAST_ARTICLES:
            return 1.0
        share = _CAUTION * chance_of_at_least(count, articles, *self.rate)
        return share if share <= _MOST else 1.0

    def log_likelihoods(self, count: int, articles: int, shares: Floats) -> Floats:
        """The log-likelihood of each share (0-1) of articles by a machine, where `count` of so many have rare tells; 0
        where that says nothing.

        In which part of its articles a machine leaves such tells is unknown, and summed over. Hardly any share is
        likely that is below the part with rare tells; all above are alike, for which the sum is multiplied by the
        share.
        """
        if self.human_share(count, articles) == 1:
            return np.zeros(len(shares))
        human = self.rate[0] / sum(self.rate)
        chances = human + (1 - human) * np.outer(shares, _PARTS)
        logs = count * np.log(chances) + (articles - count) * np.log1p(-chances)
        highest = logs.max(axis=1)
        return np.asarray(highest + np.log(shares * np.exp(logs - highest[:, None]).mean(axis=1)))

    def tells_of_site(self, counts: RareCounts, articles: int) -> RareTells | None:
        """What to tell of the rare tells at a site of so many articles; None where they say nothing."""
        if (share := self.human_share(counts.articles, articles)) == 1:
            return None
        listed = sorted(counts.rules.items(), key=lambda one: (-one[1], one[0]))
        return RareTells(counts.articles, share, tuple(listed))


def is_dense(tells: int, words: int) -> bool:
    """Whether an article of so many words has enough rare tells to count: one in each 1,000 words."""
    return tells > 0 and tells * _WORDS >= words
