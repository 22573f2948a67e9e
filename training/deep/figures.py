"""Figures of the deep model beside the plain one, on texts whose block neither has seen."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from mtdetect.deep.model import DeepModel
from mtdetect.model.abstention import FEWEST_WORDS
from mtdetect.model.calibration import Calibration
from training.corpora import outside
from training.deep.fit import DeepLeftOut, Floats, Texts, calibrated, own_engine, scores
from training.protocols.figures import Figures, Sample, called_translated, compare

_FPR = 0.01
_Noted = dict[str, list[tuple[float, str]]]


def figures(texts: Texts, parts: Sequence[DeepLeftOut], own: Floats, model: DeepModel) -> dict[str, Figures]:
    """All of `metrics.json`."""
    return {
        "left out": _left_out(texts, parts, lambda part: part.deep),
        "left out, plain": _left_out(texts, parts, lambda part: part.plain),
        "left out, the surrogate's own engine": _own_engine(texts, parts),
        f"called translated at {_FPR:.0%}": _called(_noted_left_out(texts, parts, own)),
        f"called translated at {_FPR:.0%}, sets never trained on": _called(_noted_fresh(texts, parts, model)),
    }


def _left_out(texts: Texts, parts: Sequence[DeepLeftOut], of: Callable[[DeepLeftOut], Floats]) -> Figures:
    """Each fold's machine texts against the human ones scored with it; without the surrogate's own texts."""
    found = {}
    for part in parts:
        chosen = [place for place in _whole(texts, part) if not own_engine(texts.rows[part.texts[place]])]
        compared = compare(_by_kind(texts, part, of(part), chosen))
        if any(name.startswith("AUC") for name in compared):
            found[part.fold] = compared
    return found


def _own_engine(texts: Texts, parts: Sequence[DeepLeftOut]) -> Figures:
    """No measure of success: the texts come from the very engine that they are sent through."""
    return {
        part.fold: compare(_by_kind(texts, part, part.deep, _whole(texts, part)))
        for part in parts
        if any(own_engine(texts.rows[at]) for at in part.texts)
    }


def _whole(texts: Texts, part: DeepLeftOut) -> list[int]:
    return [place for place, at in enumerate(part.texts) if not texts.cuts[at]]


def _by_kind(texts: Texts, part: DeepLeftOut, values: Floats, chosen: Iterable[int]) -> dict[str, Sample]:
    kinds: dict[str, list[int]] = {}
    for place in chosen:
        kinds.setdefault(texts.rows[part.texts[place]].kind, []).append(place)
    return {
        kind: Sample(values[places], [texts.rows[part.texts[place]].group for place in places])
        for kind, places in sorted(kinds.items())
    }


def _noted_left_out(texts: Texts, parts: Sequence[DeepLeftOut], own: Floats) -> _Noted:
    """Human shares by set and kind, by thresholds from outside the fold."""
    noted: _Noted = {}
    for part in parts:
        calibration = calibrated(own, texts, outside(texts.rows, texts.folds, part.fold))
        for at, score in zip(part.texts.tolist(), part.deep.tolist(), strict=True):
            if texts.folds[at] == part.fold and not own_engine(texts.rows[at]):
                _note(noted, calibration, texts, at, score)
    return noted


def _noted_fresh(texts: Texts, parts: Sequence[DeepLeftOut], model: DeepModel) -> _Noted:
    """The same for sets that take no part in training, by the model as it is shipped."""
    trained_on = {part.fold for part in parts}
    fresh = np.flatnonzero([fold not in trained_on for fold in texts.folds])
    noted: _Noted = {}
    for at, score in zip(fresh.tolist(), scores(model, texts.plain_own[fresh], texts.values[fresh]), strict=True):
        _note(noted, model.calibration, texts, at, float(score))
    return noted


def _note(noted: _Noted, calibration: Calibration, texts: Texts, at: int, score: float) -> None:
    row, words = texts.rows[at], texts.plain.words[texts.key(at)]
    if words >= FEWEST_WORDS and not texts.cuts[at]:
        noted.setdefault(f"{row.set} {row.kind}", []).append((calibration.human_share(score, words), row.group))


def _called(noted: _Noted) -> Figures:
    return {
        name: called_translated(Sample(np.array([share for share, _ in of]), [group for _, group in of]), _FPR)
        for name, of in sorted(noted.items())
    }
