"""The WMT18 protocol: news of 2018 translated from German by people and by engines; trained on earlier years alone.

The development split of HT-vs-MT (van der Werff et al. 2022, "Automatic Discrimination of Human and Neural Machine
Translation", EAMT), which has published accuracies to compare with.
"""

from collections.abc import Sequence

import numpy as np

from mtdetect.evaluation.metrics import share_of
from training.corpora import Row, group_folds
from training.fit.examples import build_examples
from training.fit.train import train
from training.protocols.figures import Figure, Figures, with_interval
from training.protocols.run import Run

_TRAINING_SET, _TEST_SET = "german_roundtrip_google_deepl", "german_mt_vs_human_wmt18"
_FOLDS = 5
_EVEN = 0.5  # the prior, and the likelihood from which a text is called a machine's
# By engine: a linear SVM on documents, and a sentence-level DeBERTa-v3-large by majority vote.
PUBLISHED_ACCURACIES = {"DeepL": (0.748, 0.847), "Google": (0.848, 0.932)}


def wmt18_figures(run: Run) -> Figures:
    """The accuracy at a likelihood of a half, by engine, by a model trained on the German set alone.

    None where one of the two sets is not in the corpora.
    """
    rows = [row for row in run.rows if row.set == _TRAINING_SET]
    groups = {row.group for row in rows}
    test = [row for row in run.dev_rows if row.set == _TEST_SET and row.group not in groups]
    if not rows or not test:
        return {}
    result = train(rows, group_folds(rows, _FOLDS), cuts=run.cuts)
    examples = build_examples(test, cuts=False)
    calls = [
        (
            test[example.row],
            result.calibration.likelihood(float(score), example.words, _EVEN) >= _EVEN,
        )
        for score, example in zip(result.score(examples), examples, strict=True)
    ]
    return {engine: _accuracy(calls, engine) for engine in sorted({row.system for row, _ in calls if row.label})}


def _accuracy(calls: Sequence[tuple[Row, bool]], engine: str) -> dict[str, Figure]:
    """Of all human texts and one engine's: `calls` says of each row whether it was called a machine's."""
    of_engine = [(row, machine) for row, machine in calls if not row.label or row.system == engine]
    right = np.array([machine == bool(row.label) for row, machine in of_engine])
    groups = [row.group for row, _ in of_engine]
    return {"texts": len(right)} | with_interval("accuracy", share_of(right), groups)
