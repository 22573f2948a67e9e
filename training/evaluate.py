"""Figures on what was left out, for `metrics.json`, and the protocol of folds inside one set."""

from collections.abc import Sequence

import numpy as np

from training.corpora import Row, group_folds
from training.crossfit import by_kind
from training.figures import Scores, compare
from training.train import Trained, train

Figures = dict[str, dict[str, float | int]]


def left_out_figures(trained: Trained, rows: Sequence[Row], folds: Sequence[str]) -> Figures:
    """The figures of each fold when it was left out."""
    return {part.fold: compare(by_kind(part, trained.examples, rows, folds)) for part in trained.left_out}


def flagged_figures(trained: Trained, rows: Sequence[Row], fpr: float) -> Figures:
    """The share of texts called translated at `fpr` by set and kind, each scored with its block left out."""
    flagged: dict[str, list[float]] = {}
    for part in trained.left_out:
        for at, score in zip(part.examples, part.scores, strict=True):
            example = trained.examples[at]
            row = rows[example.row]
            if row.block == part.fold and not example.cut and example.words >= 50:
                share = trained.calibration.human_share(float(score), example.words)
                flagged.setdefault(f"{row.set} {row.kind} {row.system.partition('/')[2]}".strip(), []).append(share)
    return {
        name: {"texts": len(shares), "called translated": round(float(np.mean(np.array(shares) <= fpr)), 4)}
        for name, shares in sorted(flagged.items())
    }


def inside_one_set(rows: Sequence[Row], folds: int) -> dict[str, float | int]:
    """Train and test on one set, by folds over its groups: how much a detector knows of an engine it has seen."""
    parts = group_folds(rows, folds)
    trained = train(rows, parts)
    pooled: dict[str, list[Scores]] = {}
    for part in trained.left_out:
        for kind, scores in by_kind(part, trained.examples, rows, parts).items():
            pooled.setdefault(kind, []).append(scores)
    return compare({kind: np.concatenate(scores) for kind, scores in pooled.items()})
