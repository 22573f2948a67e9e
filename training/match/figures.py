"""The figures of copy mode, each on pairs whose groups the models have not seen."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

import numpy as np

from mtdetect.evaluation.metrics import calibration_error_of, interval
from mtdetect.match.relation import NAMES, RelationModel
from training.corpora import Row
from training.match.build import Built, trait_matrix
from training.match.fit import Floats
from training.match.gold import Counts, judged, sample
from training.protocols.figures import Figures

_GOLD = 200


def alignment_figures(rows: Sequence[Row]) -> Figures:
    """F1 of links on gold pairs, by set, by edit and for all."""
    counts: defaultdict[str, Counts] = defaultdict(lambda: Counts(0, 0, 0))
    pairs: Counter[str] = Counter()
    for gold in sample(rows, _GOLD):
        found = judged(gold)
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


def direction_figures(built: Sequence[Built], scores: Floats) -> Figures:
    """The share of pairs whose machine's side is told right, by task and for all round trips."""
    tasks: defaultdict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(built):
        if one.directed:
            tasks[f"{one.task}, {one.block}" if one.name == "rewrite" else one.task].append(at)
            if one.task.startswith("round trip"):
                tasks["all round trips"].append(at)
    return {name: _direction(places, built, scores) for name, places in sorted(tasks.items())}


def _direction(places: Sequence[int], built: Sequence[Built], scores: Floats) -> dict[str, float | int | list[float]]:
    right = scores[list(places)] > 0
    low, high = interval(lambda weights: float(np.average(right, weights=weights)), [built[at].group for at in places])
    # Half of the pairs turned round, since the suspect is always the machine's here.
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
    built: Sequence[Built], scores: Floats, fit: Callable[[Sequence[Built], Floats], RelationModel], folds: int
) -> Figures:
    """How pairs of each task are called, by models that have not seen their groups."""
    called: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for fold in range(folds):
        train = [at for at, one in enumerate(built) if one.fold != fold]
        test = [at for at, one in enumerate(built) if one.fold == fold]
        model = fit([built[at] for at in train], scores[train])
        names, table = trait_matrix([built[at] for at in test], scores[test])
        for at, values in zip(test, table, strict=True):
            likelihoods = model.likelihoods(dict(zip(names, values, strict=True)))
            called[f"{built[at].name}: {built[at].task}"][max(NAMES, key=lambda name: likelihoods[name])] += 1
    return {
        task: {"pairs": counts.total(), **{name: round(counts[name] / counts.total(), 4) for name in NAMES}}
        for task, counts in sorted(called.items())
    }
