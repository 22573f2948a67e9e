"""Words in the order of another language: a noun before its adjective."""

import re
from collections.abc import Iterator
from functools import cache

import numpy as np

from mtdetect.tells.lexicon import words
from mtdetect.tells.rule import InTexts, Rule
from mtdetect.tells.spans import MONTHS
from mtdetect.text.batch import TextBatch
from mtdetect.text.hashing import KeyTable, keys_of
from mtdetect.text.masks import BLOCKED, QUOTED
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_BEFORE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y|[Yy]our) \Z")
# What shows that the phrase is over: a mark, a verb, a preposition, the name of a month.
_BEHIND = re.compile(
    rf"[,.;:)!](?=[\s\"]|$)|\n| (?:and|but|or|of|in|to|for|with|from|by|at|on|which|who|is|are|was|were|has|had|have"
    rf"|will|would|can|could|said|when|where|while|because|after|before|{MONTHS})\b"
)
# `Keep the door open`, `is the water cold`: verbs with an adjective behind their object, and what makes a question.
_COMPLEMENT = re.compile(
    r"(?i)(?:\b(?:ma[dk]e?|making|makes|keep\w{0,3}|kept|find\w{0,3}|found|consider\w{0,3}|tak\w{1,3}|took|buy\w{0,3}|bought"
    r"|eat\w{0,3}|ate|leav\w{1,3}|left|get\w{0,4}|got|paint\w{0,3}|call\w{0,3}|lik\w{1,3}|s[ae]ll\w{0,3}|sold|serv\w{1,3}"
    r"|deem\w{0,3}|render\w{0,3}|declar\w{1,3}|hold\w{0,3}|held|turn\w{0,3}|set|setting|scrap\w{1,4}|want\w{0,3}"
    r"|think\w{0,3}|thought|see\w{0,3}|saw|feel\w{0,3}|felt|pronounc\w{1,3}|increas\w{1,3}|what)\b[^.!?\n]{0,30}"
    r"|(?:[.!?\n]|^)[\"' ]{0,3}(?:is|are|was|were|isn't|aren't|how|why) )\Z"
)
_FAR = 48  # characters in which such a verb is looked for


def _find_pairs(batch: TextBatch) -> dict[int, list[Span]]:
    """For each text that has some: where a listed noun and a listed adjective stand one behind the other."""
    found = batch.parts
    nouns, adjectives = _tables()
    known = np.zeros(len(found.keys) + 1, np.bool_)
    known[nouns.find(found.keys)[0]] = True
    at = adjectives.find(found.keys)[0]
    at = np.sort(at[known[at - 1] & (at > 0)])
    numbers, before = batch.texts_of_parts(at), batch.texts_of_parts(at - 1)
    spans: dict[int, list[Span]] = {}
    for place, number, other in zip(at.tolist(), numbers.tolist(), before.tolist(), strict=True):
        if number == other:
            offset = int(batch.starts[number])
            span = int(found.starts[place - 1]) - offset, int(found.ends[place]) - offset
            spans.setdefault(number, []).append(span)
    return spans


@cache
def _tables() -> tuple[KeyTable, KeyTable]:
    nouns, adjectives = (np.sort(keys_of(sorted(words(name)))) for name in ("common_nouns", "attributive_adjectives"))
    return KeyTable.of(nouns), KeyTable.of(adjectives)


def _noun_before_adjective(text: Text) -> Iterator[Span]:
    folded = text.folded
    for start, end in text.batch.once(_find_pairs).get(text.number, ()):
        pair = folded[start:end]
        if not (pair.replace(" ", "", 1).isalpha() and pair.islower() and _BEHIND.match(folded, end)):
            continue
        before = _BEFORE.search(folded, max(0, start - 8), start)
        if before and _COMPLEMENT.search(folded, max(0, before.start() - _FAR), before.start()) is None:
            yield before.start(), end


RULES = (
    Rule(
        "MT334",
        "noun-before-adjective",
        "warning",
        "A noun stands before its adjective.",
        "Spanish, French, Italian and Portuguese put it there, and the engine kept their order.",
        _noun_before_adjective,
        skip=BLOCKED | QUOTED,
        when=InTexts(lambda batch: batch.once(_find_pairs)),
    ),
)
