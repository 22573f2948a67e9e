"""From pairs of texts to their features: differences for the direction, and pair features for the relation."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtdetect.features.word_classes import WordClasses
from mtdetect.match.align import align
from mtdetect.match.differences import Differences, differences
from mtdetect.match.pair_features import pair_features
from mtdetect.match.relation import NAMES
from mtdetect.text.batch import parse
from training.corpora import BLOCKS, Row, stable_number
from training.deep.plain import PlainScores
from training.match.pairs import Key, LabelledPair, copies, events, reprints, translations, trips, two_humans

FOLDS = 5
RELATION_PAIRS = {  # at most so many pairs of each task teach relations, so that no task outweighs the others
    "round trip": 2_500,
    "altered round trip": 2_000,
    "machine and human": 1_500,
}


@dataclass(frozen=True, slots=True)
class PairFeatures:
    """The features of a pair: `differences` for its direction, `features` for its relation.

    `scores` has the differences of the scores of the base model and the reader, where both texts have one, by models
    that have not seen the pair's block. `number` is that of its relation in `NAMES`, `fold` that of its group; the rest
    is as in `LabelledPair`.
    """

    name: str
    number: int
    task: str
    group: str
    block: str
    fold: int
    directed: bool
    differences: Differences
    features: Mapping[str, float]
    scores: Mapping[str, float]


def build_pairs(rows: Sequence[Row], classes: WordClasses, known: Mapping[str, PlainScores]) -> list[PairFeatures]:
    """The features of all pairs of the corpora whose relation is known; `classes` are the word classes.

    `known` has the scores of the rows' texts by the base model and the reader.
    """
    return [_features(pair, classes, known) for pair in _all_pairs(rows)]


def choose_for_relations(pairs: Sequence[PairFeatures]) -> list[int]:
    """The indexes of the pairs that relations are learnt from and measured on, drawn by hash."""
    left = dict(RELATION_PAIRS)
    found = []
    order = sorted(range(len(pairs)), key=lambda at: stable_number(f"{pairs[at].group}|{pairs[at].task}|{at}"))
    for at in order:
        task = pairs[at].task.partition(",")[0]
        if left.get(task, 1) > 0:
            left[task] = left.get(task, len(pairs)) - 1
            found.append(at)
    return sorted(found)


def feature_matrix(
    pairs: Sequence[PairFeatures], scores: NDArray[np.float64]
) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    """The names of the features, and their values, shape (pairs, features). `scores` are those of the direction."""
    names = tuple(pairs[0].features)
    rows = [{**one.features, "direction": min(abs(score), 10.0)} for one, score in zip(pairs, scores, strict=True)]
    return names, np.array([[row[name] for name in names] for row in rows])


def _all_pairs(rows: Sequence[Row]) -> Iterator[LabelledPair]:
    for source in (trips, translations, two_humans, copies, reprints, events):
        yield from source(rows)


def _features(pair: LabelledPair, classes: WordClasses, known: Mapping[str, PlainScores]) -> PairFeatures:
    suspect, origin = parse(pair.suspect), parse(pair.origin)
    block = BLOCKS.get(pair.set, pair.set)
    one, other = pair.keys
    scores = {name: _left_out(of, block, one) - _left_out(of, block, other) for name, of in known.items()}
    aligned = align(suspect, origin)
    return PairFeatures(
        name=pair.name,
        number=NAMES.index(pair.name),
        task=pair.task,
        group=pair.group,
        block=block,
        fold=stable_number(pair.group) % FOLDS,
        directed=pair.directed,
        differences=differences(suspect, origin, aligned, classes),
        features=pair_features(suspect, aligned, 0.0),
        scores={name: difference for name, difference in scores.items() if not np.isnan(difference)},
    )


def _left_out(scores: PlainScores, block: str, key: Key) -> float:
    """The score of a text by a model without `block`, or without the text's own block; NaN where there is neither."""
    found = scores.of(block, (*key, False))
    return scores.of(BLOCKS.get(key[0], key[0]), (*key, False)) if np.isnan(found) else found
