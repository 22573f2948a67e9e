"""Two words of the source that came out as one and the same English word."""

from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from mtdetect.tells.lexicon import words
from mtdetect.tells.rule import InTexts, Rule
from mtdetect.text.batch import TextBatch
from mtdetect.text.hashing import Keys, KeyTable, keys_of
from mtdetect.text.masks import BLOCKED, QUOTED
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_JOINING = frozenset({"and", "or"})
_AND, _OR = keys_of(("and", "or"))
_LONGEST = 6  # tokens from a word to its second place: `peace, trade, friendship and peace`
_SHORTEST_WORD = 4
_SMALL_STEP = 3  # tokens from a word to its second place where a small word stands before both
_GROWING = ("er", "ing", "ed")  # `louder and louder`, `laughing and laughing`: people double these for effect
_SMALL = frozenset(
    "the a an his her my your their our its to in of for not with from by very more no some all new good be can will is"
    " are".split()
)


def _merged(text: Text) -> Iterator[Span]:
    """`airships or airships`, `a walk or a walk`, `peace, friendship and peace`."""
    folded, batch = text.folded, text.batch
    for at, step in batch.once(_candidates).get(text.number, ()):
        before = at - 1 if at > batch.token_edges[text.number] else at
        spans = [batch.token_span(place, text.number) for place in range(before, at + step + 1)]
        tokens = [folded[start:end].lower() for start, end in spans]
        word = tokens[at - before]
        if word != tokens[-1] or not word.isalpha():
            continue
        (start, end), (again, last) = spans[at - before], spans[-1]
        if "\n" in folded[end:again] or "-" in (folded[start - 1 : start], folded[last : last + 1]):
            continue
        if folded[start:end].islower() and _joins(tokens[at - before + 1 : -1], word, tokens[0] if before < at else ""):
            yield start, last


def _candidates(batch: TextBatch) -> dict[int, list[tuple[int, int]]]:
    """For each text that has some: words that come again a few tokens on, behind an `and` or `or`, and how many on."""
    found = batch.tokens
    joins = (found.keys == _AND) | (found.keys == _OR)
    is_long = (found.ends - found.starts >= _SHORTEST_WORD) & found.words
    codes = batch.characters.codes  # a word that begins in lower case, or beyond ASCII
    candidates: dict[int, list[tuple[int, int]]] = {}
    for step in range(2, _LONGEST + 1):
        joined = joins[step - 1 : len(joins) - 1]  # right before the second word, or two places before
        if step == _SMALL_STEP:
            joined = joined | joins[1 : len(joins) - step + 1]
        same = (found.keys[:-step] == found.keys[step:]) & joined & is_long[:-step]
        first = same.nonzero()[0]
        first = first[(codes.take(found.starts.take(first)) >= ord("a")) & ~_are_fair(found.keys.take(first))]
        numbers = batch.token_texts.take(first)
        numbers[numbers != batch.token_texts.take(first + step)] = -1
        for at, number in zip(first.tolist(), numbers.tolist(), strict=True):
            if number >= 0:
                candidates.setdefault(number, []).append((at, step))
    return candidates


@cache
def _fair_pairs() -> KeyTable:
    return KeyTable.of(np.sort(keys_of(words("fair_pairs"))))


def _are_fair(keys: Keys) -> NDArray[np.bool_]:
    """Which words people repeat around an `and`."""
    fair = np.zeros(len(keys), np.bool_)
    fair[_fair_pairs().find(keys)[0]] = True
    return fair


def _joins(between: list[str], word: str, before: str) -> bool:
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
        when=InTexts(lambda batch: batch.once(_candidates)),
    ),
)
