"""The weights of the wording of a text, translated and native, and the bars that they must reach."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from mtdetect.tells.flow.wording_table import Table
from mtdetect.text.batch import TextBatch
from mtdetect.text.hashing import Places

FEWEST, MOST = 70, 1_200  # tokens of a document: with fewer, chance decides; longer ones were not measured
_DIFFERENT = 8  # phrases of translation at least


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


@dataclass(frozen=True, slots=True)
class HeldPhrases:
    """The phrases that the texts of a batch have outside blocked regions, one entry for each time: the number of the
    text, the part with which the phrase begins (an index of `batch.parts`), and its place in the table.
    """

    texts: Places
    parts: Places
    places: Places


def find_held(batch: TextBatch, known: Table) -> HeldPhrases:
    """Where the phrases of a table stand in the texts of a batch, outside blocked regions."""
    at, places = batch.find_parts(known.keys)
    free = batch.are_open_parts(at)
    at, places = at.compress(free), places.compress(free)
    return HeldPhrases(batch.texts_of_parts(at), at, places)


def weigh(batch: TextBatch, known: Table) -> list[Balance]:
    """How the wording of each text weighs, each phrase once."""
    return balances(batch, known, find_held(batch, known))


def balances(batch: TextBatch, known: Table, held: HeldPhrases) -> list[Balance]:
    """How phrases that were found weigh in each text, each phrase once."""
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
