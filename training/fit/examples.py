"""From rows to examples: the features of each document, whole and cut to lengths that users meet."""

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray

from mtdetect.features.extract import extract
from mtdetect.tells.engine import find_tells
from mtdetect.text.batch import parse
from training.corpora import Row, stable_number
from training.fit.augment import augment

_SHORTEST, _LONGEST = 60, 600  # words of a cut
_FEWEST_WORDS = 30  # the model can learn nothing from shorter texts
_BATCH = 100  # rows that a process takes at once


@dataclass(frozen=True, slots=True)
class Example:
    """The features of one text; `row` is the index of its row, and `cut` says whether it is only a part of that text.

    `tells` are densities by rule code, `measures` values by name, `tokens` the text's tokens as the n-grams see them.
    """

    row: int
    cut: bool
    words: int
    tells: Mapping[str, float]
    measures: Mapping[str, float]
    tokens: list[str]


def build_examples(rows: Sequence[Row], *, cuts: bool = True, jobs: int = -1) -> list[Example]:
    """The examples of all rows in order, made by `jobs` processes (-1: one for each core).

    With `cuts`, a random run of sentences of each longer row is one more example; some of those are altered in form or
    spelling (`training.fit.augment`). Texts of fewer than 30 words have no example.
    """
    batches = [range(at, min(at + _BATCH, len(rows))) for at in range(0, len(rows), _BATCH)]
    found = Parallel(jobs)(delayed(_batch)([(at, rows[at]) for at in batch], cuts) for batch in batches)
    return [example for batch in found for example in batch]


def measure_matrix(examples: Sequence[Example], names: Sequence[str]) -> NDArray[np.float64]:
    """The measures, shape (examples, names)."""
    return np.array([[example.measures[name] for name in names] for example in examples])


def tell_matrix(examples: Sequence[Example], codes: Sequence[str]) -> NDArray[np.float64]:
    """The densities of tells, shape (examples, codes)."""
    return np.array([[example.tells.get(code, 0.0) for code in codes] for example in examples])


def _batch(rows: Sequence[tuple[int, Row]], cuts: bool) -> list[Example]:
    return [example for at, row in rows for example in _examples(at, row, cuts)]


def _examples(at: int, row: Row, cuts: bool) -> list[Example]:
    whole = _example(at, row.text, cut=False)
    shorter = cut_of(row) if cuts and whole.words > 2 * _SHORTEST else None
    examples = [whole]
    if shorter:
        chance = random.Random(stable_number(f"{row.id}+"))
        examples.append(_example(at, augment(shorter, row.label, chance), cut=True))
    return [
        example for example in examples if example.words >= _FEWEST_WORDS
    ]  # of a cut, little may be left that is prose


def _example(at: int, raw: str, *, cut: bool) -> Example:
    text = parse(raw)
    features = extract(text, find_tells(text))
    return Example(at, cut, len(text.words), features.tells, features.measures, features.tokens)


def cut_of(row: Row) -> str | None:
    """A random run of whole sentences of the row's text, or None where the text is shorter than the length drawn.

    The length is drawn from 60 to 600 words, evenly on a log scale; all draws depend on the row's id alone.
    """
    text = parse(row.text)
    chance = random.Random(stable_number(row.id))
    target = math.exp(chance.uniform(math.log(_SHORTEST), math.log(_LONGEST)))
    lengths = [len(text.folded[start:end].split()) for start, end in text.sentences]
    if sum(lengths) < target:
        return None
    first = chance.randrange(len(lengths))
    while sum(lengths[first:]) < target:
        first -= 1
    last, words = first, lengths[first]
    while words < target:
        last += 1
        words += lengths[last]
    return row.text[text.sentences[first][0] : text.sentences[last][1]]
