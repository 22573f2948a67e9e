"""Words of the other language that came through whole, or glued to one another."""

import re
from collections.abc import Iterator

from mtdetect.tells.lexicon import words
from mtdetect.tells.rule import Rule, regex
from mtdetect.tells.spans import BEYOND_ASCII, word_end, word_start
from mtdetect.text.masks import BLOCKED, QUOTED
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_ROMANCE = "áíóúñàòùãõ"
_LETTER = regex(rf"[{_ROMANCE}]", gap=rf"[{_ROMANCE}]")
_ELIDED = regex(
    r"\b(?:[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu|[Pp]resqu|[Qq]uelqu|[Dd]ell|[Nn]ell|[Ss]ull|[Dd]all)'"
    r"[a-z]{1,20}\b(?! [A-Z])",
    *("usqu'", "orsqu'", "uisqu'", "uoiqu'", "resqu'", "uelqu'", "ell'", "ull'", "all'"),
)
_FIGURE = regex(r"\d(?<=[a-z]{4}\d)\d{0,2}[a-zñç]{3,20}", gap=r"a\d{1,3}(?:[añç]|\Z)")
_HEX = re.compile(r"[0-9a-f]{6,64}")  # a checksum
_GLUE = re.compile(r"[a-zñáéíóú]{2,25}(?:de|do|da|del|di)\d|[a-z]{3,25}\d{1,3}(?:años|anys|anos|anni|ans)\b")
# The word before, in lower case and plain: behind a name, or in a phrase of the other language, people wrote it.
_ENGLISH_BEFORE = re.compile(r"(?:^|[ \n\"(])[a-z]{1,20} \Z")


def _foreign_letters(text: Text) -> Iterator[Span]:
    done = 0
    for at, _ in _LETTER(text):
        if at < done:
            continue
        start, done = word_start(text, at), word_end(text, at)
        word = text.folded[start:done]
        if (
            len(word) > 2
            and word.isalpha()  # MT611 has those with figures
            and word.islower()
            and word not in words("loanwords")
            and _ENGLISH_BEFORE.search(text.folded, max(0, start - 24), start)
        ):
            yield start, done


def _glued_by_figure(text: Text) -> Iterator[Span]:
    for at, end in _FIGURE(text):
        start, last = word_start(text, at), word_end(text, end)
        if _GLUE.search(text.folded, start, end) and not _HEX.fullmatch(text.folded, start, last):
            yield start, last


RULES = (
    Rule(
        "MT610",
        "foreign-spelling",
        "warning",
        "A word in lower case has letters that English words do not have.",
        "Engines copy words that they do not know, with the marks of the other language.",
        _foreign_letters,
        skip=BLOCKED | QUOTED,
        when=BEYOND_ASCII,
    ),
    Rule(
        "MT611",
        "words-glued-by-figure",
        "warning",
        "Words of another language and a figure are written as one.",
        "Compounds such as `17-year-old` become one unit in the dictionary, which the way back does not know.",
        _glued_by_figure,
        skip=BLOCKED | QUOTED,
        when=_FIGURE,
    ),
    Rule(
        "MT612",
        "elided-word",
        "error",
        "A small word of French or Italian has kept its apostrophe, with a piece of another word.",
        "The engine did not know the contraction and copied it.",
        _ELIDED,
        skip=BLOCKED | QUOTED,
        when=_ELIDED,
    ),
)
