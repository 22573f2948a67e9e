"""The words and pairs of words that translation brings in or loses, with their weights.

The lists are mined from paired text by `training/wording/mine.py`, with weights in hundredths of log-odds; whole
numbers, so that no order of summing matters.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from mtdetect.tells.lexicon import entries
from mtdetect.text.hashing import KeyTable, run_keys
from mtdetect.text.text import Gram, Text

LISTS = ("translated_wording", "native_wording")


@dataclass(frozen=True, slots=True)
class Table:
    """The phrases of both lists, words and pairs of words, in the order of their keys.

    `weights` are in hundredths of log-odds, those of native wording below 0; `are_pairs` says which are two words.
    """

    phrases: tuple[Gram, ...]
    keys: KeyTable
    weights: NDArray[np.int64]
    are_pairs: NDArray[np.bool_]


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
