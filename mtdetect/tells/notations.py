"""One thing written in two ways in one text: sentences that were translated apart do not share a house style."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mtdetect.masks import BLOCKED, QUOTED
from mtdetect.tells.rule import Rule
from mtdetect.tells.spans import MONTHS
from mtdetect.text import Gram, Span, Text

_MONTH = MONTHS.replace("May|", "").replace("March|", "")  # these two are words as well
_DATES = frozenset({"September 11", "July 4", "July 7"})  # names of events, in any style


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two notations. Each text that mixes them holds one of `grams`.

    Headlines have a style of their own, so that `short`, which is theirs, does not count in the first sentence.
    """

    grams: frozenset[Gram]
    short: re.Pattern[str]
    long: re.Pattern[str]


_PAIRS = (
    _Pair(
        frozenset({"mr", "mrs", "ms", "dr"}),
        re.compile(r"\b(?:Mr|Mrs|Ms|Dr) (?=[A-Z][a-z])"),
        re.compile(r"\b(?:Mr|Mrs|Ms|Dr)\. (?=[A-Z][a-z])"),
    ),
    _Pair(
        frozenset({("u", "s")}),
        re.compile(r"US(?<=[a-z] US)(?= [a-z]|[,.;:])"),
        re.compile(r"U\.S\.(?<![\w.]U\.S\.)(?! ?[A-Z]\.)"),
    ),
    _Pair(
        frozenset({"percent"}),
        re.compile(r"%(?<=\d%)"),
        re.compile(r" percent\b(?<=\d percent)"),
    ),
    _Pair(
        frozenset(month.lower() for month in _MONTH.split("|")),
        re.compile(rf"\b\d{{1,2}} (?:{_MONTH})\b(?! \d{{1,2}}\b)"),
        re.compile(rf"\b(?:{_MONTH}) \d{{1,2}}\b(?![:.]\d)"),
    ),
)


def _two_notations(text: Text) -> Iterator[Span]:
    """The first place of the rarer notation of each pair."""
    for pair in _PAIRS:
        if pair.grams.isdisjoint(text.grams):
            continue
        long = [span for span in _spans(pair.long, text) if text.folded[slice(*span)] not in _DATES]
        short = _spans(pair.short, text) if long else []
        if short and short[0][0] < text.sentences[0][1]:
            short = [span for span in short if span[0] >= text.sentences[0][1]]
        if short and long:
            yield min((short, long), key=len)[0]


def _spans(expression: re.Pattern[str], text: Text) -> list[Span]:
    """Outside quotations, which may be someone else's writing; without the space at the end."""
    found = (match.span() for match in expression.finditer(text.folded))
    own = (span for span in found if not text.masks[span[0]] & (BLOCKED | QUOTED))
    return [(start, end - (text.folded[end - 1] == " ")) for start, end in own]


RULES = (
    Rule(
        "MT460",
        "two-notations",
        "warning",
        "A title, `US`, a date or a percentage is written in two ways in one text.",
        "Each sentence was translated by itself, and no house style holds them together.",
        _two_notations,
    ),
)
