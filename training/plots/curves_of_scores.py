"""What is drawn of raw scores of texts whose block was left out, as numbers that a small JSON file holds.

So the plots can be drawn again without the scores, which take a whole training run, and without the corpora.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdetect.evaluation.metrics import auc_of, calibration_error_of, interval, share_of
from mtdetect.model.abstention import FEWEST_WORDS
from mtdetect.model.calibration import Calibration
from training.corpora import outside
from training.fit.calibration import calibrate
from training.fit.crossfit import Scored, own_scores
from training.plots.left_out import LeftOutScores
from training.protocols.figures import Sample, by_kind, by_set, comparisons

Numbers = NDArray[np.float64]
Curves = dict[str, Any]

FPR = 0.01
LENGTHS = (50, 100, 200, 400)  # words from which on a column begins
SHARES = np.logspace(-3, 0, 61)  # of human texts, at which a ROC curve is drawn
BINS = 10  # of likelihoods, of equal mass
EDGES = np.linspace(-9, 9, 73)  # of raw scores, in log-odds
_EVEN = 0.5  # the prior at which likelihoods are compared with labels
_FEWEST = 100  # texts of a source and length whose share is shown
_DIGITS = 4


def curves_of(scores: LeftOutScores) -> Curves:
    """All curves: `digest` of the model of the run, `roc` by set, `reliability` by block, `lengths`, and `kinds`."""
    calibrations = {part.fold: _calibration(scores, part.fold) for part in scores.parts}
    return {
        "digest": scores.digest,
        "roc": dict(_roc(scores)),
        "reliability": dict(_reliability(scores, calibrations)),
        "lengths": _lengths(scores, calibrations),
        "kinds": _kinds(scores),
    }


def _calibration(scores: LeftOutScores, fold: str) -> Calibration:
    """The calibration by all texts that may train what is tested on a block."""
    own, allowed = (
        own_scores(scores.parts, scores.examples, scores.folds),
        set(outside(scores.rows, scores.folds, fold)),
    )
    kept = [at for at, one in enumerate(scores.examples) if one.row in allowed and not np.isnan(own[at])]
    examples = [scores.examples[at] for at in kept]
    return calibrate(own[kept], examples, [scores.rows[one.row] for one in examples])


def _roc(scores: LeftOutScores) -> Iterator[tuple[str, Curves]]:
    """For each set with machine texts: the share found where a share of human texts is called, by kinds compared."""
    for part in scores.parts:
        for name, samples in by_set(part, scores.examples, scores.rows, scores.folds):
            found = {
                f"{machine} {human}": _curve(both, is_machine)
                for machine, human, both, is_machine in comparisons(samples)
            }
            if found:
                yield name, found


def _curve(both: Sample, is_machine: NDArray[np.bool_]) -> Curves:
    human, machine = np.sort(both.scores[~is_machine]), both.scores[is_machine]
    shares = SHARES[len(human) * SHARES >= 1]  # fewer than one text is no share
    over = np.floor(shares * len(human) + 1e-9).astype(int)
    lines = np.where(over < len(human), human[::-1][np.minimum(over, len(human) - 1)], -np.inf)
    found = [float((machine > line).mean()) for line in lines]
    points = [[round(float(share), 6), round(value, _DIGITS)] for share, value in zip(shares, found, strict=True)]
    auc = auc_of(both.scores, is_machine)(np.ones(len(both.scores)))
    return {"machine": len(machine), "human": len(human), "auc": round(auc, _DIGITS), "points": points}


def _reliability(scores: LeftOutScores, calibrations: Mapping[str, Calibration]) -> Iterator[tuple[str, Curves]]:
    """For each block: the share of machine texts among those of about one likelihood, by kinds compared."""
    for part in scores.parts:
        calibration = calibrations[part.fold]
        pairs = zip(part.examples, part.scores, strict=True)
        likelihoods = [calibration.likelihood(float(score), scores.examples[at].words, _EVEN) for at, score in pairs]
        samples = by_kind(
            Scored(part.fold, part.examples, np.array(likelihoods)), scores.examples, scores.rows, scores.folds
        )
        found = {
            f"{machine} {human}": _bins(both, is_machine) for machine, human, both, is_machine in comparisons(samples)
        }
        if found:
            yield part.fold, found


def _bins(both: Sample, is_machine: NDArray[np.bool_]) -> Curves:
    """Ten bins of equal mass, both labels of the same weight: mean likelihood, share of machine texts, its interval."""
    mass = np.where(is_machine, 0.5 / is_machine.sum(), 0.5 / (~is_machine).sum())
    order = np.argsort(both.scores, kind="stable")
    middles = np.empty(len(order))
    middles[order] = np.cumsum(mass[order]) - mass[order] / 2
    numbers = np.minimum((middles * BINS).astype(int), BINS - 1)
    points = []
    for number in range(BINS):
        own = np.flatnonzero(numbers == number)
        if len(own):
            weights, machine = mass[own], is_machine[own]

            def statistic(times: Numbers, weights: Numbers = weights, machine: NDArray[np.bool_] = machine) -> float:
                total = (times * weights).sum()
                return float((times * weights)[machine].sum() / total) if total else float("nan")

            low, high = interval(statistic, [both.groups[at] for at in own.tolist()])
            mean = float(np.average(both.scores[own], weights=weights))
            points.append([round(value, _DIGITS) for value in (mean, statistic(np.ones(len(own))), low, high)])
    error = calibration_error_of(both.scores, is_machine)(np.ones(len(both.scores)))
    return {"error": round(error, _DIGITS), "points": points}


def _lengths(scores: LeftOutScores, calibrations: Mapping[str, Calibration]) -> Curves:
    """For each source of human texts, whole and cut: the share called translated, by length; texts, share, interval."""
    found: defaultdict[str, defaultdict[int, list[tuple[bool, str]]]] = defaultdict(lambda: defaultdict(list))
    for part in scores.parts:
        for at, score in zip(part.examples.tolist(), part.scores.tolist(), strict=True):
            one = scores.examples[at]
            row = scores.rows[one.row]
            if row.label == 0 and scores.folds[one.row] == part.fold and one.words >= FEWEST_WORDS:
                called = calibrations[part.fold].human_share(score, one.words) <= FPR
                column = int(np.searchsorted(LENGTHS, one.words, "right")) - 1
                found[f"{row.set} {row.kind}"][column].append((called, row.group))
    made: Curves = {}
    for name, columns in sorted(found.items()):
        shown = {LENGTHS[at]: _share(texts) for at, texts in sorted(columns.items()) if len(texts) >= _FEWEST}
        if shown:
            made[name] = {str(length): one for length, one in shown.items()}
    return made


def _share(texts: Sequence[tuple[bool, str]]) -> list[float]:
    statistic = share_of(np.array([called for called, _ in texts]))
    ends = interval(statistic, [group for _, group in texts])
    return [len(texts), *(round(value, _DIGITS) for value in (statistic(np.ones(len(texts))), *ends))]


def _kinds(scores: LeftOutScores) -> Curves:
    """For each kind of text the density of raw scores of whole texts; the sets of a kind weigh the same."""
    found: defaultdict[str, defaultdict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for part in scores.parts:
        for at, score in zip(part.examples.tolist(), part.scores.tolist(), strict=True):
            one = scores.examples[at]
            row = scores.rows[one.row]
            if not one.cut and scores.folds[one.row] == part.fold and one.words >= FEWEST_WORDS:
                found[row.kind][row.set].append(score)
    made: Curves = {}
    for kind, sets in sorted(found.items()):
        shares = [
            np.histogram(np.clip(values, EDGES[0], EDGES[-1]), EDGES)[0] / len(values) for values in sets.values()
        ]
        density = np.mean(shares, axis=0) / (EDGES[1] - EDGES[0])
        texts = sum(map(len, sets.values()))
        made[kind] = {
            "texts": texts,
            "sets": len(sets),
            "density": [round(value, _DIGITS) for value in density.tolist()],
        }
    return made
