"""Which groups of frequent words a token belongs to, as bits of one number."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mtdetect.text.hashing import Keys, KeyTable, keys_of

Bits = NDArray[np.uint64]

_FILE = Path(__file__).parent / "data" / "word_groups.toml"


@dataclass(frozen=True, slots=True)
class WordGroups:
    """The words and the bit of each group by its name, the table of all words, and the bits of each word in it."""

    words: Mapping[str, frozenset[str]]
    bit: Mapping[str, np.uint64]
    table: KeyTable
    bits: Bits

    def bits_of(self, keys: Keys) -> Bits:
        """The bits of the groups that each token is in."""
        found = np.zeros(len(keys), np.uint64)
        at, places = self.table.find(keys)
        found[at] = self.bits.take(places)
        return found


@cache
def word_groups() -> WordGroups:
    """The groups of `data/word_groups.toml`."""
    groups = {
        name: frozenset(words.split()) for name, words in tomllib.loads(_FILE.read_text(encoding="utf-8")).items()
    }
    bit = {name: np.uint64(1 << number) for number, name in enumerate(groups)}
    words = sorted({word for group in groups.values() for word in group})
    keys = keys_of(words)
    order = np.argsort(keys)
    bits = np.array([sum(int(bit[name]) for name in groups if word in groups[name]) for word in words], np.uint64)
    return WordGroups(groups, bit, KeyTable.of(keys[order]), bits[order])
