"""Figures on what was left out, for `metrics.json`, and the protocol of folds inside one set."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from mtdetect.features.word_classes import class_list, class_numbers
from mtdetect.model.abstention import FEWEST_WORDS
from mtdetect.model.calibration import Calibration
from training.corpora import Row, group_folds, outside
from training.fit.calibration import calibrate
from training.fit.crossfit import LeftOut, by_kind, own_scores
from training.fit.examples import Example, build
from training.fit.ngram_stage import all_keys
from training.fit.train import Trained, train
from training.protocols.figures import Figure, Figures, Sample, calibration_errors, called_translated, compare, joined

_EVEN = 0.5  # the prior at which likelihoods are compared with labels
_Noted = dict[str, list[tuple[float, str]]]


def left_out_figures(trained: Trained, rows: Sequence[Row], folds: Sequence[str]) -> Figures:
    """The figures of each fold when it was left out."""
    return {part.fold: compare(by_kind(part, trained.examples, rows, folds)) for part in trained.left_out}


def flagged_figures(trained: Trained, rows: Sequence[Row], folds: Sequence[str], fpr: float) -> Figures:
    """The share of texts called translated at `fpr` by set and kind, their fold left out of scores and thresholds."""
    noted: _Noted = {}
    calibrations = calibrated_outside(trained, rows, folds)
    for part in trained.left_out:
        for at, score in zip(part.examples, part.scores, strict=True):
            example = trained.examples[at]
            if folds[example.row] == part.fold:
                _note(noted, calibrations[part.fold], example, rows[example.row], float(score))
    return _called_translated(noted, fpr)


def calibration_error_figures(trained: Trained, rows: Sequence[Row], folds: Sequence[str]) -> Figures:
    """How far likelihoods lie from the truth, in texts of folds that were left out of scores and calibration."""
    calibrations = calibrated_outside(trained, rows, folds)
    figures = {}
    for part in trained.left_out:
        likelihoods = _likelihoods(part, calibrations[part.fold], trained.examples)
        of_fold = calibration_errors(by_kind(likelihoods, trained.examples, rows, folds))
        if any(name.startswith("calibration error") for name in of_fold):
            figures[part.fold] = of_fold
    return figures


def _likelihoods(part: LeftOut, calibration: Calibration, examples: Sequence[Example]) -> LeftOut:
    pairs = zip(part.examples, part.scores, strict=True)
    values = [calibration.likelihood(float(score), examples[at].words, _EVEN) for at, score in pairs]
    return replace(part, scores=np.array(values))


def calibrated_outside(trained: Trained, rows: Sequence[Row], folds: Sequence[str]) -> Mapping[str, Calibration]:
    """For each fold the calibration by all that may train what is tested on it."""
    own = own_scores(trained.left_out, trained.examples, folds)
    made = {}
    for part in trained.left_out:
        allowed = set(outside(rows, folds, part.fold))
        kept = [at for at, of in enumerate(trained.examples) if of.row in allowed and not np.isnan(own[at])]
        examples = [trained.examples[at] for at in kept]
        made[part.fold] = calibrate(own[kept], examples, [rows[example.row] for example in examples])
    return made


def fresh_figures(trained: Trained, seen: Sequence[Row], rows: Sequence[Row], fpr: float) -> Figures:
    """The same for rows of other sets, by the model itself; rows that share a group with `seen` are passed over."""
    groups = {row.group for row in seen}
    rows = [row for row in rows if row.group not in groups]
    if not rows:
        return {}
    examples = build(rows, cuts=False)
    phrasing = trained.phrasing.scores(all_keys(examples, class_numbers(class_list(trained.words))))
    noted: _Noted = {}
    for example, score in zip(examples, trained.stack.scores(phrasing, examples), strict=True):
        _note(noted, trained.calibration, example, rows[example.row], float(score))
    return _called_translated(noted, fpr)


def _note(noted: _Noted, calibration: Calibration, example: Example, row: Row, score: float) -> None:
    if not example.cut and example.words >= FEWEST_WORDS:
        share = calibration.human_share(score, example.words)
        noted.setdefault(f"{row.set} {row.kind} {row.system.partition('/')[2]}".strip(), []).append((share, row.group))


def _called_translated(noted: _Noted, fpr: float) -> Figures:
    return {
        name: called_translated(Sample(np.array([share for share, _ in of]), [group for _, group in of]), fpr)
        for name, of in sorted(noted.items())
    }


def inside_one_set(rows: Sequence[Row], folds: int) -> dict[str, Figure]:
    """Train and test on one set, by folds over its groups: how much a detector knows of an engine it has seen."""
    parts = group_folds(rows, folds)
    trained = train(rows, parts)
    pooled: dict[str, list[Sample]] = {}
    for part in trained.left_out:
        for kind, sample in by_kind(part, trained.examples, rows, parts).items():
            pooled.setdefault(kind, []).append(sample)
    return compare({kind: joined(samples) for kind, samples in pooled.items()})
