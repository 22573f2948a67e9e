"""A published protocol: news of 2018 translated from German by people and by engines, trained on earlier years alone.

The development split of HT-vs-MT (van der Werff et al. 2022, "Automatic Discrimination of Human and Neural Machine
Translation", EAMT).
"""

import numpy as np

from mtdetect.evaluation.metrics import share_of
from mtdetect.features.word_classes import class_list, class_numbers
from training.corpora import Row, group_folds
from training.fit.examples import build
from training.fit.ngram_stage import all_keys
from training.fit.train import train
from training.protocols.figures import Figures, with_interval
from training.protocols.run import Run

_TRAINED_ON, _TESTED_ON = "german_roundtrip_google_deepl", "german_mt_vs_human_wmt18"
_FOLDS = 5
_EVEN = 0.5
# Accuracies by engine: a linear SVM on documents, a sentence-level DeBERTa-v3-large by majority vote.
PUBLISHED_ACCURACIES = {"DeepL": (0.748, 0.847), "Google": (0.848, 0.932)}


def wmt18_figures(run: Run) -> Figures:
    """Accuracy at a likelihood of a half, by engine, by a model trained on the German set only; none without that."""
    rows = [row for row in run.rows if row.set == _TRAINED_ON and not row.made]
    groups = {row.group for row in rows}
    tested = [row for row in run.fresh if row.set == _TESTED_ON and row.group not in groups]
    if not rows or not tested:
        return {}
    trained = train(rows, group_folds(rows, _FOLDS), cuts=run.cuts)
    examples = build(tested, cuts=False)
    scores = trained.stack.scores(
        trained.phrasing.scores(all_keys(examples, class_numbers(class_list(trained.words)))), examples
    )
    likely = [
        trained.calibration.likelihood(float(score), example.words, _EVEN) >= _EVEN
        for score, example in zip(scores, examples, strict=True)
    ]
    judged = [(tested[example.row], said) for example, said in zip(examples, likely, strict=True)]
    return {engine: _accuracy(judged, engine) for engine in sorted({row.system for row, _ in judged if row.label})}


def _accuracy(judged: list[tuple[Row, bool]], engine: str) -> dict[str, float | int | list[float]]:
    of_engine = [(row, said) for row, said in judged if not row.label or row.system == engine]
    right = np.array([said == bool(row.label) for row, said in of_engine])
    groups = [row.group for row, _ in of_engine]
    return {"texts": len(right)} | with_interval("accuracy", share_of(right), groups)
