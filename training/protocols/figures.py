"""Figures, that is the numbers in `metrics.json`: AUC, recall at 1 % false positives and others, with intervals."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtdetect.evaluation.metrics import Statistic, auc_of, calibration_error_of, interval, recall_of, share_of
from training.corpora import Row
from training.fit.crossfit import Scored
from training.fit.examples import Example

Scores = NDArray[np.float64]
Figure = float | int | list[float]
Figures = dict[str, dict[str, Figure]]
HumanShares = dict[str, list[tuple[float, str]]]  # by a name of texts: the human share and the group of each

_DIGITS = 4
_FPR = 0.01
_FEWEST_NEAR = 30  # human texts of a kind beside a set's machine texts
_COMPARISONS = (
    ("round_trip", "native"),
    ("machine_translation", "human_translation"),
    ("machine_translation", "native"),
)


@dataclass(frozen=True, slots=True)
class Sample:
    """Scores of texts of a kind, and the group of each."""

    scores: Scores
    groups: Sequence[str]


def join(samples: Sequence[Sample]) -> Sample:
    """Several samples as one."""
    return Sample(
        np.concatenate([sample.scores for sample in samples]), [name for sample in samples for name in sample.groups]
    )


def by_kind(
    part: Scored, examples: Sequence[Example], rows: Sequence[Row], folds: Sequence[str]
) -> Mapping[str, Sample]:
    """The scores of whole texts by kind: machine texts of the fold, and human ones scored with it."""
    return _samples(part, examples, rows, _tested(part, examples, rows, folds))


def by_set(
    part: Scored, examples: Sequence[Example], rows: Sequence[Row], folds: Sequence[str]
) -> Iterator[tuple[str, Mapping[str, Sample]]]:
    """The same for each set of the fold that has machine texts: beside these, the human texts of their groups or set.

    Where those are fewer than 30 of a kind, all human texts of that kind which were scored with the fold.
    """
    tested = _tested(part, examples, rows, folds)
    of = {place: rows[examples[part.examples[place]].row] for place in tested}
    for name in sorted({row.set for row in of.values() if row.label}):
        groups = {row.group for row in of.values() if row.label and row.set == name}
        near = [place for place, row in of.items() if row.set == name or (not row.label and row.group in groups)]
        enough = {kind for kind, count in Counter(of[place].kind for place in near).items() if count >= _FEWEST_NEAR}
        far = [place for place, row in of.items() if not row.label and row.kind not in enough]
        machine = [place for place in near if of[place].label]
        human = [place for place in near if not of[place].label and of[place].kind in enough]
        yield name, _samples(part, examples, rows, [*machine, *human, *far])


def block_figures(
    parts: Sequence[Scored], examples: Sequence[Example], rows: Sequence[Row], folds: Sequence[str]
) -> Figures:
    """The comparisons of each fold, and of each set of a fold that has several with machine texts."""
    figures: Figures = {}
    for part in parts:
        figures[part.fold] = compare(by_kind(part, examples, rows, folds))
        sets = list(by_set(part, examples, rows, folds))
        if len(sets) > 1:
            figures |= {f"{part.fold}: {name}": compare(samples) for name, samples in sets}
    return figures


def _tested(part: Scored, examples: Sequence[Example], rows: Sequence[Row], folds: Sequence[str]) -> list[int]:
    """The places of whole texts: machine texts of the fold, and human ones scored with it."""
    return [
        place
        for place, at in enumerate(part.examples)
        if not examples[at].cut and (rows[examples[at].row].label == 0 or folds[examples[at].row] == part.fold)
    ]


def _samples(
    part: Scored, examples: Sequence[Example], rows: Sequence[Row], places: Sequence[int]
) -> Mapping[str, Sample]:
    found: dict[str, list[int]] = {}
    for place in places:
        found.setdefault(rows[examples[part.examples[place]].row].kind, []).append(place)
    return {
        kind: Sample(part.scores[of_kind], [rows[examples[part.examples[place]].row].group for place in of_kind])
        for kind, of_kind in sorted(found.items())
    }


def compare(samples: Mapping[str, Sample]) -> dict[str, Figure]:
    """AUC and recall at 1 % false positives of all comparisons that the kinds of text allow, with the sizes.

    Scores may be raw or likelihoods: the higher, the more likely a machine.
    """
    figures = sizes(samples)
    for machine, human, both, is_machine in comparisons(samples):
        for name, statistic in (
            (f"AUC {machine} against {human}", auc_of(both.scores, is_machine)),
            (f"found at 1 % false positives, {machine} against {human}", recall_of(both.scores, is_machine, _FPR)),
        ):
            figures |= with_interval(name, statistic, both.groups)
    return figures


def has_auc(figures: Mapping[str, Figure]) -> bool:
    """Whether `compare` had both kinds of a comparison."""
    return any(name.startswith("AUC") for name in figures)


def calibration_errors(likelihoods: Mapping[str, Sample]) -> dict[str, Figure]:
    """The expected calibration errors of the same comparisons, with the sizes; none where no comparison is possible."""
    figures: dict[str, Figure] = {}
    for machine, human, both, is_machine in comparisons(likelihoods):
        name = f"calibration error {machine} against {human}"
        figures |= with_interval(name, calibration_error_of(both.scores, is_machine), both.groups)
    return sizes(likelihoods) | figures if figures else {}


def shares_called_translated(human_shares: HumanShares, fpr: float) -> Figures:
    """By name, the number of texts and the share of those called translated at `fpr`."""
    return {name: _share_called_translated(texts, fpr) for name, texts in sorted(human_shares.items())}


def _share_called_translated(texts: Sequence[tuple[float, str]], fpr: float) -> dict[str, Figure]:
    statistic = share_of(np.array([share for share, _ in texts]) <= fpr)
    return {"texts": len(texts)} | with_interval("called translated", statistic, [group for _, group in texts])


def with_interval(name: str, statistic: Statistic, groups: Sequence[str]) -> dict[str, Figure]:
    """A figure under its name, and its 95 % interval under that name and `, 95 %`, by a bootstrap over groups."""
    ends = [round(value, _DIGITS) for value in interval(statistic, groups)]
    return {name: round(statistic(np.ones(len(groups))), _DIGITS), f"{name}, 95 %": ends}


def sizes(samples: Mapping[str, Sample]) -> dict[str, Figure]:
    """The number of texts of each kind."""
    return {f"texts {kind}": len(sample.scores) for kind, sample in samples.items()}


def comparisons(samples: Mapping[str, Sample]) -> Iterator[tuple[str, str, Sample, NDArray[np.bool_]]]:
    """What is compared: the machine kind, the human kind, both as one sample, and which of that are machine texts."""
    for machine, human in _COMPARISONS:
        if machine in samples and human in samples:
            both = join([samples[machine], samples[human]])
            yield machine, human, both, np.arange(len(both.scores)) < len(samples[machine].scores)
