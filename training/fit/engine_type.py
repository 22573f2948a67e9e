"""The model that guesses the kind of engine, and how often it is right on a pivot language and articles left out."""

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from mtdetect.evaluation.metrics import share_of
from mtdetect.model.engine_type import ENGINES, EngineModel
from mtdetect.tells.pages import status
from mtdetect.tells.registry import RULES
from training.corpora import Row, outside
from training.fit.examples import Example, tell_matrix
from training.protocols.figures import Figure, Figures, with_interval

_BY_RULES = "Apertium"  # the one such engine in the corpora
_CODES = tuple(rule.code for rule in RULES if status(rule) == "stable")
_STRENGTH = 1.0  # inverse regularisation


def fit_engine(examples: Sequence[Example], rows: Sequence[Row]) -> EngineModel:
    """Fit on the machine texts among the examples, whole and cut; both kinds of engine weigh the same."""
    machine = [example for example in examples if rows[example.row].label == 1]
    by_rules = [is_by_rules(rows[example.row]) for example in machine]
    if len(set(by_rules)) < 2:
        return EngineModel(0.0, {})
    classifier = LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=1000)
    classifier.fit(tell_matrix(machine, _CODES), by_rules)
    weights = dict(zip(_CODES, classifier.coef_[0].tolist(), strict=True))
    return EngineModel(float(classifier.intercept_[0]), {code: weight for code, weight in weights.items() if weight})


def is_by_rules(row: Row) -> bool:
    """Whether the engine of a machine text translates by rules."""
    return row.system.startswith(_BY_RULES)


def engine_guess_figures(examples: Sequence[Example], rows: Sequence[Row]) -> Figures:
    """How whole machine texts are guessed, their block or pivot language left out; Apertium's by each of its pivots."""
    parts = {f"{_BY_RULES}, {lang}": lang for lang in sorted({row.lang for row in rows if is_by_rules(row)})}
    folds = {
        name: [name if is_by_rules(row) and row.lang == lang else "" for row in rows] for name, lang in parts.items()
    }
    blocks = sorted({row.block for row in rows if row.label == 1 and not row.made and not is_by_rules(row)})
    folds |= {block: [block if row.block == block else "" for row in rows] for block in blocks}
    return {name: _figures(examples, rows, of, name) for name, of in folds.items()}


def _figures(examples: Sequence[Example], rows: Sequence[Row], folds: Sequence[str], fold: str) -> dict[str, Figure]:
    allowed = set(outside(rows, folds, fold))
    model = fit_engine([example for example in examples if example.row in allowed], rows)
    tested = [
        example
        for example in examples
        if folds[example.row] == fold and not example.cut and rows[example.row].label and not rows[example.row].made
    ]
    guesses = [model.guess(example.tells) for example in tested]
    groups = [rows[example.row].group for example in tested]
    figures: dict[str, Figure] = {"texts": len(tested)}
    for engine in ENGINES:
        said = np.array([guess is not None and guess.engine == engine for guess in guesses])
        figures |= with_interval(f"guessed {engine}", share_of(said), groups)
    return figures
