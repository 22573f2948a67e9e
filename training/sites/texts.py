"""The texts that sites are drawn from, with the base model's score of each, its block left out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtdetect.sites.histogram import bin_of
from training.corpora import Row
from training.deep.plain import PlainScores
from training.fit.calibration import HELD, HeldSets, calibrate
from training.fit.examples import Example
from training.progress import step
from training.sites.outlets import pipeline
from training.sites.rates import count_rules

_FEWEST_WORDS = 50  # shorter articles are not judged
_MOST_OF_PIPELINE = 80  # texts: more of one engine and set show nothing more


@dataclass(frozen=True, slots=True)
class SiteTexts:
    """Rows with their number of words and their raw scores, in log-odds, by models that have not seen their block.

    `tells` has the number of tells of each text by rule, shape (texts, rules).
    """

    rows: Sequence[Row]
    words: NDArray[np.intp]
    scores: NDArray[np.float64]
    tells: NDArray[np.intp]

    @property
    def blocks(self) -> NDArray[np.str_]:
        """The block of each text."""
        return np.array([row.block for row in self.rows])

    def bins(self, known: NDArray[np.bool_]) -> NDArray[np.intp]:
        """The bin of each text's human share, by thresholds that are fitted on the texts of `known` alone."""
        return bins_of(self.human_shares(known))

    def human_shares(self, known: NDArray[np.bool_], held: HeldSets = HELD) -> NDArray[np.float64]:
        """The human share of each text, by such thresholds."""
        at = known.nonzero()[0].tolist()
        examples = [
            Example(row=int(one), cut=False, words=int(self.words[one]), tells={}, measures={}, tokens=[]) for one in at
        ]
        calibration = calibrate(self.scores[at], examples, [self.rows[one] for one in at], held)
        return np.array(list(map(calibration.human_share, self.scores.tolist(), self.words.tolist())))


def bins_of(shares: NDArray[np.float64]) -> NDArray[np.intp]:
    """The bin of each human share (0-1)."""
    return np.array([bin_of(share) for share in shares.tolist()], np.intp)


def collect_texts(rows: Sequence[Row], plain: PlainScores) -> SiteTexts:
    """The texts that are long enough to be judged and have a score; of a pipeline the first so many."""
    keys = [(row.set, row.id, False) for row in rows]
    scores = np.array([plain.of(row.block, key) for row, key in zip(rows, keys, strict=True)])
    words = np.array([plain.words.get(key, 0) for key in keys], np.intp)
    usable = ~np.isnan(scores) & (words >= _FEWEST_WORDS)
    kept, of_pipelines = [], Counter[str]()
    for at in usable.nonzero()[0].tolist():
        if name := pipeline(rows[at]):
            of_pipelines[name] += 1
        if name is None or of_pipelines[name] <= _MOST_OF_PIPELINE:
            kept.append(at)
    with step("rules in texts of sites"):
        tells = count_rules([rows[at].text for at in kept])
    return SiteTexts([rows[at] for at in kept], words[kept], scores[kept], tells)
