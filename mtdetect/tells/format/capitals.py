"""Capitals and stops where a sentence neither begins nor ends."""

import re
from collections.abc import Iterator
from functools import cache

from mtdetect.tells.lexicon import words
from mtdetect.tells.rule import Rule, regex
from mtdetect.tells.spans import WordBefore, word_start
from mtdetect.tells.technical import is_technical
from mtdetect.text.masks import BLOCKED, QUOTED
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text
from mtdetect.text.word_groups import word_groups

_LOWER_START = regex(r"\. (?<=[^\W\d_]{3}\. )[a-z]{1,20}(?![\w'@/-]|\.\w)")
_SMALL = "That|And|But|Because|Which|Where|When|Who|Whose|If|Of|With|From|Their|His|Her|Its|Also|So"
_SMALL_CAPITAL = regex(
    rf"[A-Z](?<=[a-z]{{2}} .)(?:{'|'.join(word[1:] for word in _SMALL.split('|'))})(?= [a-z]{{1,20}} [a-z])"
)
_NUMERAL = re.compile(r"x{0,3}(?:i[xv]|v?i{0,3})")  # of an enumeration: `iii. the title`
_SMALL_WORDS = frozenset(_SMALL.split("|"))
_MAX_LOWER_SHARE = 0.2  # of sentences: above it, the writer does not care for capitals


@cache
def _common() -> frozenset[str]:
    return word_groups().words["common"]


def _lower_start(text: Text) -> Iterator[Span]:
    found = [(word_start(text, start), end) for start, end in _LOWER_START(text)]
    if len(found) > max(2, _MAX_LOWER_SHARE * len(text.sentences)):
        return
    for start, end in found:
        head, _, tail = text.folded[start:end].lower().partition(". ")
        fair = head in words("abbreviations") or tail in words("lower_case_starts") or _NUMERAL.fullmatch(head)
        # in technical text a sentence may begin with an identifier, as it is written
        named = tail not in _common() and is_technical(text)
        if not fair and not named and head != tail:  # MT301 has the repeats
            yield start, end


def _capital_inside(text: Text) -> Iterator[Span]:
    """After a word in lower case: `Take That` and `Sound Of Music` are names."""
    for start, end in _SMALL_CAPITAL(text):
        if text.folded[start:end] not in _SMALL_WORDS:
            continue
        before = word_start(text, start - 1)
        if text.folded[before].islower():
            yield before, end


RULES = (
    Rule(
        "MT421",
        "lower-case-after-stop",
        "warning",
        "A sentence begins in lower case after a full stop.",
        "The sentence was cut at an abbreviation before translation, and the abbreviation was then written out.",
        _lower_start,
        when=regex(r"[^\W\d_]{3}\. [a-z]", signs=[_LOWER_START.expression]),
    ),
    Rule(
        "MT422",
        "capital-inside-sentence",
        "warning",
        "A small word has a capital inside a sentence.",
        "A piece that was translated as if it were a sentence keeps its capital.",
        _capital_inside,
        skip=BLOCKED | QUOTED,
        when=regex(
            rf"[a-z]{{2}} (?:{_SMALL}) [a-z]",
            signs=[
                r"[ABFHIOSTW](?<=[a-z] .)"
                r"(?:hat|nd|ut|ecause|hich|here|hen|hose?|ho|f|ith|rom|heir|is|er|ts|lso|o) [a-z]"
            ],
        ),
    ),
    Rule(
        "MT423",
        "doubled-punctuation",
        "note",
        "Two marks stand where one is due.",
        "The end of a translated piece and the mark of its frame are both kept.",
        WordBefore(
            regex(
                r"(?:,(?<=[^\W\d_]{3},)(?:[.,;]| ,)|\.(?<=[^\W\d_]{3}\.)(?:,(?= [A-Z])|\.(?!\.)| \.(?! ?\.))"
                r"|;(?<=[^\W\d_]{3};),|:(?<=[^\W\d_]{3}:)\.)(?=[\s\"']|$)",
                gap=r", ?[.,;]|\. ?\.|\.,|;,|:\.",
            )
        ),
    ),
    Rule(
        "MT424",
        "split-abbreviation",
        "warning",
        "A space splits a dotted abbreviation.",
        "Other languages space such abbreviations, and tokenisers part them.",
        regex(
            r"\b(?:[AaPp]\. [Mm]\b|U\. [SKN]\b|E\. U\b|D\. C\b|e\. g\b|i\. e\b|[Pp]h\. [Dd]\b)\.?",
            signs=[r"\. (?<=\b\w\. )[A-Zgem]\b", r"h\. [Dd]\b"],
        ),
    ),
    Rule(
        "MT425",
        "paragraph-begins-with-mark",
        "note",
        "A paragraph begins with a mark that should end the one before.",
        "A sentence was cut into pieces, and the line break fell between a word and its mark.",
        regex(r"^[,;.!?:)] ?[A-Za-z]{1,20}", signs=[r"\A[,;.!?:)]", r"\n[,;.!?:)]"], flags=re.MULTILINE),
        skip=0,
    ),
)
