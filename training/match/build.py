"""From pairs of texts to what the models see of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtdetect.match.align import align
from mtdetect.match.differences import Differences, differences
from mtdetect.match.pair_features import pair_features
from mtdetect.match.relation import NAMES
from mtdetect.text.batch import parse
from training.corpora import BLOCKS, Row, stable_number
from training.match.pairs import Known, copies, events, printed, translations, trips, two_humans

FOLDS = 5
OF_RELATIONS = {  # pairs of each task that relations are learnt from, so that no kind of them drowns the others
    "round trip": 2_500,
    "altered round trip": 2_000,
    "machine and human": 1_500,
}


@dataclass(frozen=True, slots=True)
class Built:
    """A pair as the models see it; `number` is its relation's in `NAMES`, `fold` that of its group."""

    name: str
    number: int
    task: str
    group: str
    block: str
    fold: int
    directed: bool
    signs: Differences
    traits: Mapping[str, float]


def build(rows: Sequence[Row], numbers: Mapping[str, int]) -> list[Built]:
    """All pairs of the corpora whose relation is known."""
    return [_built(known, numbers) for known in _all(rows)]


def of_relations(built: Sequence[Built]) -> list[int]:
    """The pairs that relations are learnt from and measured on; texts of few words are left out."""
    left = dict(OF_RELATIONS)
    found = []
    order = sorted(range(len(built)), key=lambda at: stable_number(f"{built[at].group}|{built[at].task}|{at}"))
    for at in order:
        task = built[at].task.partition(",")[0]
        if left.get(task, 1) > 0:
            left[task] = left.get(task, len(built)) - 1
            found.append(at)
    return sorted(found)


def trait_matrix(built: Sequence[Built], scores: NDArray[np.float64]) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    """The names of the traits, and their values with the direction's scores, shape (pairs, traits)."""
    names = tuple(built[0].traits)
    rows = [{**one.traits, "direction": min(abs(score), 10.0)} for one, score in zip(built, scores, strict=True)]
    return names, np.array([[row[name] for name in names] for row in rows])


def _all(rows: Sequence[Row]) -> Iterator[Known]:
    sources: Iterable[Iterator[Known]] = (
        *(make(rows) for make in (trips, translations, two_humans, copies, printed, events)),
    )
    for source in sources:
        yield from source


def _built(known: Known, numbers: Mapping[str, int]) -> Built:
    suspect, origin = parse(known.suspect), parse(known.origin)
    aligned = align(suspect, origin)
    return Built(
        name=known.name,
        number=NAMES.index(known.name),
        task=known.task,
        group=known.group,
        block=BLOCKS.get(known.set, known.set),
        fold=stable_number(known.group) % FOLDS,
        directed=known.directed,
        signs=differences(suspect, origin, aligned, numbers),
        traits=pair_features(suspect, aligned, 0.0),
    )
