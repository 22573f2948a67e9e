"""Figures on what was left out, for `metrics.json`, and the protocol of folds inside one set."""

from collections.abc import Sequence

import numpy as np

from mtdetect.abstain import FEWEST_WORDS
from mtdetect.classes import class_list, class_numbers
from training.build import Example, build
from training.corpora import Row, group_folds
from training.crossfit import by_kind
from training.figures import Scores, compare
from training.phrasing import all_keys
from training.train import Trained, train

Figures = dict[str, dict[str, float | int]]
Shares = dict[str, list[float]]


def left_out_figures(trained: Trained, rows: Sequence[Row], folds: Sequence[str]) -> Figures:
    """The figures of each fold when it was left out."""
    return {part.fold: compare(by_kind(part, trained.examples, rows, folds)) for part in trained.left_out}


def flagged_figures(trained: Trained, rows: Sequence[Row], fpr: float) -> Figures:
    """The share of texts called translated at `fpr` by set and kind, each scored with its block left out."""
    shares: Shares = {}
    for part in trained.left_out:
        for at, score in zip(part.examples, part.scores, strict=True):
            example = trained.examples[at]
            if rows[example.row].block == part.fold:
                _note(shares, trained, example, rows[example.row], float(score))
    return _called_translated(shares, fpr)


def fresh_figures(trained: Trained, rows: Sequence[Row], fpr: float) -> Figures:
    """The same for rows of sets that training never saw, scored by the model itself."""
    examples = build(rows, cuts=False)
    phrasing = trained.phrasing.scores(all_keys(examples, class_numbers(class_list(trained.words))))
    shares: Shares = {}
    for example, score in zip(examples, trained.stack.scores(phrasing, examples), strict=True):
        _note(shares, trained, example, rows[example.row], float(score))
    return _called_translated(shares, fpr)


def _note(shares: Shares, trained: Trained, example: Example, row: Row, score: float) -> None:
    if not example.cut and example.words >= FEWEST_WORDS:
        share = trained.calibration.human_share(score, example.words)
        shares.setdefault(f"{row.set} {row.kind} {row.system.partition('/')[2]}".strip(), []).append(share)


def _called_translated(shares: Shares, fpr: float) -> Figures:
    return {
        name: {"texts": len(of_name), "called translated": round(float(np.mean(np.array(of_name) <= fpr)), 4)}
        for name, of_name in sorted(shares.items())
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
