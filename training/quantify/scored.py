"""Scored texts, each with the block that its score leaves out."""

from collections.abc import Sequence
from dataclasses import dataclass

from training.corpora import Row
from training.deep.plain import PlainScores


@dataclass(frozen=True, slots=True)
class ScoredText:
    """A text and its raw score (log-odds) by the model that left out `fold`: its own block, or one with its group."""

    row: Row
    fold: str
    raw: float
    words: int


def scored_texts(rows: Sequence[Row], scores: PlainScores) -> list[ScoredText]:
    """The scores of whole texts among `rows` with a block left out; a text has one for each that shares its group.

    Texts of sets that take no part in training have the fold "". Scores with only a set left out are not used.
    """
    by_key = {(row.set, row.id): row for row in rows}
    folds = {row.block for row in rows} | {""}
    found = []
    for (fold, key), raw in scores.scores.items():
        row = by_key.get(key[:2])
        if row is not None and not key[2] and fold in folds:
            found.append(ScoredText(row, fold, raw, scores.words[key]))
    return found
