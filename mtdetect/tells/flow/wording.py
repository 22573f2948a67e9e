"""Wording that comes in on the way through a machine, weighed against the wording that is lost there.

No single phrase tells anything: all of them are good English. The lists are mined from paired text by
`training/wording/mine.py`, with weights in hundredths of log-odds; whole numbers, so that no order of summing matters.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, compress, islice, pairwise
from math import sqrt
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from mtdetect.tells.lexicon import entries, first_place, phrase_key
from mtdetect.tells.rule import Rule
from mtdetect.text.batch import Gram, Span, Text
from mtdetect.text.hashing import Keys, between, keys, totals

LISTS = ("translated_wording", "native_wording")

FEWEST, MOST = 70, 1_200  # tokens of a document: with fewer, chance decides; longer ones were not measured
_DIFFERENT = 8  # phrases of translation at least
_SHOWN = 20
_NO_MARKS = bytes(code for code in range(128) if chr(code).isalnum() or chr(code).isspace())
_PAIR = np.uint64(0xC2B2AE3D27D4EB4F)
_TO_SLOT = np.uint64(48)  # a key's first 16 bits


@dataclass(frozen=True, slots=True)
class Table:
    """The phrases of both lists with their weights, those of native wording below 0, and which are `translated`.

    `phrases` are in the order of their numbers, `keys`, and `of_key` their weights. `first` has for each first 16 bits
    of a key the place of the first that begins so, or -1; `more` says of each key whether the next begins so too.
    """

    weights: Mapping[Gram, int]
    translated: frozenset[Gram]
    phrases: tuple[Gram, ...]
    keys: Keys
    of_key: NDArray[np.int64]
    first: NDArray[np.int16]
    more: NDArray[np.bool_]

    def held(self, words: Keys) -> NDArray[np.bool_]:
        """Which of the phrases are in a text with these words."""
        held = np.zeros(len(self.keys), np.bool_)
        wanted = np.concatenate([words, _pairs(words[:-1], words[1:])])
        at = self.first.take((wanted >> _TO_SLOT).view(np.int64))
        may_be = at >= 0
        at, wanted = at.compress(may_be).astype(np.intp), wanted.compress(may_be)
        while len(at):
            held[at.compress(self.keys.take(at) == wanted)] = True
            more = self.more.take(at)
            at, wanted = at.compress(more) + 1, wanted.compress(more)
        return held


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


# Drawn on the native news whose groups were not mined (`training/wording/check.py`): as much translated wording
# as the middle one has, and a balance that 97 % of them do not reach, whatever their length.
BARS = Bars(translated=(184, 172), balance=(353, -76))


@cache
def table() -> Table:
    """The shipped lists."""
    return as_table({_gram(entry.phrase): int(entry.weight) for name in LISTS for entry in entries(name)})


def as_table(weights: dict[Gram, int]) -> Table:
    """A table of phrases with these weights."""
    translated = frozenset(phrase for phrase, weight in weights.items() if weight > 0)
    spoken = f" {' '.join(chain.from_iterable(map(_words, weights)))} ".encode()
    numbers = keys(totals(spoken), between(spoken))
    ends = np.cumsum([len(_words(phrase)) for phrase in weights])
    is_pair = np.array([isinstance(phrase, tuple) for phrase in weights], np.bool_)
    known = np.where(is_pair, _pairs(numbers[ends - 2], numbers[ends - 1]), numbers[ends - 1])
    order = np.argsort(known)
    known = known[order]
    slots = known >> _TO_SLOT
    first = np.full(1 << 16, -1, np.int16)
    first[slots[::-1]] = np.arange(len(known), dtype=np.int16)[::-1]
    more = np.append(slots[1:] == slots[:-1], False)
    of_key = np.array([*weights.values()], np.int64)[order]
    phrases = tuple(np.array([" ".join(_words(phrase)) for phrase in weights])[order].tolist())
    return Table(MappingProxyType(weights), translated, tuple(map(_gram, phrases)), known, of_key, first, more)


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
    """How the wording of a text weighs; None where the text is too short or long, or surely not translated."""
    words = text.open_keys
    if len(words) > 2 * MOST:
        return None
    weights = known.of_key.compress(known.held(words))
    translated = weights[weights > 0]
    if len(translated) < _DIFFERENT:
        return None
    sums = int(translated.sum()), int(weights.sum())
    fewest, most = len(words) - text.spoken.count(b"'"), len(words) + len(text.image.translate(None, _NO_MARKS))
    # Neither bar is lower between two lengths than at both, and most texts end here, before they are cut into tokens.
    if not any(Balance(*sums, length).tells(bars) for length in (fewest, most)):
        return None
    length = len(text.bounds[0])
    return Balance(*sums, length) if FEWEST <= length <= MOST else None


def _accumulated(text: Text) -> Iterator[Span]:
    """The first places of the weightiest phrases, where translated wording accumulates and native does not."""
    known = table()
    found = weigh(text, known, BARS)
    if found is None or not found.tells(BARS):
        return
    present = compress(known.phrases, known.held(text.open_keys).tolist())
    first = {gram: first_place(text, phrase_key(gram)) for gram in present if gram in known.translated}
    places = {gram: place for gram, place in first.items() if place}
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
