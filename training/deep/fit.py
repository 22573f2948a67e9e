"""The few weights of the deep model, and what it gives to texts of blocks that were left out."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from mtdetect.deep.model import DeepModel, Stability
from mtdetect.deep.statistics import STATISTICS, measure
from mtdetect.deep.surrogate import WORDS as LONGEST
from mtdetect.model.calibration import Calibration
from training.corpora import Row, outside
from training.deep.plain import Key, PlainScores
from training.deep.trips import Sentences, Trip
from training.fit.balance import balance, block_levels
from training.fit.calibration import calibrate
from training.fit.examples import Example, cut_of

Floats = NDArray[np.float64]

_COVERED = 0.8  # the share of a cut that a trip must hold
_CLIP = 3.0  # standard deviations; 1.5 to 4 measured, little difference
_STRENGTH = 1.0  # inverse regularisation; 0.1 to 10 measured, no difference
_NO_CALIBRATION = Calibration((0.0, 1.0, 0.0, 0.0), np.array([1.0]), np.array([1.0]), np.zeros((1, 1)))


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts with their statistics, shape (texts, STATISTICS), and with the plain scores of all.

    `cuts` says which are a run of sentences of the text of their row.
    """

    rows: Sequence[Row]
    cuts: Sequence[bool]
    values: Floats
    plain: PlainScores
    folds: Sequence[str]

    def plain_of(self, fold: str) -> Floats:
        """The plain scores with a fold left out."""
        return np.array([self.plain.of(fold, self.key(at)) for at in range(len(self.rows))])

    @property
    def plain_own(self) -> Floats:
        """The plain scores, each text's own fold left out."""
        return np.array([self.plain.of(fold, self.key(at)) for at, fold in enumerate(self.folds)])

    def key(self, at: int) -> Key:
        """What a text's plain scores are found by."""
        return self.rows[at].set, self.rows[at].id, self.cuts[at]


@dataclass(frozen=True, slots=True)
class DeepLeftOut:
    """The texts that are scored when a fold is left out, by their indexes, with the plain and the deep scores."""

    fold: str
    texts: NDArray[np.intp]
    plain: Floats
    deep: Floats


def texts_of(rows: Sequence[Row], trips: dict[Trip, Sentences], plain: PlainScores) -> Texts:
    """What has both a trip and a plain score, with its statistics; a cut has that part of its row's trip."""
    scored = {key for _, key in plain.scores}
    found = [
        (row, cut, sentences)
        for row in rows
        if (row.set, row.id) in trips
        for cut in (False, True)
        if (row.set, row.id, cut) in scored
        if (sentences := _part(row, trips[row.set, row.id]) if cut else trips[row.set, row.id])
    ]
    values = np.array([list(measure(sentences).values()) for *_, sentences in found])
    kept, cuts = [row for row, *_ in found], [cut for _, cut, _ in found]
    return Texts(kept, cuts, values.reshape(len(kept), len(STATISTICS)), plain, [row.block for row in kept])


def _part(row: Row, trip: Sentences) -> Sentences:
    """The sentences of a trip that stand in the cut of its text; none where it holds too few of that."""
    cut = " ".join((cut_of(row) or "").split())
    inside = [(before, after) for before, after in trip if before in cut]
    enough = _COVERED * min(len(cut.split()), LONGEST)
    return inside if sum(len(before.split()) for before, _ in inside) >= enough else []


def own_engine(row: Row) -> bool:
    """Whether the surrogate itself made the text: no judge of it, and nothing to learn from."""
    return row.label == 1 and row.block == "portuguese"


def fit(texts: Texts, chosen: Sequence[int]) -> DeepModel:
    """Fit on some of the texts, by their own left-out plain scores; without calibration."""
    rows = [texts.rows[at] for at in chosen]
    plain, values = texts.plain_own[chosen], texts.values[chosen]
    native = np.array([row.kind == "native" for row in rows])
    mean, scale = values[native].mean(0), values[native].std(0) + 1e-9
    columns = np.hstack([plain[:, None], np.clip((values - mean) / scale, 0, _CLIP)])
    weights = _weights(columns, rows)
    base = -_mean_of_native_sets(columns @ weights, rows)
    fields = zip(STATISTICS, mean.tolist(), scale.tolist(), weights[1:].tolist(), strict=True)
    statistics = {name: Stability(centre, spread, _CLIP, weight) for name, centre, spread, weight in fields if weight}
    return DeepModel("deep", "", texts.plain.digest, base, float(weights[0]), statistics, _NO_CALIBRATION)


def _mean_of_native_sets(values: Floats, rows: Sequence[Row]) -> float:
    """The mean of the means of sets of native articles: 0 of the score.

    The intercept will not do: blocks have levels of their own, and some blocks are of one label.
    """
    sets: defaultdict[str, list[float]] = defaultdict(list)
    for value, row in zip(values.tolist(), rows, strict=True):
        if row.kind == "native" and row.article:
            sets[row.set].append(value)
    return float(np.mean([np.mean(of_set) for of_set in sets.values()]))


def _weights(columns: Floats, rows: Sequence[Row]) -> Floats:
    """The weights of the columns; a statistic that would speak for a human when more is kept is dropped."""
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


def may_train(texts: Texts, trained_on: Sequence[Row]) -> list[int]:
    """The texts that weights may be fitted on: of the training sets, and not the surrogate's own."""
    sets = {row.set for row in trained_on}
    own = texts.plain_own
    return [
        at for at, row in enumerate(texts.rows) if row.set in sets and not own_engine(row) and not np.isnan(own[at])
    ]


def cross_fit(texts: Texts, fitted_on: Sequence[int]) -> list[DeepLeftOut]:
    """Deep scores of each fold and of the human texts of its groups, by weights fitted outside it."""
    made = []
    for fold in sorted({texts.folds[at] for at in fitted_on}):
        allowed = set(outside(texts.rows, texts.folds, fold))
        model = fit(texts, [at for at in fitted_on if at in allowed])
        plain = texts.plain_of(fold)
        tested = np.array(
            [at for at in range(len(texts.rows)) if at not in allowed and not np.isnan(plain[at])], np.intp
        )
        made.append(DeepLeftOut(fold, tested, plain[tested], scores(model, plain[tested], texts.values[tested])))
    return made


def own_scores(parts: Sequence[DeepLeftOut], texts: Texts) -> Floats:
    """The deep score of each text with its own fold left out; NaN where there is none."""
    own = np.full(len(texts.rows), np.nan)
    for part in parts:
        for at, score in zip(part.texts.tolist(), part.deep.tolist(), strict=True):
            if texts.folds[at] == part.fold and not own_engine(texts.rows[at]):
                own[at] = score
    return own


def calibrated(own: Floats, texts: Texts, chosen: Sequence[int]) -> Calibration:
    """The calibration by left-out scores of some of the texts."""
    kept = [at for at in chosen if not np.isnan(own[at])]
    rows = [texts.rows[at] for at in kept]
    examples = [Example(at, False, texts.plain.words[texts.key(at)], {}, {}, []) for at in kept]
    return calibrate(own[kept], examples, rows)


def final(texts: Texts, fitted_on: Sequence[int], own: Floats) -> DeepModel:
    """The model as it is shipped."""
    return replace(fit(texts, fitted_on), calibration=calibrated(own, texts, fitted_on))
