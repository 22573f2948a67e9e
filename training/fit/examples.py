"""From rows to examples: the features of each document, whole and cut to lengths that users meet."""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from operator import attrgetter

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray

from mtdetect.features.extract import extract, ngram_strings
from mtdetect.tells.engine import PREPARE_AFTER, engine
from mtdetect.tells.evidence import count_tells
from mtdetect.text.batch import analyse, parse
from mtdetect.text.batches import batches
from mtdetect.text.text import Text
from training.corpora import Row, stable_number
from training.fit.augment import augment
from training.fit.word_changes import change_words

_SHORTEST, _LONGEST = 60, 600  # words of a cut
_FEWEST_WORDS = 30  # the model can learn nothing from shorter texts
_CHUNK = 100  # rows that a process takes at once


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

    With `cuts`, a random run of sentences of each longer row is one more example; some of those are altered in form,
    spelling or words (`training.fit.augment`, `training.fit.word_changes`). Texts of fewer than 30 words have none.
    """
    chunks = [range(at, min(at + _CHUNK, len(rows))) for at in range(0, len(rows), _CHUNK)]
    many = len(rows) >= PREPARE_AFTER
    found = Parallel(jobs)(delayed(_chunk)([(at, rows[at]) for at in chunk], cuts, many) for chunk in chunks)
    return [example for chunk in found for example in chunk]


def measure_matrix(examples: Sequence[Example], names: Sequence[str]) -> NDArray[np.float64]:
    """The measures, shape (examples, names)."""
    return np.array([[example.measures[name] for name in names] for example in examples])


def tell_matrix(examples: Sequence[Example], codes: Sequence[str]) -> NDArray[np.float64]:
    """The densities of tells, shape (examples, codes)."""
    return np.array([[example.tells.get(code, 0.0) for code in codes] for example in examples])


def _chunk(rows: Sequence[tuple[int, Row]], cuts: bool, many: bool) -> list[Example]:
    """The examples of some rows, each after its index; `many` says that it pays to prepare the engine of rules."""
    if many:
        engine().prepare()
    wholes, shorter = list[Example](), list[tuple[int, str]]()
    for (at, row), (text, whole) in zip(rows, _examples([(at, row.text) for at, row in rows], cut=False), strict=True):
        wholes.append(whole)
        if cuts and whole.words > 2 * _SHORTEST and (part := _cut(row, text)):
            chance = random.Random(stable_number(f"{row.id}+"))
            shorter.append((at, augment(part, row.label, chance)))
    ids = {at: row.id for at, row in rows}
    of_cuts = (_with_words_changed(example, ids[example.row]) for _, example in _examples(shorter, cut=True))
    found = [*wholes, *of_cuts]
    enough = (example for example in found if example.words >= _FEWEST_WORDS)  # little of a cut may be prose
    return sorted(enough, key=attrgetter("row", "cut"))


def _with_words_changed(example: Example, id_: str) -> Example:
    return replace(example, tokens=change_words(example.tokens, random.Random(stable_number(f"{id_} words"))))


def _examples(given: Sequence[tuple[int, str]], *, cut: bool) -> Iterator[tuple[Text, Example]]:
    """The examples of texts, each after the index of its row, with the analysed texts; many are analysed at once."""
    rows = (at for at, _ in given)
    for run in batches((raw for _, raw in given), len):
        batch = analyse(run)
        features = extract(batch, [count_tells(hits) for hits in engine().find(batch)])
        measures = {name: values.tolist() for name, values in features.measures.items()}
        for text, tells, at in zip(batch.texts, features.tells, islice(rows, len(run)), strict=True):
            own = {name: values[text.number] for name, values in measures.items()}
            yield text, Example(at, cut, text.word_count, tells, own, ngram_strings(text))


def cut_of(row: Row) -> str | None:
    """A random run of whole sentences of the row's text, or None where the text is shorter than the length drawn.

    The length is drawn from 60 to 600 words, evenly on a log scale; all draws depend on the row's id alone.
    """
    return _cut(row, parse(row.text))


def _cut(row: Row, text: Text) -> str | None:
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
    return text.raw[text.sentences[first][0] : text.sentences[last][1]]
