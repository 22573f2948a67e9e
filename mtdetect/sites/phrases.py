"""Wording that recurs at a site: phrases that lean to machine translation, in more articles than any at human sites.

Which phrases recur cannot be told phrase by phrase, as of rules, since there are hundreds of thousands. So the most
frequent phrase of human sites is what each is compared with, whichever phrase that is.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from mtdetect.sites.histogram import Floats

PREFIX = "phrase:"
_KEPT = 400  # phrases of a site; an article has five at most
_LEAST_ARTICLES = 3
_SHOWN = 5  # phrases of a site, at most


def leaning_phrases(reasons: Iterable[tuple[str, float]]) -> frozenset[str]:
    """The phrases among the reasons of an article, by name and log-odds, that speak for machine translation."""
    return frozenset(
        name.removeprefix(PREFIX) for name, log_odds in reasons if log_odds > 0 and name.startswith(PREFIX)
    )


@dataclass(slots=True)
class PhraseCounts:
    """In how many articles of a site each phrase stands, in bounded memory: never too high a number.

    Of n phrases of articles, at most n / 401 are missing of a number (Misra and Gries 1982, "Finding repeated
    elements"): of five phrases an article, that is one article in 80.
    """

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, phrases: Iterable[str]) -> None:
        """Count the phrases of one more article."""
        for phrase in sorted(phrases):
            if phrase in self.counts or len(self.counts) < _KEPT:
                self.counts[phrase] += 1
            else:
                self.counts = Counter({other: count - 1 for other, count in self.counts.items() if count > 1})


@dataclass(frozen=True)
class PhraseRates:
    """How often the most frequent phrase recurs at human sites.

    At sites of `articles[i]` articles, a share `shares[j]` (0-1, falling) of human sites, or less, has a phrase in
    `counts[i, j]` articles or more. `sites` is the number of outlets that these are of.
    """

    sites: int
    articles: Floats
    shares: Floats
    counts: Floats

    def recurring(self, found: Counter[str], articles: int) -> list[tuple[str, int, float]]:
        """The phrases that recur, the most frequent first: with their articles, and the share of human sites (0-1) in
        which some phrase recurs as often."""
        sizes = np.log(self.articles)
        at = float(np.log(articles))
        least = [articles * float(np.interp(at, sizes, column / self.articles)) for column in self.counts.T]
        recurs = [(phrase, count) for phrase, count in found.items() if count >= max(least[-1], _LEAST_ARTICLES)]
        recurs.sort(key=lambda pair: (-pair[1], pair[0]))
        return [(phrase, count, float(self.shares[-1])) for phrase, count in recurs[:_SHOWN]]
