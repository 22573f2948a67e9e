"""The judgement on one site, of the histogram of its articles' scores."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mtdetect.sites.histogram import Floats
from mtdetect.sites.mixture import share_of
from mtdetect.sites.model import SiteModel
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
        self, histogram: Floats, rules: Mapping[str, int], phrases: Mapping[str, int] | None = None
    ) -> SiteVerdict | None:
        """The verdict on a site; None where too few of its articles count.

        `histogram` has the number of articles by bin; `rules` says in how many of them a rule finds something,
        `phrases` in how many a phrase stands that leans to machine translation.
        """
        articles = int(histogram.sum())
        if articles < FEWEST:
            return None
        calibration, mixture = self.model.level.calibration, self.model.mixture
        site = histogram[None, :]
        score = float(self.model.level.scores(site)[0])
        even = calibration.likelihood(score, articles, 0.5)
        likelihood = calibration.likelihood(score, articles, self.prior)
        human_share = calibration.human_share(score, articles)
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
            share=share_of(mixture.posterior(site, np.array([likelihood]))[0], mixture.shares),
            recurring=tuple(recurring),
        )
