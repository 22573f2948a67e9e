"""Wording that comes in on the way through a machine, weighed against the wording that is lost there.

No single phrase tells anything: all of them are good English. The lists are mined from paired text by
`training/mine.py`, with weights in hundredths of log-odds; whole numbers, so that no order of summing matters.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice, pairwise
from math import sqrt
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from mtdetect.image import Keys, between, keys
from mtdetect.tells.lexicon import entries
from mtdetect.tells.rule import Rule
from mtdetect.text import Gram, Span, Text

LISTS = ("translated_wording", "native_wording")

FEWEST, MOST = 70, 1_200  # tokens of a document: with fewer, chance decides; longer ones were not measured
_DIFFERENT = 8  # phrases of translation at least
_SHOWN = 20
_PAIR = np.uint64(0xC2B2AE3D27D4EB4F)
_TO_SLOT = np.uint64(48)  # a key's first 16 bits


@dataclass(frozen=True, slots=True)
class Table:
    """The phrases of both lists with their weights, those of native wording below 0, and which are `translated`."""

    weights: Mapping[Gram, int]
    translated: frozenset[Gram]
    keys: Keys
    of_key: NDArray[np.int64]
    slots: NDArray[np.bool_]

    def weigh(self, words: Keys) -> NDArray[np.int64]:
        """The weights of the different phrases that are in a text with these words."""
        there = np.concatenate([words, _pairs(words[:-1], words[1:])])
        there = there[self.slots[there >> _TO_SLOT]]
        at = np.minimum(np.searchsorted(self.keys, there), len(self.keys) - 1)
        return self.of_key[np.unique(at[self.keys[at] == there])]


@dataclass(frozen=True, slots=True)
class Bars:
    """What a text must reach, in hundredths of log-odds for a text of 100 tokens.

    Of each bar the first figure counts once and the second times the root of the length in hundreds of tokens.
    """

    translated: tuple[int, int]
    balance: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Balance:
    """The weights of a text's phrases, of the translated ones and of all; `length` in tokens."""

    translated: int
    all: int
    length: int

    def accumulates(self, bars: Bars) -> bool:
        """Whether there is much translated wording."""
        return self._reaches(self.translated, bars.translated)

    def tells(self, bars: Bars) -> bool:
        """Whether it also outweighs the native wording by more than chance does."""
        return self.accumulates(bars) and self._reaches(self.all, bars.balance)

    def _reaches(self, weight: int, bar: tuple[int, int]) -> bool:
        root = sqrt(self.length / 100)  # the weights of a text scatter with it
        return weight >= (bar[0] + bar[1] * root) * root


# Drawn on the native news whose groups were not mined (`training/mine_check.py`): as much translated wording as the
# middle one has, and a balance that 97 % of them do not reach, whatever their length.
BARS = Bars(translated=(184, 172), balance=(353, -76))


@cache
def table() -> Table:
    """The shipped lists."""
    return as_table({_gram(entry.phrase): int(entry.weight) for name in LISTS for entry in entries(name)})


def as_table(weights: dict[Gram, int]) -> Table:
    """A table of phrases with these weights."""
    translated = frozenset(phrase for phrase, weight in weights.items() if weight > 0)
    spoken = f" {' '.join(chain.from_iterable(map(_words, weights)))} ".encode()
    numbers = keys(spoken, between(spoken))
    ends = np.cumsum([len(_words(phrase)) for phrase in weights])
    is_pair = np.array([isinstance(phrase, tuple) for phrase in weights], np.bool_)
    known = np.where(is_pair, _pairs(numbers[ends - 2], numbers[ends - 1]), numbers[ends - 1])
    order = np.argsort(known)
    slots = np.zeros(1 << 16, np.bool_)
    slots[known >> _TO_SLOT] = True
    return Table(
        MappingProxyType(weights), translated, known[order], np.array([*weights.values()], np.int64)[order], slots
    )


def _pairs(first: Keys, second: Keys) -> Keys:
    return first * _PAIR + second


def _words(phrase: Gram) -> tuple[str, ...]:
    return phrase if isinstance(phrase, tuple) else (phrase,)


def _gram(phrase: str) -> Gram:
    first, _, second = phrase.partition(" ")
    return (first, second) if second else first


def wording(text: Text) -> frozenset[Gram]:
    """The words and pairs of words of a text, without its blocked regions."""
    return frozenset(chain(text.open_runs, pairwise(text.open_runs)))


def weigh(text: Text, known: Table, bars: Bars) -> Balance | None:
    """How the wording of a text weighs; None where the text is too short or long, or translated wording too thin."""
    words = text.open_keys
    if len(words) > 2 * MOST:
        return None
    weights = known.weigh(words)
    translated = weights[weights > 0]
    if len(translated) < _DIFFERENT:
        return None
    length = len(text.bounds[0])
    return Balance(int(translated.sum()), int(weights.sum()), length) if FEWEST <= length <= MOST else None


def _accumulated(text: Text) -> Iterator[Span]:
    """The first places of the weightiest phrases, where translated wording accumulates and native does not."""
    known = table()
    found = weigh(text, known, BARS)
    if found is None or not found.tells(BARS):
        return
    places: dict[Gram, Span] = {}
    tokens, lowered = text.tokens, text.lowered
    for at, token in enumerate(lowered):
        if token in known.translated:
            places.setdefault(token, tokens[at])
    for at, pair in enumerate(pairwise(lowered)):
        if pair in known.translated:
            places.setdefault(pair, (tokens[at][0], tokens[at + 1][1]))
    ranked = sorted(places, key=lambda gram: (-known.weights[gram], places[gram]))
    yield from sorted(places[gram] for gram in islice(ranked, _SHOWN))


RULES = (
    Rule(
        "MT703",
        "translated-wording",
        "warning",
        "Wording that is typical of translation accumulates in the text, and little native wording stands against it.",
        "An engine picks the usual word for each piece; each phrase is good English, their number is not chance.",
        _accumulated,
    ),
)
