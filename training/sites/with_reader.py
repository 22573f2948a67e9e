"""What verdicts on sites are worth whose articles the reader has read, by the model of sites as it ships.

That model is fitted to the base model's human shares, and takes those of the reader as they are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from mtdetect.deep.shipping import load_deep_model
from training.corpora import Row
from training.deep.fit import HELD, SHIPPED, WEIGHTS, without_set
from training.deep.plain import Key, PlainScores
from training.paths import DEEP_MODEL
from training.protocols.figures import Figures
from training.sites.card import COMPARED, DEEP, WAYS
from training.sites.figures import NOT_JUDGED, measure_sites
from training.sites.texts import SiteTexts, bins_of, collect_texts

Floats = NDArray[np.float64]
Known = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Read:
    """The texts that were read, by their places `at` in `texts`, with the scores of a reader that has not seen a text's
    block, and of one that has not seen its set.

    Each method gives the human shares of these texts by thresholds that are fitted on the texts of `known` alone. Where
    the reader counts, thresholds are set as in the model that ships: by scores of a reader without a text's set.
    """

    texts: SiteTexts
    at: NDArray[np.intp]
    without_block: Floats
    without_set: Floats
    read_below: float

    def never(self, known: Known) -> Floats:
        return np.asarray(self.texts.human_shares(known)[self.at])

    def always(self, known: Known) -> Floats:
        return self._of(known, np.where(known[self.at], self.without_set, self.without_block))

    def always_with_others_known(self, known: Known) -> Floats:
        return self._of(known, self.without_set)

    def auto(self, known: Known) -> Floats:
        shares = self.never(known)
        is_read = shares <= self.read_below
        return np.where(is_read, self.always(known), shares)

    def _of(self, known: Known, reader: Floats) -> Floats:
        rows = [self.texts.rows[one] for one in self.at.tolist()]
        scores = WEIGHTS.scores(self.texts.scores[self.at], reader)
        texts = SiteTexts(rows, self.texts.words[self.at], scores, self.texts.tells[self.at])
        return texts.human_shares(known[self.at], HELD)


def measure_with_reader(rows: Sequence[Row], plain: PlainScores, readings: PlainScores) -> dict[str, Figures]:
    """The sites called and found of the texts that were read, by how their articles are judged.

    `readings` has the reader's scores, without each text's block and without its set alone.
    """
    texts = collect_texts(rows, plain)
    without_block = np.array([_score(readings, row, row.block) for row in texts.rows])
    without_own = np.array([_score(readings, row, without_set(row.set)) for row in texts.rows])
    at = (~np.isnan(without_block + without_own)).nonzero()[0]
    read = _Read(texts, at, without_block[at], without_own[at], load_deep_model(DEEP_MODEL).read_below)

    def judge(shares: Callable[[Known], Floats], known: Known) -> NDArray[np.intp]:
        bins = np.full(len(texts.rows), NOT_JUDGED)
        bins[at] = bins_of(shares(known))
        return bins

    judgements = (read.never, read.auto, read.always, read.always_with_others_known)
    return {
        f"{name}{DEEP}{way}": table
        for way, shares in zip(WAYS, judgements, strict=True)
        for name, table in measure_sites(texts, partial(judge, shares)).items()
        if name in COMPARED
    }


def _score(readings: PlainScores, row: Row, fold: str) -> float:
    """The reader's score of a text with a fold left out, or as one never trained on; NaN where it was not read."""
    key: Key = (row.set, row.id, False)
    return readings.scores.get((fold, key), readings.scores.get((SHIPPED, key), float("nan")))
