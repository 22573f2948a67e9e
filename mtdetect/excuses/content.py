"""By what an article and its sentences are known again, wherever they stand and however their lines are broken."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from mtdetect.results.row import Row

_WORD = re.compile(r"\S+")
_END = re.compile(r"[.!?…][\"'”’»)\]]{0,5}$")
_MOST = 100  # words: a text without stops is cut, so that one edit does not lose all of it
_ARTICLE, _SENTENCE = 8, 4  # bytes: a sentence is looked up within one article only


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text: where it begins, in code points, its number of words, and its key of eight hex digits.

    Ends are told by stops alone, since paragraphs change when lines are broken anew.
    """

    start: int
    words: int
    key: str


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text, in order; all words are in one."""
    return list(_sentences(text))


def article_key(text: str) -> str:
    """The key of a whole text, of 16 hex digits: of its words, in small letters."""
    return _digest(text.split(), _ARTICLE)


def sentence_of(tell: Row, found: list[Sentence]) -> str:
    """The key of the sentence in which a tell begins; for a tell of the markup alone, its own fingerprint."""
    at = bisect_right(found, tell["start"], key=lambda sentence: sentence.start)
    return found[max(at - 1, 0)].key if found and tell["start"] < tell["end"] else str(tell["fingerprint"])


def _sentences(text: str) -> Iterator[Sentence]:
    words: list[str] = []
    start = 0
    for match in _WORD.finditer(text):
        start = start if words else match.start()
        words.append(match.group())
        if len(words) >= _MOST or _END.search(match.group()[-6:]):
            yield Sentence(start, len(words), _digest(words, _SENTENCE))
            words = []
    if words:
        yield Sentence(start, len(words), _digest(words, _SENTENCE))


def _digest(words: list[str], size: int) -> str:
    folded = " ".join(words).casefold().encode("utf-8", "surrogatepass")
    return blake2b(folded, digest_size=size).hexdigest()
