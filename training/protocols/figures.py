"""Figures of scores: how well they order, and how much is found at one false alarm in a hundred, with intervals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtdetect.evaluation.metrics import Statistic, auc_of, calibration_error_of, interval, recall_of, share_of

Scores = NDArray[np.float64]
Figure = float | int | list[float]
Figures = dict[str, dict[str, Figure]]

_DIGITS = 4
_FPR = 0.01
_PAIRS = (
    ("round_trip", "native"),
    ("machine_translation", "human_translation"),
    ("machine_translation", "native"),
)


@dataclass(frozen=True, slots=True)
class Sample:
    """Scores of texts of a kind, and the group of each."""

    scores: Scores
    groups: Sequence[str]


def joined(samples: Sequence[Sample]) -> Sample:
    """Samples as one."""
    return Sample(
        np.concatenate([sample.scores for sample in samples]), [name for sample in samples for name in sample.groups]
    )


def compare(samples: Mapping[str, Sample]) -> dict[str, Figure]:
    """All comparisons between kinds of text that a set allows; scores are raw or likelihoods."""
    figures = sizes(samples)
    for machine, human, both, made in compared(samples):
        for name, statistic in (
            (f"AUC {machine} against {human}", auc_of(both.scores, made)),
            (f"found at 1 % false positives, {machine} against {human}", recall_of(both.scores, made, _FPR)),
        ):
            figures |= with_interval(name, statistic, both.groups)
    return figures


def calibration_errors(likelihoods: Mapping[str, Sample]) -> dict[str, Figure]:
    """The expected calibration errors of the same comparisons."""
    figures = sizes(likelihoods)
    for machine, human, both, made in compared(likelihoods):
        name = f"calibration error {machine} against {human}"
        figures |= with_interval(name, calibration_error_of(both.scores, made), both.groups)
    return figures


def called_translated(human_shares: Sample, fpr: float) -> dict[str, Figure]:
    """The share of texts called translated at `fpr`, where `human_shares` are the scores."""
    statistic = share_of(human_shares.scores <= fpr)
    return {"texts": len(human_shares.scores)} | with_interval("called translated", statistic, human_shares.groups)


def with_interval(name: str, statistic: Statistic, groups: Sequence[str]) -> dict[str, Figure]:
    """A figure under its name, and its 95 % interval, drawn by groups, under that name and `, 95 %`."""
    drawn = [round(value, _DIGITS) for value in interval(statistic, groups)]
    return {name: round(statistic(np.ones(len(groups))), _DIGITS), f"{name}, 95 %": drawn}


def sizes(samples: Mapping[str, Sample]) -> dict[str, Figure]:
    """The number of texts of each kind."""
    return {f"texts {kind}": len(sample.scores) for kind, sample in samples.items()}


def compared(samples: Mapping[str, Sample]) -> Iterator[tuple[str, str, Sample, NDArray[np.bool_]]]:
    """The kinds that are compared: machine, human, both as one sample, and which of it are the machine's."""
    for machine, human in _PAIRS:
        if machine in samples and human in samples:
            both = joined([samples[machine], samples[human]])
            yield machine, human, both, np.arange(len(both.scores)) < len(samples[machine].scores)
