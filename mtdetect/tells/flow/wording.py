"""Wording that comes in on the way through a machine, weighed against the wording that is lost there.

No single phrase tells anything: all of them are good English. The lists are mined from paired text by
`training/wording/mine.py`, with weights in hundredths of log-odds; whole numbers, so that no order of summing matters.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice, pairwise
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from mtdetect.tells.lexicon import entries, first_place, phrase_key
from mtdetect.tells.rule import InTexts, Rule
from mtdetect.text.batch import TextBatch
from mtdetect.text.hashing import KeyTable, Places, run_keys
from mtdetect.text.sentences import Span
from mtdetect.text.text import Gram, Text

LISTS = ("translated_wording", "native_wording")

FEWEST, MOST = 70, 1_200  # tokens of a document: with fewer, chance decides; longer ones were not measured
_DIFFERENT = 8  # phrases of translation at least
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Table:
    """The phrases of both lists, words and pairs of words, in the order of their keys.

    `weights` are in hundredths of log-odds, those of native wording below 0.
    """

    phrases: tuple[Gram, ...]
    keys: KeyTable
    weights: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Bars:
    """What a text must reach, in hundredths of log-odds for a text of 100 tokens.

    Of each bar the first figure counts once and the second times the root of the length in hundreds of tokens.
    """

    translated: tuple[int, int]
    balance: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Balance:
    """The weights of a text's phrases, of the translated ones and of all; `length` in tokens.

    `different` is how many different phrases of translation there are.
    """

    different: int
    translated: int
    all: int
    length: int

    def accumulates(self, bars: Bars) -> bool:
        """Whether there is much translated wording, in a text of a length that was measured."""
        if self.different < _DIFFERENT or not FEWEST <= self.length <= MOST:
            return False
        return self._reaches(self.translated, bars.translated)

    def tells(self, bars: Bars) -> bool:
        """Whether it also outweighs the native wording by more than chance does."""
        return self.accumulates(bars) and self._reaches(self.all, bars.balance)

    def _reaches(self, weight: int, bar: tuple[int, int]) -> bool:
        root = sqrt(self.length / 100)  # the weights of a text scatter with it
        return weight >= (bar[0] + bar[1] * root) * root


# Drawn on the native news whose groups were not mined (`training/wording/mine_check.py`): as much translated wording
# as the middle one has, and a balance that 97 % of them do not reach, whatever their length.
BARS = Bars(translated=(184, 172), balance=(353, -76))


@cache
def table() -> Table:
    """The shipped lists."""
    return as_table({_gram(entry.phrase): int(entry.weight) for name in LISTS for entry in entries(name)})


def as_table(weights: Mapping[Gram, int]) -> Table:
    """A table of phrases with these weights."""
    phrases = list(weights)
    keys = run_keys(phrases)
    order = np.argsort(keys)
    in_order = np.array([*weights.values()], np.int64)[order]
    return Table(tuple(phrases[at] for at in order.tolist()), KeyTable.of(keys[order]), in_order)


def _gram(phrase: str) -> Gram:
    first, _, second = phrase.partition(" ")
    return (first, second) if second else first


def wording(text: Text) -> frozenset[Gram]:
    """The words and pairs of words of a text, without its blocked regions."""
    return frozenset(chain(text.open_runs, pairwise(text.open_runs)))


def held_phrases(batch: TextBatch, known: Table) -> tuple[Places, Places]:
    """The phrases that each text has outside blocked regions, each once: numbers of texts, and places in the table."""
    at, places = batch.find_parts(known.keys)
    at, places = (column.compress(batch.are_open_parts(at)) for column in (at, places))
    joined = np.unique((batch.texts_of_parts(at) << 32) | places)
    return joined >> 32, joined & 0xFFFFFFFF


def weigh(batch: TextBatch, known: Table) -> list[Balance]:
    """How the wording of each text weighs."""
    texts, places = held_phrases(batch, known)
    return _balances(batch, known, texts, places)


def _balances(batch: TextBatch, known: Table, texts: Places, places: Places) -> list[Balance]:
    weights = known.weights.take(places)
    size = len(batch.texts)
    positive = weights > 0
    different = np.bincount(texts.compress(positive), minlength=size)
    translated = np.bincount(texts.compress(positive), weights.compress(positive), size)
    total = np.bincount(texts, weights, size)
    lengths = np.diff(batch.token_edges)
    columns = zip(different.tolist(), translated.tolist(), total.tolist(), lengths.tolist(), strict=True)
    return [Balance(count, int(one), int(both), length) for count, one, both, length in columns]


def _held(batch: TextBatch) -> tuple[Places, Places]:
    return held_phrases(batch, table())


def _translated(batch: TextBatch) -> list[int]:
    """The texts in which translated wording accumulates and native wording does not."""
    found = _balances(batch, table(), *batch.once(_held))
    return [number for number, balance in enumerate(found) if balance.tells(BARS)]


def _accumulated(text: Text) -> Iterator[Span]:
    """The first places of the weightiest phrases of translation."""
    known = table()
    texts, places = text.batch.once(_held)
    mine = places.compress(texts == text.number)
    weight = {known.phrases[at]: int(known.weights[at]) for at in mine.tolist() if known.weights[at] > 0}
    first = {gram: first_place(text, phrase_key(gram)) for gram in weight}
    spans = {gram: place for gram, place in first.items() if place}
    ranked = sorted(spans, key=lambda gram: (-weight[gram], spans[gram]))
    yield from sorted(spans[gram] for gram in islice(ranked, _SHOWN))


RULES = (
    Rule(
        "MT703",
        "translated-wording",
        "warning",
        "Wording that is typical of translation accumulates in the text, and little native wording stands against it.",
        "An engine picks the usual word for each piece; each phrase is good English, their number is not chance.",
        _accumulated,
        when=InTexts(_translated),
    ),
)
