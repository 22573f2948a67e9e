"""Follows results as they pass, and puts the row of each site behind them. Memory grows with the sites alone."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from mtdetect.results.groups import GroupOf
from mtdetect.results.row import Result, Row, answer, is_site
from mtdetect.sites.article import article_parts, article_row, article_signature, is_judged, rules_of
from mtdetect.sites.histogram import BINS, bin_of
from mtdetect.sites.judge import SiteJudge
from mtdetect.sites.phrases import PhraseCounts, phrases_of_row
from mtdetect.sites.rare import RareCounts
from mtdetect.sites.remembered import Remembered, part_of
from mtdetect.sites.row import Counts, site_row


@dataclass(slots=True)
class Tally:
    """What is kept of a site; `number` stands for its name."""

    number: int = 0
    articles: int = 0
    repeated: int = 0
    excused: int = 0
    signature: str = ""
    bins: "array[int]" = field(default_factory=lambda: array("L", bytes(BINS * array("L").itemsize)))
    rules: Counter[str] = field(default_factory=Counter)
    rare: RareCounts = field(default_factory=RareCounts)
    phrases: PhraseCounts = field(default_factory=PhraseCounts)


@dataclass(slots=True)
class Sites:
    """Makes the rows of sites of the rows of their articles; an article without a site has none."""

    group_of: GroupOf
    judge: SiteJudge
    _tallies: dict[str, Tally] = field(default_factory=dict)
    _remembered: Remembered = field(default_factory=Remembered)

    def follow(self, results: Iterable[Result]) -> Iterator[Result]:
        """The same articles, with their `site` and `sketch` (`article_row`); then the sites.

        The sites are in the order in which they came. Rows of sites that an earlier run has saved are left out.
        """
        for result in results:
            if is_site(result.row):
                continue
            name = self.group_of(result)
            row = article_row(result.row, name, result.text)
            if name is not None:
                self._add(result, row, name)
            yield Result(row, result.text, result.fields, result.more_follow, result.excused, result.sentences)
        for name, tally in self._tallies.items():
            yield Result(tally_row(name, tally, self.judge), more_follow=True)

    def _add(self, result: Result, row: Row, name: str) -> None:
        tally = self._tallies.get(name)
        if tally is None:
            tally = self._tallies[name] = Tally(part_of(name))
        tally.articles += 1
        if result.excused or answer(row) == "excused":
            tally.excused += 1
        elif is_judged(row):
            self._count(tally, row)

    def _count(self, tally: Tally, row: Row) -> None:
        """Count an article that is judged, unless it is much like another of the site."""
        if self._remembered.is_repeated(tally.number, article_parts(row)):
            tally.repeated += 1
            return
        tally.signature = tally.signature or article_signature(row)
        tally.bins[bin_of(row["human_share"])] += 1
        tally.rules.update(rules_of(row))
        tally.rare.add(self.judge.model.rare.in_article(row))
        tally.phrases.add(phrases_of_row(row))


def tally_row(name: str, tally: Tally, judge: SiteJudge) -> Row:
    """The row of a site."""
    histogram = np.array(tally.bins, np.float64)
    counts = Counts(tally.articles, int(histogram.sum()), tally.repeated, tally.excused)
    signature = f"{tally.signature}|{judge.model.signature}".removeprefix("|")
    verdict = judge.judge(histogram, tally.rules, tally.rare, tally.phrases.counts)
    return site_row(name, counts, verdict, signature)
