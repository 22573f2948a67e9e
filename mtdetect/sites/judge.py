"""The judgement on one site, of the histogram of its articles' scores."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from mtdetect.sites.histogram import Floats
from mtdetect.sites.level import Level
from mtdetect.sites.mixture import share_of
from mtdetect.sites.model import SiteModel
from mtdetect.sites.rare import RareCounts, RareRules, RareTells
from mtdetect.sites.row import SiteVerdict
from mtdetect.verdict import Label

FEWEST = 3  # articles that count: of fewer, a site says no more than they do


@dataclass(frozen=True, slots=True)
class SiteJudge:
    """The model with the settings of a run: `fpr` (0-1) is the share of human sites that may be called translated,
    `prior` (0-1, exclusive) the share of sites thought to publish translations before reading them."""

    model: SiteModel
    fpr: float
    prior: float

    def judge(
        self, histogram: Floats, rules: Mapping[str, int], rare: RareCounts, phrases: Mapping[str, int] | None = None
    ) -> SiteVerdict | None:
        """The verdict on a site; None where too few of its articles count.

        `histogram` has the number of articles by bin; `rules` says in how many of them a rule finds something, `rare`
        in how many there are rare tells, `phrases` in how many a phrase stands that leans to machine translation.
        """
        articles = int(histogram.sum())
        if articles < FEWEST:
            return None
        calibration, mixture = self.model.level.calibration, self.model.mixture
        site = histogram[None, :]
        score = float(site_scores(self.model.level, self.model.rare, site, [rare.articles])[0])
        even = calibration.likelihood(score, articles, 0.5)
        likelihood = calibration.likelihood(score, articles, self.prior)
        human_share = calibration.human_share(score, articles)
        of_rare = self.model.rare.log_likelihoods(rare.articles, articles, mixture.shares)
        recurring = self.model.rates.recurring(rules, articles)
        if phrases and self.model.phrases:
            recurring += self.model.phrases.recurring(phrases, articles)
        label: Label = "human" if likelihood < 0.5 else "unsure"
        label = "translated" if human_share <= self.fpr else label
        return SiteVerdict(
            verdict=label,
            log_odds=math.log(even / (1 - even)),
            likelihood=likelihood,
            human_share=human_share,
            share=share_of(mixture.posterior(site, np.array([likelihood]), of_rare[None, :])[0], mixture.shares),
            recurring=tuple(recurring),
            rare_tells=self._rare_tells(rare, articles),
        )

    def _rare_tells(self, rare: RareCounts, articles: int) -> RareTells | None:
        """The rare tells of a site; the share of human sites that have them is none that its score cannot show."""
        if (found := self.model.rare.tells_of_site(rare, articles)) is None:
            return None
        return replace(found, human_sites=max(found.human_sites, float(self.model.level.calibration.shares[-1])))


def site_scores(level: Level, rules: RareRules, histograms: Floats, rare: Sequence[int]) -> Floats:
    """The score of each site: that of its level, or that which as many human sites reach as have its rare tells, if
    that is higher.

    `histograms` has shape (sites, bins); `rare` says in how many articles of a site there are rare tells, those of
    `rules`.
    """
    scores = level.scores(histograms)
    for at, count in enumerate(rare):
        articles = int(histograms[at].sum())
        if (share := rules.human_share(count, articles)) < 1:
            scores[at] = max(scores[at], level.calibration.score(share, articles))
    return scores
