"""How the scores of the base model and the reader count as clues of direction, beside what two texts differ in.

They are scores of models without the pair's block, weighed on directions that have not seen the block either.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from sklearn.linear_model import LogisticRegression

from mtdetect.match.differences import BASE, READER
from mtdetect.match.direction import CLIP, DirectionModel
from training.match.build import PairFeatures
from training.match.fit import Floats, even_weights


@dataclass(frozen=True, slots=True)
class ScoreClues:
    """`named` has (scale, weight) of the difference of each score, as in `DirectionModel`, `sharpness` that factor."""

    sharpness: float
    named: Mapping[str, tuple[float, float]]

    def scores(self, own: Floats, pairs: Sequence[PairFeatures], names: Sequence[str] = (BASE,)) -> Floats:
        """The log-odds that the suspects are the machine's, from the direction's own scores of the pairs."""
        found = own.copy()
        for name in names:
            scale, weight = self.named.get(name, (1.0, 0.0))
            found += weight * _shown(pairs, name, scale)
        return self.sharpness * found

    def added_to(self, model: DirectionModel) -> DirectionModel:
        """The model with these clues among its named values."""
        return replace(model, named={**model.named, **self.named}, sharpness=self.sharpness)


def fit_score_clues(pairs: Sequence[PairFeatures], own: Floats, learn: Sequence[bool]) -> ScoreClues:
    """Fit on pairs that may be learnt from; `own` are the direction's scores of them, their blocks left out.

    The reader's clue is fitted beside the base model's, since it is only asked for where that leaves a doubt.
    """
    scale, slope, weight = _fit(pairs, own, learn, BASE)
    clues = ScoreClues(slope, {BASE: (scale, weight / slope)})
    if any(READER in one.scores for one in pairs):
        scale, slope, weight = _fit(pairs, clues.scores(own, pairs), learn, READER)
        clues = replace(clues, named={**clues.named, READER: (scale, weight / slope / clues.sharpness)})
    return clues


def _fit(pairs: Sequence[PairFeatures], own: Floats, learn: Sequence[bool], name: str) -> tuple[float, float, float]:
    """The scale of a difference, and the factors of the scores and of the difference that make log-odds of them.

    Without intercept, so that a pair turned round has one minus the likelihood.
    """
    kept = [at for at, wanted in enumerate(learn) if wanted and name in pairs[at].scores]
    known = [pairs[at] for at in kept]
    scale = float(np.sqrt(np.mean([one.scores[name] ** 2 for one in known])))
    table = np.stack([own[kept], _shown(known, name, scale)], axis=1)
    turned = np.where(np.arange(len(kept)) % 2, 1.0, -1.0)
    classifier = LogisticRegression(C=1e4, fit_intercept=False)
    classifier.fit(table * turned[:, None], turned > 0, sample_weight=even_weights(known))
    slope, weight = classifier.coef_[0].tolist()
    return scale, slope, weight


def _shown(pairs: Sequence[PairFeatures], name: str, scale: float) -> Floats:
    return np.clip(np.array([one.scores.get(name, 0.0) for one in pairs]) / scale, -CLIP, CLIP)
