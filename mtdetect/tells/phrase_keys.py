"""What is looked up for a phrase of a list: its tokens, and the word or pair of words under which it is found.

Lists match any case, but for those in `CASED`, which match as written.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np

from mtdetect.tells.lexicon import entries
from mtdetect.text.hashing import Keys, KeyTable, Places, keys_of, run_keys
from mtdetect.text.text import Gram
from mtdetect.text.word_groups import word_groups

CASED = frozenset({"lower_case_names", "name_calques"})

RUN = re.compile(r"\w+")  # of word characters
_TOKEN = re.compile(r"\w+(?:'\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Key:
    """A phrase of the list `name`; `cased` where it must stand as written. `runs` are its runs of word characters."""

    lowered: tuple[str, ...]
    cased: tuple[str, ...] | None
    name: str
    runs: tuple[str, ...]

    @property
    def gram(self) -> tuple[Gram, int]:
        """The pair of its runs that is likely the rarest, or its only run, and how many runs stand before it.

        That is the pair with the fewest words that are common in English, and among those the longest.
        """
        if len(self.runs) == 1:
            return self.runs[0], 0
        common = word_groups().words["common"]
        pairs = list(pairwise(self.runs))
        rarest = min(range(len(pairs)), key=lambda at: (len(common.intersection(pairs[at])), -len("".join(pairs[at]))))
        return pairs[rarest], rarest


@cache
def keys(names: tuple[str, ...]) -> tuple[Key, ...]:
    """The phrases of some lists."""
    return tuple(_key(entry.phrase, name) for name in names for entry in entries(name))


@dataclass(frozen=True, slots=True)
class PhraseGrams:
    """The grams under which phrases are found, and the phrases under each: `keys` from `first` on, `sizes` of them.

    `offsets` says for each phrase how many of its runs stand before the gram. Where it has more runs than the gram,
    `other_keys` has the key of one beside it and `other_offsets` how far from its first run that is; else -1.
    """

    table: KeyTable
    first: Places
    sizes: Places
    keys: tuple[Key, ...]
    offsets: Places
    other_keys: Keys
    other_offsets: Places


@cache
def phrases_by_gram(names: tuple[str, ...]) -> PhraseGrams:
    """The grams of the phrases of some lists."""
    by_gram: dict[Gram, list[tuple[Key, int]]] = {}
    for key in keys(names):
        gram, offset = key.gram
        by_gram.setdefault(gram, []).append((key, offset))
    grams = run_keys(list(by_gram))
    order = np.argsort(grams)
    listed = list(by_gram.values())
    in_order = [listed[at] for at in order.tolist()]
    sizes = np.array([len(phrases) for phrases in in_order], np.intp)
    flat = [phrase for phrases in in_order for phrase in phrases]
    offsets = np.array([offset for _, offset in flat], np.intp)
    others = [_other_run(key, offset) for key, offset in flat]
    other_keys = keys_of(key.runs[max(0, other)] for (key, _), other in zip(flat, others, strict=True))
    return PhraseGrams(
        *(KeyTable.of(grams[order]), np.cumsum(sizes) - sizes, sizes, tuple(key for key, _ in flat)),
        *(offsets, other_keys, np.array(others, np.intp)),
    )


def _other_run(key: Key, offset: int) -> int:
    """The number of a run right before or behind the gram that has so many runs before it; -1 where there is none."""
    if offset:
        return offset - 1
    return 2 if len(key.runs) > 2 else -1  # a phrase of several runs has a gram of two


def _key(phrase: str, name: str) -> Key:
    tokens = tuple(_TOKEN.findall(phrase))
    lowered = tuple(token.lower() for token in tokens)
    return Key(lowered, tokens if name in CASED else None, name, tuple(RUN.findall(phrase.lower())))
