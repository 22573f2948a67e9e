"""The second stage: phrasing, measures and tells into one score, weighed by what they say of sets left out.

The first stage knows its own sets too well (AUC .97 inside, .7 outside), so the second is fitted on first-stage scores
of sets that the first stage has not seen: tells then get the weight that they have on unseen text. Blocks have no level
of their own here: with one, round trips of news were found less often by thresholds from other blocks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from mtdetect.tells.pages import status
from mtdetect.tells.registry import RULES
from training.corpora import Row
from training.fit.agreement import agreeing, contrasts, contrasts_with_articles, leaning
from training.fit.balance import balance
from training.fit.examples import Example, measure_matrix, tell_matrix

Matrix = NDArray[np.float64]

CLIP = 4.0  # standard deviations: no measure may outweigh the rest by one odd text
_SUPPORT = 3  # contrasts that a measure needs
_STRENGTH = 0.02  # inverse regularisation; .1 was no better on any block left out but essays (.003)
_OTHERS = 0.25  # what texts that are no articles weigh: a verdict is about articles
_DECLARED = 8.0  # log-odds, stated and not learnt: corpora have no markup, and here the page itself says it
_DECLARING = tuple(rule.code for rule in RULES if rule.in_markup and rule.severity == "error")
_IN_PHRASING = ("MT703",)  # what these rules see, the first stage weighs
_WEIGHED = tuple(rule for rule in RULES if status(rule) == "stable" and rule.code not in _IN_PHRASING)
_CODES = tuple(rule.code for rule in _WEIGHED)
_SEVERITIES = ("error", "warning", "note")
_OF_SEVERITY = np.array([[rule.severity == severity for severity in _SEVERITIES] for rule in _WEIGHED], float)


@dataclass(frozen=True, slots=True)
class Stack:
    """A fitted second stage.

    Its columns: phrasing, the measures of `names` (less `mean`, over `scale`, clipped), then the tells of `codes` and
    their sums by severity, through which a rule too rare to be weighed alone shares in what its like are worth.
    `weights` has one for each column, 0 where it carries none; `base` is the score of a text without any.
    """

    names: tuple[str, ...]
    mean: Matrix
    scale: Matrix
    codes: tuple[str, ...]
    weights: Matrix
    base: float

    def scores(self, phrasing: Matrix, examples: Sequence[Example]) -> Matrix:
        """The raw scores, in log-odds before calibration."""
        measures = np.clip((measure_matrix(examples, self.names) - self.mean) / self.scale, -CLIP, CLIP)
        columns = _columns(phrasing, measures, tell_matrix(examples, self.codes), self.codes)
        return np.asarray(columns @ self.weights + self.base)

    def tell_weights(self) -> dict[str, float]:
        """What each rule weighs in all: its own weight and that of its severity, or `_DECLARED`."""
        weights = self.weights[1 + len(self.names) :]
        shared = weights[len(self.codes) :]
        severities = [_OF_SEVERITY[_CODES.index(code)] for code in self.codes]
        learnt = {code: weights[at] + float(severities[at] @ shared) for at, code in enumerate(self.codes)}
        return learnt | dict.fromkeys(_DECLARING, _DECLARED)


def fit_stack(phrasing: Matrix, examples: Sequence[Example], rows: Sequence[Row]) -> Stack:
    """Fit on first-stage scores of texts that the first stage did not see; `rows` are the examples' rows."""
    names = tuple(sorted(examples[0].measures))
    measures, tells = measure_matrix(examples, names), tell_matrix(examples, _CODES)
    whole = np.array([not example.cut for example in examples])
    whole_rows = [row for row, of in zip(rows, whole, strict=True) if of]
    kept = agreeing(contrasts(measures[whole], whole_rows), _SUPPORT)
    codes = tuple(np.array(_CODES)[leaning(contrasts_with_articles(tells[whole], whole_rows))].tolist())
    mean, scale = measures.mean(0)[kept], measures.std(0)[kept] + 1e-9
    scaled = np.clip((measures[:, kept] - mean) / scale, -CLIP, CLIP)
    matrix = _columns(phrasing, scaled, tell_matrix(examples, codes), codes)
    signed = np.arange(matrix.shape[1]) > kept.sum()  # tells: a tell is never evidence for a human
    weights, base = _fit(matrix, signed, rows)
    return Stack(tuple(np.array(names)[kept].tolist()), mean, scale, codes, weights, base)


def _columns(phrasing: Matrix, measures: Matrix, tells: Matrix, codes: Sequence[str]) -> Matrix:
    severities = np.array([_OF_SEVERITY[_CODES.index(code)] for code in codes]).reshape(len(codes), len(_SEVERITIES))
    return np.hstack([phrasing[:, None], measures, tells, tells @ severities])


def _fit(matrix: Matrix, never_negative: NDArray[np.bool_], rows: Sequence[Row]) -> tuple[Matrix, float]:
    """The weights and the intercept; columns that must not be negative and are, are dropped until none is."""
    labels, sample = [row.label for row in rows], balance(rows, _OTHERS)
    columns = np.arange(matrix.shape[1])
    while True:
        classifier = LogisticRegression(C=_STRENGTH, max_iter=1000)
        classifier.fit(matrix[:, columns], labels, sample_weight=sample)
        fitted = classifier.coef_[0]
        wrong = (fitted < 0) & never_negative[columns]
        if not wrong.any():
            weights = np.zeros(matrix.shape[1])
            weights[columns] = fitted
            return weights, float(classifier.intercept_[0])
        columns = columns[~wrong]
