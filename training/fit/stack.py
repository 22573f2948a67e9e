"""The second stage: n-grams, measures and tells make one score, with weights learnt on sets left out.

The first stage fits its own sets too well (AUC .97 inside, .7 outside), so the second is fitted on first-stage scores
of sets that the first stage has not seen: tells then get the weight that they have on unseen text. Blocks have no level
of their own here (`balance.block_levels`): with one, round trips of news were found less often by thresholds from other
blocks.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from mtdetect.model.additive import SeveralTells
from mtdetect.tells.registry import RULES
from mtdetect.tells.status import status
from training.corpora import Row
from training.fit.balance import balance
from training.fit.examples import Example, measure_matrix, tell_matrix
from training.fit.feature_selection import select_consistent, select_machine_leaning, t_against_articles, t_by_block

Matrix = NDArray[np.float64]

CLIP = 4.0  # standard deviations, so that one extreme measure does not outweigh all others
_SUPPORT = 3  # comparisons in which a measure must differ
_STRENGTH = 2.0  # inverse regularisation; .02 to 2 compared on blocks left out
_OTHERS = 0.25  # the weight of a text that is no article; an article weighs 1, since a verdict is about articles
_DECLARED = 24.0  # log-odds of markup that says so itself; stated, not learnt, since the corpora have no markup
_DECLARING = tuple(rule.code for rule in RULES if rule.in_markup and rule.severity == "error")
_IN_NGRAMS = ("MT703",)  # rules about wording, which the n-grams weigh already
_OF_CHARACTERS = "MT8"  # rules of hidden and damaged characters, which tell what handled a text and not who wrote it
_WEIGHED = tuple(rule for rule in RULES if status(rule) == "stable" and rule.code not in _IN_NGRAMS)
_CODES = tuple(rule.code for rule in _WEIGHED)
_SEVERITIES = ("error", "warning", "note")
_COUNTS = {"error": 3.0, "warning": 1.0}  # how much a rule of a severity counts where tells weigh whatever the wording
TOGETHER = tuple(
    rule
    for rule in RULES
    if rule.severity in _COUNTS and not rule.in_markup and not rule.code.startswith((*_IN_NGRAMS, _OF_CHARACTERS))
)
_RARE, _RARE_IN_A_SET = 0.001, 0.01  # shares of human texts, on average of the sets and in each, that such a rule marks
_FEWEST_HUMAN_TEXTS = 100  # of a set whose share counts
_LEVEL = 0.99  # the share of native articles below the score that tells of several rules begin to weigh from
_OF_SEVERITY = np.array([[rule.severity == severity for severity in _SEVERITIES] for rule in _WEIGHED], float)


@dataclass(frozen=True, slots=True)
class Stack:
    """A fitted second stage.

    Its columns are: the first-stage score; the measures of `names`, as (value - `mean`) / `scale`, clipped; the
    densities of the tells of `codes`; and the sums of these by severity, so that a rule too rare for a weight of its
    own gets that of its severity. `weights` has one for each column, 0 for those dropped; `base` is the intercept. To
    what these add up comes what tells weigh whatever the wording (`SeveralTells`).
    """

    names: tuple[str, ...]
    mean: Matrix
    scale: Matrix
    codes: tuple[str, ...]
    weights: Matrix
    base: float
    several: SeveralTells

    def scores(self, ngram_scores: Matrix, examples: Sequence[Example]) -> Matrix:
        """The raw scores, in log-odds before calibration; `ngram_scores` has the first-stage score of each example."""
        measures = np.clip((measure_matrix(examples, self.names) - self.mean) / self.scale, -CLIP, CLIP)
        columns = _columns(ngram_scores, measures, tell_matrix(examples, self.codes), self.codes)
        added = columns @ self.weights + self.base
        return np.asarray(added + self.several.log_odds([example.tells for example in examples], added))

    def tell_weights(self) -> dict[str, float]:
        """The weight of each rule by code, in log-odds: its own and that of its severity, or that stated for markup."""
        weights = self.weights[1 + len(self.names) :]
        shared = weights[len(self.codes) :]
        severities = [_OF_SEVERITY[_CODES.index(code)] for code in self.codes]
        learnt = {code: weights[at] + float(severities[at] @ shared) for at, code in enumerate(self.codes)}
        return learnt | dict.fromkeys(_DECLARING, _DECLARED)


def fit_stack(ngram_scores: Matrix, examples: Sequence[Example], rows: Sequence[Row]) -> Stack:
    """Fit on first-stage scores of texts that the first stage did not see; `rows` are the examples' rows, one each.

    Kept are measures that clearly differ the same way in several blocks, and tells that lean to machine text; a weight
    of a tell is never below 0.
    """
    names = tuple(sorted(examples[0].measures))
    measures, tells = measure_matrix(examples, names), tell_matrix(examples, _CODES)
    whole = np.array([not example.cut for example in examples])
    whole_rows = [row for row, of in zip(rows, whole, strict=True) if of]
    kept = select_consistent(t_by_block(measures[whole], whole_rows), _SUPPORT)
    codes = tuple(np.array(_CODES)[select_machine_leaning(t_against_articles(tells[whole], whole_rows))].tolist())
    mean, scale = measures.mean(0)[kept], measures.std(0)[kept] + 1e-9
    scaled = np.clip((measures[:, kept] - mean) / scale, -CLIP, CLIP)
    matrix = _columns(ngram_scores, scaled, tell_matrix(examples, codes), codes)
    never_negative = np.arange(matrix.shape[1]) > kept.sum()  # the tells' columns: a tell never points to a human
    weights, base = _fit(matrix, never_negative, rows)
    level = _level((matrix @ weights + base)[whole], whole_rows)
    rare = rare_among_humans([example for example in examples if not example.cut], whole_rows)
    several = SeveralTells(
        {rule.code: _COUNTS[rule.severity] for rule in TOGETHER if rule.code in codes or rule.code in rare}, level
    )
    return Stack(tuple(np.array(names)[kept].tolist()), mean, scale, codes, weights, base, several)


def rare_among_humans(examples: Sequence[Example], rows: Sequence[Row]) -> frozenset[str]:
    """The codes of the rules that people hardly ever set off; `rows` are the examples' rows, one each.

    That needs no machine texts: what no engine of the corpora does shows an engine that is not in them.
    """
    texts: Counter[str] = Counter()
    hits: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for example, row in zip(examples, rows, strict=True):
        if row.label == 0:
            texts[row.set] += 1
            hits[row.set].update(code for code, density in example.tells.items() if density)
    sets = [name for name, count in texts.items() if count >= _FEWEST_HUMAN_TEXTS]
    shares = {rule.code: [hits[name][rule.code] / texts[name] for name in sets] for rule in TOGETHER if sets}
    return frozenset(
        code for code, of_sets in shares.items() if np.mean(of_sets) <= _RARE and max(of_sets) <= _RARE_IN_A_SET
    )


def _level(scores: Matrix, rows: Sequence[Row]) -> float:
    """The score that a share of `_LEVEL` of native articles does not exceed; all blocks of one size weigh the same."""
    native = np.array([row.label == 0 and row.article for row in rows])
    if not native.any():
        return float(scores.max())
    weights = balance([row for row, of in zip(rows, native, strict=True) if of], _OTHERS, blocks=True)
    order = np.argsort(scores[native])
    reached = np.cumsum(weights[order]) / weights.sum()
    return float(scores[native][order][np.searchsorted(reached, _LEVEL)])


def _columns(ngram_scores: Matrix, measures: Matrix, tells: Matrix, codes: Sequence[str]) -> Matrix:
    severities = np.array([_OF_SEVERITY[_CODES.index(code)] for code in codes]).reshape(len(codes), len(_SEVERITIES))
    return np.hstack([ngram_scores[:, None], measures, tells, tells @ severities])


def _fit(matrix: Matrix, never_negative: NDArray[np.bool_], rows: Sequence[Row]) -> tuple[Matrix, float]:
    """The weights and the intercept.

    Columns of `never_negative` that get a negative weight are dropped, and the rest is fitted again, until none does.
    """
    labels, sample = [row.label for row in rows], balance(rows, _OTHERS, blocks=True)
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
