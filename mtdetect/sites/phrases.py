"""Wording that recurs at a site: phrases that lean to machine translation, in more articles than any at human sites.

Which phrases recur cannot be told phrase by phrase, as of rules, since there are hundreds of thousands. So the most
frequent phrase of human sites is what each is compared with, whichever phrase that is.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from mtdetect.results.row import Row
from mtdetect.sites.histogram import Floats
from mtdetect.sites.recurring import Recurring

PREFIX = "phrase:"
_START = len(PREFIX)
_KEPT = 400  # phrases of a site; an article has five at most
FEWEST_ARTICLES = 3  # in which a phrase recurs
_ROUNDING = 1e-6  # articles
_SHOWN = 5  # phrases of a site, at most


def leaning_phrases(reasons: Iterable[tuple[str, float]]) -> frozenset[str]:
    """The phrases among the reasons of an article, by name and log-odds, that speak for machine translation."""
    return _phrases_among([name for name, log_odds in reasons if log_odds > 0])


def phrases_of_row(row: Row) -> frozenset[str]:
    """The same of the article's row."""
    return _phrases_among([reason["name"] for reason in row.get("reasons", ()) if reason["log_odds"] > 0])


def _phrases_among(names: Iterable[str]) -> frozenset[str]:
    return frozenset([name[_START:] for name in names if name.startswith(PREFIX)])


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
            if (known := self.counts.get(phrase)) or len(self.counts) < _KEPT:
                self.counts[phrase] = 1 + (known or 0)
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

    def recurring(self, found: Mapping[str, int], articles: int) -> list[Recurring]:
        """The phrases that recur, the most frequent first; `found` has the number of articles by phrase."""
        part = np.interp(np.log(articles), np.log(self.articles), self.counts[:, -1] / self.articles)
        least = max(float(part) * articles - _ROUNDING, FEWEST_ARTICLES)
        recurs = sorted((-count, phrase) for phrase, count in found.items() if count >= least)
        return [Recurring(phrase, -count, float(self.shares[-1]), "phrase") for count, phrase in recurs[:_SHOWN]]
