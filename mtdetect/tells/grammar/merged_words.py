"""Two words of the source that came out as one and the same English word."""

import re
from collections.abc import Iterator

import numpy as np

from mtdetect.tells.lexicon import words
from mtdetect.tells.repeats import echoes
from mtdetect.tells.rule import Rule
from mtdetect.text.batch import Span, Text
from mtdetect.text.hashing import KELVIN, between, keys, totals
from mtdetect.text.masks import BLOCKED, QUOTED

_JOINING = frozenset({"and", "or"})
_AND, _OR = keys(totals(b" and or "), between(b" and or "))
_FIRST, _SECOND = np.array([[-1], [-2], [-3], [-1]]), np.array([[1], [1], [1], [2]])  # places of a pair, from `and`
_UNLIKE = 1_000  # no two numbers so near each other are the same
_JOINED = re.compile(r"(?i)\(|and|or")
_LONGEST = 6  # tokens from a word to its second place: `peace, trade, friendship and peace`
_SHORTEST_WORD = 4
_GROWING = ("er", "ing", "ed")  # `louder and louder`, `laughing and laughing`: people double these for effect
_SMALL = frozenset(
    "the a an his her my your their our its to in of for not with from by very more no some all new good be can will is"
    " are".split()
)


def _merged(text: Text) -> Iterator[Span]:
    """`airships or airships`, `a walk or a walk`, `peace, friendship and peace`."""
    folded = text.folded
    if not _may_merge(text):
        return
    starts, ends = text.bounds
    is_long = ends - starts >= _SHORTEST_WORD
    codes = np.where(is_long, text.codes, np.arange(len(starts)) % _UNLIKE)
    for step in range(2, _LONGEST + 1):
        for at in echoes(codes, step):
            if not is_long[at] or not _JOINED.search(folded, ends[at], starts[at + step]):
                continue
            lowered, tokens = text.lowered, text.tokens
            word = lowered[at]
            if word != lowered[at + step] or not word.isalpha():
                continue
            (start, end), (again, last) = tokens[at], tokens[at + step]
            if "\n" in folded[end:again] or "-" in (folded[start - 1 : start], folded[last : last + 1]):
                continue
            before = lowered[at - 1] if at else ""
            if folded[start:end].islower() and _joins(lowered[at + 1 : at + step], word, before):
                yield start, last


def _may_merge(text: Text) -> bool:
    """Whether the words alone, without marks, come again around an `and`: so in one text in twenty."""
    if KELVIN in text.folded:
        return True
    found, edges = text.spoken_keys, text.spoken_edges
    at = ((found == _AND) | (found == _OR)).nonzero()[0]
    if not len(at):
        return False
    first = at + _FIRST
    again = first[found.take(first, mode="wrap") == found.take(at + _SECOND, mode="wrap")] % len(found)
    twice = (text.spoken[edges[place] + 1 : edges[place + 1]].decode("latin-1") for place in again.tolist())
    return any(len(word) >= _SHORTEST_WORD and word not in words("fair_pairs") for word in twice)


def _joins(between: tuple[str, ...], word: str, before: str) -> bool:
    """Whether the tokens between a word and its repetition make the two of them members of one pair or list."""
    if len(between) == 2 and between[1] in _SMALL and between[1] == before:  # `a walk or a walk`
        between = between[:1]
    *inner, joining = between
    if joining not in _JOINING or word in words("fair_pairs") or (joining == "and" and word.endswith(_GROWING)):
        return False
    if len(inner) < 2:
        return not inner or (inner == [","] and joining == "or")  # `steel, and steel` begins a new clause
    return all(mark == "," for mark in inner[::2]) and all(member.isalpha() for member in inner[1::2])


RULES = (
    Rule(
        "MT360",
        "merged-words",
        "warning",
        "A pair or list names the same word twice.",
        "Two words of the other language have one English word, and the engine put it for both.",
        _merged,
        skip=BLOCKED | QUOTED,
    ),
)
