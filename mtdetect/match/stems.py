"""The stems of a text, and the index terms made of them, by which copies are found.

A round trip keeps a quarter to two fifths of the word 5-grams, but most stems, and nearly all names and numbers. So a
text is found by its stems and by pairs of neighbouring stems in either order: pairs distinguish texts on one topic, and
survive a change of the words around them. Punctuation, case, accents and function words make no difference.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from unicodedata import combining, normalize

from mtdetect.match.word_lists import stem, word_lists
from mtdetect.text.normalisation import normalised

MAX_CHARACTERS = 400_000  # of a text that are used
_TOKEN = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")  # linear time: no mark can begin a run of letters
_APOSTROPHE = str.maketrans("’", "'")


def stems(text: str) -> list[str]:
    """The stems of a text's content words and its numbers, in order, in lower case and without accents."""
    lists = word_lists()
    plain = _plain(normalised(text[:MAX_CHARACTERS]))
    found = (token.translate(_APOSTROPHE) for token in _TOKEN.findall(plain))
    return [_stem(token) for token in found if not lists.is_small(token)]


def index_terms(stems: Sequence[str]) -> Iterator[str]:
    """The index terms of a text, from its stems: each stem, and each pair at distance 1 or 2, in alphabetical order."""
    yield from stems
    for apart in (pairwise(stems), zip(stems, stems[2:], strict=False)):
        yield from (f"{one} {other}" if one < other else f"{other} {one}" for one, other in apart)


def _plain(text: str) -> str:
    """The text in lower case without accents."""
    if text.isascii():
        return text.lower()
    return "".join(char for char in normalize("NFKD", text) if not combining(char)).lower()


def _stem(token: str) -> str:
    """The stem of a token; of a number its digits, since engines add and drop the marks in it."""
    if token[0].isdecimal():
        return token.replace(",", "").replace(".", "")
    return stem(token)
