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
    """The scores of whole texts among `rows`. A text has one for each fold that shares its group."""
    by_key = {(row.set, row.id): row for row in rows}
    found = []
    for (fold, key), raw in scores.scores.items():
        row = by_key.get(key[:2])
        if row is not None and not key[2]:
            found.append(ScoredText(row, fold, raw, scores.words[key]))
    return found
