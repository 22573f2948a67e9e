"""Figures of scores: how well they order, and how much is found at one false alarm in a hundred."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

Scores = NDArray[np.float64]


def auc(human: Scores, machine: Scores) -> float:
    """The chance (0-1) that a machine text scores above a human one."""
    return float(roc_auc_score([0] * len(human) + [1] * len(machine), np.concatenate([human, machine])))


def found(human: Scores, machine: Scores, fpr: float = 0.01) -> float:
    """The share of machine texts above the score that a share `fpr` of human ones exceeds."""
    return float((machine > np.quantile(human, 1 - fpr)).mean())


def compare(scores: Mapping[str, Scores]) -> dict[str, float | int]:
    """All comparisons between kinds of text that a set allows."""
    figures: dict[str, float | int] = {f"texts {kind}": len(of_kind) for kind, of_kind in scores.items()}
    for machine, human in _pairs(scores):
        figures[f"AUC {machine} against {human}"] = round(auc(scores[human], scores[machine]), 4)
        figures[f"found at 1 % false positives, {machine} against {human}"] = round(
            found(scores[human], scores[machine]), 4
        )
    return figures


def _pairs(scores: Mapping[str, Scores]) -> Sequence[tuple[str, str]]:
    pairs = (
        ("round_trip", "native"),
        ("machine_translation", "human_translation"),
        ("machine_translation", "native"),
    )
    return [pair for pair in pairs if all(kind in scores for kind in pair)]
