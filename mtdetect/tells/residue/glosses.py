"""Brackets that explain a word by the same word."""

import re
from collections.abc import Iterator

from mtdetect.tells.rule import Rule, regex
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

# A link behind the bracket makes it the credit of a change: a user's name and the person's.
_GLOSS = re.compile(r'\(["\']?([A-Za-z][A-Za-z -]{3,40})["\']?\)(?! \[)')
_SHORTEST = 4  # letters of a gloss: shorter ones are abbreviations
_QUOTES = "\"'"


def _letters(piece: str) -> str:
    return "".join(char for char in piece if char.isalpha())


def _is_gloss(word: str, gloss: str, *, quoted: bool) -> bool:
    """Whether a bracket explains; a term in quotation marks is defined by its very words, as in contracts.

    Nor is it a gloss where capitals make the difference, as in the title of another page and the name of a constant:
    only the first letter of a sentence may.
    """
    if quoted and word.lower() == gloss.lower():
        return False
    first = word[0].lower() if gloss[0].islower() else word[0]
    return _letters(first + word[1:]) == _letters(gloss)


def _repeated_glosses(text: Text) -> Iterator[Span]:
    folded = text.folded
    if " (" not in folded:
        return
    for match in _GLOSS.finditer(folded):
        inner, low = _letters(match[1]).lower(), max(0, match.start() - 2 * len(match[1]) - 4)
        before = folded[low : match.start()].rstrip(" " + _QUOTES)
        if not folded[match.start() - 1].isspace() or not before[-1:].isalnum():
            continue
        at, letters = len(before), 0
        while at and letters < len(inner):
            at -= 1
            letters += before[at].isalpha()
        starts_word = low + at == 0 or not folded[low + at - 1].isalnum()
        if len(inner) < _SHORTEST or not starts_word or _letters(before[at:]).lower() != inner:
            continue
        if _is_gloss(before[at:], match[1], quoted=folded[match.start() + 1] in _QUOTES):
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
