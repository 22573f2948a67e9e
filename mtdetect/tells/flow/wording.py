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

from mtdetect.tells.lexicon import entries
from mtdetect.tells.phrases import stands_alone
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

    `weights` are in hundredths of log-odds, those of native wording below 0; `are_pairs` says which are two words.
    """

    phrases: tuple[Gram, ...]
    keys: KeyTable
    weights: NDArray[np.int64]
    are_pairs: NDArray[np.bool_]


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


# Drawn on the native news whose groups were not mined (`training/wording/check.py`): as much translated wording
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
    in_order_of_keys = tuple(phrases[at] for at in order.tolist())
    are_pairs = np.array([isinstance(phrase, tuple) for phrase in in_order_of_keys], np.bool_)
    return Table(in_order_of_keys, KeyTable.of(keys[order]), in_order, are_pairs)


def _gram(phrase: str) -> Gram:
    first, _, second = phrase.partition(" ")
    return (first, second) if second else first


def wording(text: Text) -> frozenset[Gram]:
    """The words and pairs of words of a text, without its blocked regions."""
    return frozenset(chain(text.open_runs, pairwise(text.open_runs)))


@dataclass(frozen=True, slots=True)
class _Held:
    """The phrases that the texts of a batch have outside blocked regions, one entry for each time: the number of the
    text, the part with which the phrase begins (an index of `batch.parts`), and its place in the table.
    """

    texts: Places
    parts: Places
    places: Places


def _hold(batch: TextBatch, known: Table) -> _Held:
    at, places = batch.find_parts(known.keys)
    free = batch.are_open_parts(at)
    at, places = at.compress(free), places.compress(free)
    return _Held(batch.texts_of_parts(at), at, places)


def weigh(batch: TextBatch, known: Table) -> list[Balance]:
    """How the wording of each text weighs, each phrase once."""
    return _balances(batch, known, _hold(batch, known))


def _balances(batch: TextBatch, known: Table, held: _Held) -> list[Balance]:
    joined = np.sort((held.texts << 32) | held.places)
    joined = joined[np.concatenate([joined[:1] == joined[:1], joined[1:] != joined[:-1]])]
    texts, weights = joined >> 32, known.weights.take(joined & 0xFFFFFFFF)
    size = len(batch.texts)
    positive = weights > 0
    different = np.bincount(texts.compress(positive), minlength=size)
    translated = np.bincount(texts.compress(positive), weights.compress(positive), size)
    total = np.bincount(texts, weights, size)
    lengths = np.diff(batch.token_edges)
    columns = zip(different.tolist(), translated.tolist(), total.tolist(), lengths.tolist(), strict=True)
    return [Balance(count, int(one), int(both), length) for count, one, both, length in columns]


def _of_shipped(batch: TextBatch) -> _Held:
    return _hold(batch, table())


def _translated(batch: TextBatch) -> list[int]:
    """The texts in which translated wording accumulates and native wording does not."""
    found = _balances(batch, table(), batch.once(_of_shipped))
    return [number for number, balance in enumerate(found) if balance.tells(BARS)]


def _ranked(batch: TextBatch) -> dict[int, list[tuple[int, int, Span]]]:
    """For each text that tells: its phrases of translation, the weightiest first, then as they stand.

    Each is its weight, its place in the table and where it stands, if white space alone parts its words.
    """
    known, held = table(), batch.once(_of_shipped)
    told = np.zeros(len(batch.texts), np.bool_)
    told[batch.once(_translated)] = True
    weights = known.weights.take(held.places)
    mine = (told.take(held.texts) & (weights > 0)).nonzero()[0]
    mine = mine[np.lexsort((held.parts.take(mine), -weights.take(mine)))]
    texts, first, places = held.texts.take(mine), held.parts.take(mine), held.places.take(mine)
    last = first + known.are_pairs.take(places)
    offsets = batch.starts.take(texts)
    starts, ends = batch.parts.starts.take(first), batch.parts.ends.take(last)
    inner = batch.parts.ends.take(first)
    gaps = batch.parts.starts.take(last) - inner
    found: dict[int, list[tuple[int, int, Span]]] = {}
    columns = (
        texts,
        weights.take(mine),
        places,
        starts - offsets,
        ends - offsets,
        gaps,
        batch.parts.ends.take(first) - offsets,
    )
    for number, weight, place, start, end, gap, inner in zip(*(column.tolist() for column in columns), strict=True):
        if gap <= 0 or batch.texts[number].folded[inner : inner + gap].isspace():
            found.setdefault(number, []).append((weight, place, (start, end)))
    return found


def _accumulated(text: Text) -> Iterator[Span]:
    """The first places of the weightiest phrases of translation."""
    spans: dict[int, tuple[int, Span]] = {}
    lightest = 0
    for weight, place, span in text.batch.once(_ranked)[text.number]:
        if len(spans) >= _SHOWN and weight < lightest:
            break
        if place not in spans and stands_alone(text, *span):
            spans[place] = (-weight, span)
            lightest = weight
    yield from sorted(span for _, span in islice(sorted(spans.values()), _SHOWN))


RULES = (
    Rule(
        "MT703",
        "translated-wording",
        "warning",
        "Wording that is typical of translation accumulates in the text, and little native wording stands against it.",
        "An engine picks the usual word for each piece; each phrase is good English, their number is not chance.",
        _accumulated,
        when=InTexts(lambda batch: batch.once(_translated)),
    ),
)
