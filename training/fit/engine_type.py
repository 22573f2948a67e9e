"""Fits the model that guesses the kind of engine: one that translates by rules, or one that has learnt."""

from collections.abc import Sequence

from sklearn.linear_model import LogisticRegression

from mtdetect.model.engine_type import EngineModel
from mtdetect.tells.registry import RULES
from mtdetect.tells.status import status
from training.corpora import Row
from training.fit.examples import Example, tell_matrix

RULE_BASED = "Apertium"  # the one such engine in the corpora
_CODES = tuple(rule.code for rule in RULES if status(rule) == "stable")
_STRENGTH = 1.0  # inverse regularisation


def fit_engine_type(examples: Sequence[Example], rows: Sequence[Row]) -> EngineModel:
    """Fit on the machine texts among the examples, whole and cut; both kinds of engine weigh the same in all.

    `rows` are all rows. Without texts of both kinds the model is empty and guesses nothing.
    """
    machine = [example for example in examples if rows[example.row].label == 1]
    rule_based = [is_rule_based(rows[example.row]) for example in machine]
    if len(set(rule_based)) < 2:
        return EngineModel(0.0, {})
    classifier = LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=1000)
    classifier.fit(tell_matrix(machine, _CODES), rule_based)
    weights = dict(zip(_CODES, classifier.coef_[0].tolist(), strict=True))
    return EngineModel(float(classifier.intercept_[0]), {code: weight for code, weight in weights.items() if weight})


def is_rule_based(row: Row) -> bool:
    """Whether the engine of a machine text translates by rules."""
    return row.system.startswith(RULE_BASED)
