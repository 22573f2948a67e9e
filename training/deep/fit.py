"""Fits the few weights of the deep model, and scores texts of blocks that were left out."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from mtdetect.deep.model import DeepModel, Stability
from mtdetect.deep.statistics import STATISTICS
from mtdetect.model.calibration import Calibration
from training.corpora import Row, outside
from training.deep.texts import Floats, Texts, is_of_surrogate
from training.fit.balance import balance, block_levels
from training.fit.calibration import calibrate
from training.fit.examples import Example

_CLIP = 3.0  # standard deviations; little difference from 1.5 to 4
_STRENGTH = 1.0  # inverse regularisation; no difference from 0.1 to 10
_NO_CALIBRATION = Calibration((0.0, 1.0, 0.0, 0.0), np.array([1.0]), np.array([1.0]), np.zeros((1, 1)))


@dataclass(frozen=True, slots=True)
class DeepLeftOut:
    """The texts that are scored when a fold is left out, by their indexes, with the plain and the deep scores."""

    fold: str
    texts: NDArray[np.intp]
    plain: Floats
    deep: Floats


def fit(texts: Texts, indexes: Sequence[int]) -> DeepModel:
    """Fit on some of the texts, by plain scores that left out each text's own block; without calibration."""
    rows = [texts.rows[at] for at in indexes]
    plain, values = texts.plain_own[indexes], texts.values[indexes]
    native = np.array([row.kind == "native" for row in rows])
    mean, scale = values[native].mean(0), values[native].std(0) + 1e-9
    columns = np.hstack([plain[:, None], np.clip((values - mean) / scale, 0, _CLIP)])
    weights = _weights(columns, rows)
    base = -_mean_of_native_sets(columns @ weights, rows)
    fields = zip(STATISTICS, mean.tolist(), scale.tolist(), weights[1:].tolist(), strict=True)
    statistics = {name: Stability(centre, spread, _CLIP, weight) for name, centre, spread, weight in fields if weight}
    return DeepModel("deep", "", texts.plain.digest, base, float(weights[0]), statistics, _NO_CALIBRATION)


def _mean_of_native_sets(values: Floats, rows: Sequence[Row]) -> float:
    """The mean of the means of sets of native articles, which becomes the zero of the score.

    The fitted intercept cannot serve: blocks have levels of their own, and some blocks have one label alone.
    """
    sets: defaultdict[str, list[float]] = defaultdict(list)
    for value, row in zip(values.tolist(), rows, strict=True):
        if row.kind == "native" and row.article:
            sets[row.set].append(value)
    return float(np.mean([np.mean(of_set) for of_set in sets.values()]))


def _weights(columns: Floats, rows: Sequence[Row]) -> Floats:
    """The weights of the columns: the plain score, then the statistics.

    A statistic whose weight would be negative is dropped: a text that a round trip changes less is never more human.
    """
    levels, kept = block_levels(rows).toarray(), np.arange(columns.shape[1])
    labels, sample = [row.label for row in rows], balance(rows)
    while True:
        fitted = LogisticRegression(C=_STRENGTH, max_iter=1000)
        fitted.fit(np.hstack([columns[:, kept], levels]), labels, sample_weight=sample)
        found = fitted.coef_[0][: len(kept)]
        wrong = (found <= 0) & (kept > 0)
        if not wrong.any():
            weights = np.zeros(columns.shape[1])
            weights[kept] = found
            return weights
        kept = kept[~wrong]


def scores(model: DeepModel, plain: Floats, values: Floats) -> Floats:
    """The raw deep scores of texts."""
    rows = zip(plain.tolist(), values.tolist(), strict=True)
    return np.array([model.score(of, dict(zip(STATISTICS, row, strict=True))) for of, row in rows])


def cross_fit(texts: Texts, indexes: Sequence[int]) -> list[DeepLeftOut]:
    """Deep scores of each fold and of the human texts of its groups, by weights fitted outside it."""
    found = []
    for fold in sorted({texts.folds[at] for at in indexes}):
        allowed = set(outside(texts.rows, texts.folds, fold))
        model = fit(texts, [at for at in indexes if at in allowed])
        plain = texts.plain_of(fold)
        test = np.array([at for at in range(len(texts.rows)) if at not in allowed and not np.isnan(plain[at])], np.intp)
        found.append(DeepLeftOut(fold, test, plain[test], scores(model, plain[test], texts.values[test])))
    return found


def own_scores(parts: Sequence[DeepLeftOut], texts: Texts) -> Floats:
    """The deep score of each text with its own fold left out; NaN where there is none."""
    own = np.full(len(texts.rows), np.nan)
    for part in parts:
        for at, score in zip(part.texts.tolist(), part.deep.tolist(), strict=True):
            if texts.folds[at] == part.fold and not is_of_surrogate(texts.rows[at]):
                own[at] = score
    return own


def calibrate_on(own: Floats, texts: Texts, indexes: Sequence[int]) -> Calibration:
    """The calibration by some of the texts; `own` has their scores, their own block left out."""
    kept = [at for at in indexes if not np.isnan(own[at])]
    rows = [texts.rows[at] for at in kept]
    examples = [Example(at, False, texts.plain.words[texts.key(at)], {}, {}, []) for at in kept]
    return calibrate(own[kept], examples, rows)


def fit_final(texts: Texts, indexes: Sequence[int], own: Floats) -> DeepModel:
    """The model as it is shipped: fitted on all texts of the training sets, and calibrated."""
    return replace(fit(texts, indexes), calibration=calibrate_on(own, texts, indexes))
