"""Which words say something by themselves, and which runs of words a reader can make sense of alone."""

import re
from functools import cache

from mtdetect.text.word_groups import word_groups

_WORDS = re.compile(r"[^\W_]+(?:['-][^\W_]+){0,3}(?: [^\W_]+(?:['-][^\W_]+){0,3}){1,4}")
SHORTEST = 4  # letters of a content word
_GLUE = ".'-_@/"


def is_content_word(word: str) -> bool:
    """Whether a word in lower case is no function word: four letters or more, and in no group of frequent words."""
    return len(word) >= SHORTEST and word.isalpha() and word not in _frequent_words()


@cache
def _frequent_words() -> frozenset[str]:
    return frozenset().union(*word_groups().words.values())


def reads_alone(folded: str, start: int, end: int) -> bool:
    """Whether a span is two to five whole words in lower case on one line, at least one of them a content word.

    A name says nothing: the wording is what stands around it.
    """
    if _WORDS.fullmatch(folded, start, end) is None or not folded[start:end].islower():
        return False
    before, after = folded[max(0, start - 2) : start], folded[end : end + 2]
    if _is_joined(before[::-1]) or _is_joined(after):
        return False
    return any(is_content_word(word) for word in folded[start:end].lower().split())


def _is_joined(beside: str) -> bool:
    """Whether a word goes on at what stands beside it: a letter, or a mark inside a word and a letter behind that."""
    return beside[:1].isalnum() or (beside[:1] in _GLUE and beside[1:2].isalnum())
