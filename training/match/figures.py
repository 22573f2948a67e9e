"""The figures of copy mode, on pairs whose groups the models have not seen."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

import numpy as np

from mtdetect.evaluation.metrics import calibration_error_of, interval
from mtdetect.match.matcher import COPIES
from mtdetect.match.pair import SURE
from mtdetect.match.relation import NAMES, RelationModel
from training.corpora import Row
from training.match.build import PairFeatures, feature_matrix
from training.match.fit import Floats
from training.match.gold import Counts, count_links, sample
from training.protocols.figures import Figures

_GOLD = 200
_ALL, _NAMED = "all", "named"
DOUBT = math.log(SURE / (1 - SURE))  # log-odds of a direction below which it is in doubt


def alignment_figures(rows: Sequence[Row]) -> Figures:
    """F1 of links on gold pairs, by set, by edit and for all."""
    counts: defaultdict[str, Counts] = defaultdict(lambda: Counts(0, 0, 0))
    pairs: Counter[str] = Counter()
    for gold in sample(rows, _GOLD):
        found = count_links(gold)
        for name in ("all", f"set {gold.of_set}", f"edit {gold.edit}"):
            counts[name] += found
            pairs[name] += 1
    return {
        name: {
            "pairs": pairs[name],
            "links": found.gold,
            "F1": round(found.f1, 4),
            "precision": round(found.right / max(found.found, 1), 4),
            "recall": round(found.right / max(found.gold, 1), 4),
        }
        for name, found in sorted(counts.items())
    }


def direction_figures(pairs: Sequence[PairFeatures], scores: Floats) -> Figures:
    """The share of pairs whose machine side is told right, by task and for all round trips."""
    tasks: defaultdict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(pairs):
        if one.directed:
            tasks[f"{one.task}, {one.block}" if one.name == "rewrite" else one.task].append(at)
            if one.task.startswith("round trip"):
                tasks["all round trips"].append(at)
    return {name: _direction(places, pairs, scores) for name, places in sorted(tasks.items())}


def _direction(
    places: Sequence[int], pairs: Sequence[PairFeatures], scores: Floats
) -> dict[str, float | int | list[float]]:
    right = scores[list(places)] > 0
    low, high = interval(lambda weights: float(np.average(right, weights=weights)), [pairs[at].group for at in places])
    # Half of the pairs are turned round, since the suspect is always the machine's here.
    turned = np.where(np.arange(len(places)) % 2, 1.0, -1.0)
    likelihoods = 1 / (1 + np.exp(-np.clip(scores[list(places)] * turned, -30, 30)))
    error = calibration_error_of(likelihoods, turned > 0)(np.ones(len(places)))
    return {
        "pairs": len(places),
        "right": round(float(right.mean()), 4),
        "right, interval": [round(low, 4), round(high, 4)],
        "calibration error": round(error, 4),
    }


def relation_figures(
    pairs: Sequence[PairFeatures],
    scores: Floats,
    fit: Callable[[Sequence[PairFeatures], Floats], RelationModel],
    folds: int,
) -> Figures:
    """The share of pairs of each task that get each relation, by models that have not seen their groups.

    `named` is the share that would be named as copy and origin, if they are alike enough.
    """
    called: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for fold in range(folds):
        train = [at for at, one in enumerate(pairs) if one.fold != fold]
        test = [at for at, one in enumerate(pairs) if one.fold == fold]
        model = fit([pairs[at] for at in train], scores[train])
        names, table = feature_matrix([pairs[at] for at in test], scores[test])
        for at, values in zip(test, table, strict=True):
            likelihoods = model.likelihoods(dict(zip(names, values, strict=True)))
            relation = max(NAMES, key=lambda name: likelihoods[name])
            counts = called[f"{pairs[at].name}: {pairs[at].task}"]
            counts.update([_ALL, relation, *([_NAMED] if relation in COPIES and scores[at] > -DOUBT else [])])
    return {
        task: {"pairs": counts[_ALL], **{name: round(counts[name] / counts[_ALL], 4) for name in (*NAMES, _NAMED)}}
        for task, counts in sorted(called.items())
    }
