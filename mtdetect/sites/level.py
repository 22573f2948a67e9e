"""The level of a site: how high its articles score together, against human sites with as many articles."""

from dataclasses import dataclass

import numpy as np

from mtdetect.model.calibration import Calibration
from mtdetect.sites.histogram import Floats, upper_means


@dataclass(frozen=True)
class Level:
    """Where human sites lie, by the number of their articles.

    `centres` and `spreads` have the mean and the standard deviation, over human sites, of the mean score of each upper
    part (`upper_means`), shape (`calibration.knots`, parts). The knots of the calibration are numbers of articles.
    """

    centres: Floats
    spreads: Floats
    calibration: Calibration

    def scores(self, histograms: Floats) -> Floats:
        """How far each site lies above human ones: in the part where it lies farthest, in standard deviations."""
        sizes = np.log(histograms.sum(axis=1))
        knots = np.log(self.calibration.knots)
        centres = np.stack([np.interp(sizes, knots, column) for column in self.centres.T], axis=1)
        spreads = np.stack([np.interp(sizes, knots, column) for column in self.spreads.T], axis=1)
        return np.asarray(((upper_means(histograms) - centres) / spreads).max(axis=1))

    def likelihoods(self, histograms: Floats) -> Floats:
        """The likelihood (0-1), at even odds, that a machine has a part in each site."""
        pairs = zip(self.scores(histograms).tolist(), histograms.sum(axis=1).tolist(), strict=True)
        return np.array([self.calibration.likelihood(score, int(articles), 0.5) for score, articles in pairs])
