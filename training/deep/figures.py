"""The figures of the deep model beside those of the plain one, on texts whose block neither has seen."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from mtdetect.deep.model import DeepModel
from mtdetect.model.abstention import FEWEST_WORDS
from mtdetect.model.calibration import Calibration
from training.corpora import outside
from training.deep.fit import DeepLeftOut, calibrate_on, scores
from training.deep.texts import Floats, Texts, is_of_surrogate
from training.protocols.figures import Figures, HumanShares, Sample, compare, has_auc, shares_called_translated

_FPR = 0.01


def deep_figures(texts: Texts, parts: Sequence[DeepLeftOut], own: Floats, model: DeepModel) -> dict[str, Figures]:
    """All of the deep model's `metrics.json`, by heading."""
    return {
        "left out": _left_out(texts, parts, lambda part: part.deep),
        "left out, plain": _left_out(texts, parts, lambda part: part.plain),
        "left out, the surrogate's own engine": _of_surrogate(texts, parts),
        f"called translated at {_FPR:.0%}": shares_called_translated(_human_shares_left_out(texts, parts, own), _FPR),
        f"called translated at {_FPR:.0%}, sets never trained on": shares_called_translated(
            _human_shares_dev(texts, parts, model), _FPR
        ),
    }


def _left_out(texts: Texts, parts: Sequence[DeepLeftOut], of: Callable[[DeepLeftOut], Floats]) -> Figures:
    """Each block's machine texts against the human texts scored with it; without the surrogate's own texts.

    `of` gives the scores to compare, those of the deep or of the plain model.
    """
    found = {}
    for part in parts:
        kept = [place for place in _whole(texts, part) if not is_of_surrogate(texts.rows[part.texts[place]])]
        of_fold = compare(_by_kind(texts, part, of(part), kept))
        if has_auc(of_fold):
            found[part.fold] = of_fold
    return found


def _of_surrogate(texts: Texts, parts: Sequence[DeepLeftOut]) -> Figures:
    """The blocks with texts of the surrogate itself: no measure of success, since it translates its own output."""
    return {
        part.fold: compare(_by_kind(texts, part, part.deep, _whole(texts, part)))
        for part in parts
        if any(is_of_surrogate(texts.rows[at]) for at in part.texts)
    }


def _whole(texts: Texts, part: DeepLeftOut) -> list[int]:
    return [place for place, at in enumerate(part.texts) if not texts.cuts[at]]


def _by_kind(texts: Texts, part: DeepLeftOut, values: Floats, places: Iterable[int]) -> dict[str, Sample]:
    kinds: dict[str, list[int]] = {}
    for place in places:
        kinds.setdefault(texts.rows[part.texts[place]].kind, []).append(place)
    return {
        kind: Sample(values[of_kind], [texts.rows[part.texts[place]].group for place in of_kind])
        for kind, of_kind in sorted(kinds.items())
    }


def _human_shares_left_out(texts: Texts, parts: Sequence[DeepLeftOut], own: Floats) -> HumanShares:
    """Human shares by set and kind, by thresholds from outside the block."""
    human_shares: HumanShares = {}
    for part in parts:
        calibration = calibrate_on(own, texts, outside(texts.rows, texts.folds, part.fold))
        for at, score in zip(part.texts.tolist(), part.deep.tolist(), strict=True):
            if texts.folds[at] == part.fold and not is_of_surrogate(texts.rows[at]):
                _add_human_share(human_shares, calibration, texts, at, score)
    return human_shares


def _human_shares_dev(texts: Texts, parts: Sequence[DeepLeftOut], model: DeepModel) -> HumanShares:
    """The same for sets that take no part in training, by the model as it is shipped."""
    training_folds = {part.fold for part in parts}
    dev = np.flatnonzero([fold not in training_folds for fold in texts.folds])
    human_shares: HumanShares = {}
    for at, score in zip(dev.tolist(), scores(model, texts.plain_own[dev], texts.values[dev]), strict=True):
        _add_human_share(human_shares, model.calibration, texts, at, float(score))
    return human_shares


def _add_human_share(human_shares: HumanShares, calibration: Calibration, texts: Texts, at: int, score: float) -> None:
    """Note the human share of a whole text under its set and kind, unless it is too short for a verdict."""
    row, words = texts.rows[at], texts.plain.words[texts.key(at)]
    if words >= FEWEST_WORDS and not texts.cuts[at]:
        human_shares.setdefault(f"{row.set} {row.kind}", []).append((calibration.human_share(score, words), row.group))
