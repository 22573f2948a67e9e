"""Figures on what was left out, for `metrics.json`, and the protocol of folds inside one set."""

from collections.abc import Sequence

import numpy as np

from mtdetect.abstain import FEWEST_WORDS
from mtdetect.calibration import Calibration
from mtdetect.classes import class_list, class_numbers
from training.build import Example, build
from training.calibrate import calibrate
from training.corpora import Row, group_folds, outside
from training.crossfit import by_kind, own_scores
from training.figures import Scores, compare
from training.phrasing import all_keys
from training.train import Trained, train

Figures = dict[str, dict[str, float | int]]
Shares = dict[str, list[float]]


def left_out_figures(trained: Trained, rows: Sequence[Row], folds: Sequence[str]) -> Figures:
    """The figures of each fold when it was left out."""
    return {part.fold: compare(by_kind(part, trained.examples, rows, folds)) for part in trained.left_out}


def flagged_figures(trained: Trained, rows: Sequence[Row], folds: Sequence[str], fpr: float) -> Figures:
    """The share of texts called translated at `fpr` by set and kind, their fold left out of scores and thresholds."""
    shares: Shares = {}
    own = own_scores(trained.left_out, trained.examples, folds)
    for part in trained.left_out:
        calibration = _calibrated_outside(part.fold, own, trained.examples, rows, folds)
        for at, score in zip(part.examples, part.scores, strict=True):
            example = trained.examples[at]
            if folds[example.row] == part.fold:
                _note(shares, calibration, example, rows[example.row], float(score))
    return _called_translated(shares, fpr)


def _calibrated_outside(
    fold: str, own: Scores, examples: Sequence[Example], rows: Sequence[Row], folds: Sequence[str]
) -> Calibration:
    allowed = set(outside(rows, folds, fold))
    kept = [at for at, example in enumerate(examples) if example.row in allowed and not np.isnan(own[at])]
    return calibrate(own[kept], [examples[at] for at in kept], [rows[examples[at].row] for at in kept])


def fresh_figures(trained: Trained, seen: Sequence[Row], rows: Sequence[Row], fpr: float) -> Figures:
    """The same for rows of other sets, by the model itself; rows that share a group with `seen` are passed over."""
    groups = {row.group for row in seen}
    rows = [row for row in rows if row.group not in groups]
    examples = build(rows, cuts=False)
    phrasing = trained.phrasing.scores(all_keys(examples, class_numbers(class_list(trained.words))))
    shares: Shares = {}
    for example, score in zip(examples, trained.stack.scores(phrasing, examples), strict=True):
        _note(shares, trained.calibration, example, rows[example.row], float(score))
    return _called_translated(shares, fpr)


def _note(shares: Shares, calibration: Calibration, example: Example, row: Row, score: float) -> None:
    if not example.cut and example.words >= FEWEST_WORDS:
        share = calibration.human_share(score, example.words)
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
