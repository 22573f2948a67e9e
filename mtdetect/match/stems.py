"""What of a text survives translation and back: names, numbers, dates, rare stems, and which of them stand together.

A round trip keeps a quarter to two fifths of the runs of five words, but most stems, and nearly all names and numbers.
So a text is found by its stems, and by pairs of neighbouring ones in either order: a pair tells apart the texts of one
topic, and it outlives a changed word beside it. Nothing depends on marks, case, accents or small words.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from unicodedata import combining, normalize

from mtdetect.match.word_lists import stem, words

MAX_CHARACTERS = 400_000  # of a text; the rest of a longer one is not looked at
_TOKEN = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")  # linear: the marks cannot begin a run of letters
_APOSTROPHE = str.maketrans("’", "'")


def stems(text: str) -> list[str]:
    """The stems of a text's content words and its numbers, in order, in lower case and without accents."""
    lists = words()
    plain = _plain(text[:MAX_CHARACTERS])
    found = (token.translate(_APOSTROPHE) for token in _TOKEN.findall(plain))
    return [_stem(token) for token in found if not lists.is_small(token)]


def prints(stems: Sequence[str]) -> Iterator[str]:
    """The features of a text, from its stems: each, and each pair of neighbours and next but one, in either order."""
    yield from stems
    for apart in (pairwise(stems), zip(stems, stems[2:], strict=False)):
        yield from (f"{one} {other}" if one < other else f"{other} {one}" for one, other in apart)


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    return "".join(char for char in normalize("NFKD", text) if not combining(char)).lower()


def _stem(token: str) -> str:
    """A number is its digits: engines set and drop the marks in it."""
    if token[0].isdecimal():
        return token.replace(",", "").replace(".", "")
    return stem(token)
