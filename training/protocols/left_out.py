"""Protocols on blocks of sets that were left out, on sets never trained on, and on folds inside one set."""

from collections.abc import Mapping, Sequence

import numpy as np

from mtdetect.model.abstention import FEWEST_WORDS
from mtdetect.model.calibration import Calibration
from training.corpora import Row, group_folds, outside
from training.fit.calibration import HELD, HeldSets, calibrate
from training.fit.crossfit import Scored, Scores, own_scores
from training.fit.examples import Example, build_examples
from training.fit.train import train
from training.protocols.figures import (
    Figure,
    Figures,
    HumanShares,
    Sample,
    block_figures,
    by_kind,
    calibration_errors,
    compare,
    join,
    shares_called_translated,
)
from training.protocols.run import Run

_EVEN = 0.5  # the prior at which likelihoods are compared with labels


def left_out_figures(run: Run) -> Figures:
    """How well the texts of each block are told apart by a model that has not seen the block; then set by set."""
    return block_figures(run.result.left_out, run.result.examples, run.rows, run.folds)


def called_translated_figures(run: Run, fpr: float) -> Figures:
    """The share of texts called translated at `fpr` by set and kind, their block left out of scores and thresholds."""
    return called_figures(run.result.left_out, run.result.examples, run.rows, run.folds, fpr)


def called_figures(
    parts: Sequence[Scored],
    examples: Sequence[Example],
    rows: Sequence[Row],
    folds: Sequence[str],
    fpr: float,
    held: HeldSets = HELD,
    own: Scores | None = None,
) -> Figures:
    """The same of the scores of any model; `held` is as in `calibrate`.

    Thresholds are set by the scores `own` of texts of other blocks, by default those with the text's own block left
    out.
    """
    human_shares: HumanShares = {}
    calibrations = _calibrations(parts, examples, rows, folds, held, own)
    for part in parts:
        for at, score in zip(part.examples, part.scores, strict=True):
            example = examples[at]
            if folds[example.row] == part.fold:
                _add_human_share(human_shares, calibrations[part.fold], example, rows[example.row], float(score))
    return shares_called_translated(human_shares, fpr)


def dev_figures(run: Run, fpr: float) -> Figures:
    """The share of texts called translated at `fpr` in the `dev` sets, by the model trained on everything.

    Rows that share a group with a training set are passed over.
    """
    groups = {row.group for row in run.rows}
    rows = [row for row in run.dev_rows if row.group not in groups]
    if not rows:
        return {}
    examples = build_examples(rows, cuts=False)
    human_shares: HumanShares = {}
    for example, score in zip(examples, run.result.score(examples), strict=True):
        _add_human_share(human_shares, run.result.calibration, example, rows[example.row], float(score))
    return shares_called_translated(human_shares, fpr)


def calibration_error_figures(run: Run) -> Figures:
    """How far likelihoods lie from the truth, in texts of blocks that were left out of scores and calibration."""
    return error_figures(run.result.left_out, run.result.examples, run.rows, run.folds)


def error_figures(
    parts: Sequence[Scored],
    examples: Sequence[Example],
    rows: Sequence[Row],
    folds: Sequence[str],
    own: Scores | None = None,
) -> Figures:
    """The same of the scores of any model; `own` is as in `called_figures`."""
    calibrations = _calibrations(parts, examples, rows, folds, HELD, own)  # likelihoods do not depend on what is held
    figures = {}
    for part in parts:
        likelihoods = _as_likelihoods(part, calibrations[part.fold], examples)
        of_fold = calibration_errors(by_kind(likelihoods, examples, rows, folds))
        if of_fold:
            figures[part.fold] = of_fold
    return figures


def inside_one_set(rows: Sequence[Row], folds: int) -> dict[str, Figure]:
    """Train and test on one set, by folds over its groups: how well a model does on an engine that it has seen."""
    names = group_folds(rows, folds)
    result = train(rows, names)
    samples: dict[str, list[Sample]] = {}
    for part in result.left_out:
        for kind, sample in by_kind(part, result.examples, rows, names).items():
            samples.setdefault(kind, []).append(sample)
    return compare({kind: join(of_kind) for kind, of_kind in samples.items()})


def _as_likelihoods(part: Scored, calibration: Calibration, examples: Sequence[Example]) -> Scored:
    pairs = zip(part.examples, part.scores, strict=True)
    values = [calibration.likelihood(float(score), examples[at].words, _EVEN) for at, score in pairs]
    return Scored(part.fold, part.examples, np.array(values))


def _calibrations(
    parts: Sequence[Scored],
    examples: Sequence[Example],
    rows: Sequence[Row],
    folds: Sequence[str],
    held: HeldSets,
    own: Scores | None,
) -> Mapping[str, Calibration]:
    """For each block the calibration by all that may train what is tested on it."""
    own = own_scores(parts, examples, folds) if own is None else own
    found = {}
    for part in parts:
        allowed = set(outside(rows, folds, part.fold))
        kept = [at for at, of in enumerate(examples) if of.row in allowed and not np.isnan(own[at])]
        of_kept = [examples[at] for at in kept], [rows[examples[at].row] for at in kept]
        found[part.fold] = calibrate(own[kept], *of_kept, held)
    return found


def _add_human_share(
    human_shares: HumanShares, calibration: Calibration, example: Example, row: Row, score: float
) -> None:
    """Note the human share of a whole text under its set, kind and system, unless it is too short for a verdict."""
    if not example.cut and example.words >= FEWEST_WORDS:
        name = f"{row.set} {row.kind} {row.system.partition('/')[2]}".strip()
        human_shares.setdefault(name, []).append((calibration.human_share(score, example.words), row.group))
