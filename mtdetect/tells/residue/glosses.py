"""Brackets that explain a word by the same word."""

import re
from collections.abc import Iterator

from mtdetect.tells.rule import Rule, regex
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_GLOSS = re.compile(r'\(["\']?([A-Za-z][A-Za-z -]{3,40})["\']?\)')
_SHORTEST = 4  # letters of a gloss: shorter ones are abbreviations


def _letters(piece: str) -> str:
    return "".join(char for char in piece if char.isalpha()).lower()


def _repeated_glosses(text: Text) -> Iterator[Span]:
    folded = text.folded
    if " (" not in folded:
        return
    for match in _GLOSS.finditer(folded):
        inner, low = _letters(match[1]), max(0, match.start() - 2 * len(match[1]) - 4)
        before = folded[low : match.start()].rstrip(" \"'")
        at, letters = len(before), 0
        while at and letters < len(inner):
            at -= 1
            letters += before[at].isalpha()
        starts_word = low + at == 0 or not folded[low + at - 1].isalnum()
        if len(inner) >= _SHORTEST and starts_word and _letters(before[at:]) == inner:
            yield low + at, match.end()


RULES = (
    Rule(
        "MT630",
        "gloss-repeats-its-word",
        "error",
        "A bracket explains a word by the same word.",
        "The source explained a foreign term, and both the term and its explanation came back as one word.",
        _repeated_glosses,
        when=regex(_GLOSS.pattern),
    ),
)
