"""How often the kind of engine is guessed right, on a pivot language or a block of sets left out."""

from collections.abc import Sequence

import numpy as np

from mtdetect.evaluation.metrics import share_of
from mtdetect.model.engine_type import ENGINES
from training.corpora import Row, outside
from training.fit.engine_type import RULE_BASED, fit_engine_type, is_rule_based
from training.fit.examples import Example
from training.protocols.figures import Figure, Figures, with_interval
from training.protocols.run import Run


def engine_guess_figures(run: Run) -> Figures:
    """How whole machine texts are guessed: those of the rule-based engine by pivot, the others by block left out."""
    rows = run.rows
    pivots = {f"{RULE_BASED}, {lang}": lang for lang in sorted({row.lang for row in rows if is_rule_based(row)})}
    folds = {
        name: [name if is_rule_based(row) and row.lang == lang else "" for row in rows] for name, lang in pivots.items()
    }
    blocks = sorted({row.block for row in rows if row.label == 1 and not is_rule_based(row)})
    folds |= {block: [block if row.block == block else "" for row in rows] for block in blocks}
    return {name: _figures(run.result.examples, rows, of, name) for name, of in folds.items()}


def _figures(examples: Sequence[Example], rows: Sequence[Row], folds: Sequence[str], fold: str) -> dict[str, Figure]:
    allowed = set(outside(rows, folds, fold))
    model = fit_engine_type([example for example in examples if example.row in allowed], rows)
    test = [
        example for example in examples if folds[example.row] == fold and not example.cut and rows[example.row].label
    ]
    guesses = [model.guess(example.tells) for example in test]
    groups = [rows[example.row].group for example in test]
    figures: dict[str, Figure] = {"texts": len(test)}
    for engine in ENGINES:
        hits = np.array([guess is not None and guess.engine == engine for guess in guesses])
        figures |= with_interval(f"guessed {engine}", share_of(hits), groups)
    return figures
