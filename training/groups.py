"""Groups of rows that share content across files: the corpora name groups inside one file only."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from training.corpora import Row

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 12  # a shorter sentence may stand in two texts by chance
_FEWEST_SHARED = 2  # sentences


def merge_groups(rows: Sequence[Row]) -> list[Row]:
    """The rows, those of groups that share sentences across sets with one group name.

    Two groups of different sets are one where their human texts share two sentences of twelve words or more: the sets
    have an article, or its human translation, in common. Machine texts go with the group that they are in.
    """
    parent: dict[str, str] = {}

    def root(group: str) -> str:
        while (above := parent.get(group, group)) != group:
            group = above
        return group

    for one, other in _sharing(rows):
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    return [row if (name := root(row.group)) == row.group else replace(row, group=name) for row in rows]


def _sharing(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Pairs of groups of different sets that share enough sentences, in order."""
    places: defaultdict[tuple[str, ...], set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        if row.label == 0:
            for sentence in _sentences(row.text):
                places[sentence].add((row.group, row.set))
    shared: defaultdict[tuple[str, str], int] = defaultdict(int)
    for of in places.values():
        in_order = sorted(of)
        for at, (group, name) in enumerate(in_order):
            for other, its_set in in_order[at + 1 :]:
                if its_set != name and other != group:
                    shared[group, other] += 1
    return (pair for pair, count in sorted(shared.items()) if count >= _FEWEST_SHARED)


def _sentences(text: str) -> Iterator[tuple[str, ...]]:
    for sentence in _SENTENCE_END.split(text):
        words = tuple(_WORD.findall(sentence.lower()))
        if len(words) >= _FEWEST_WORDS:
            yield words
