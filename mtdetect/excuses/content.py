"""Keys by which an article and its sentences are recognised, wherever they stand and however lines are broken."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b

from mtdetect.results.row import Row
from mtdetect.text.normalisation import normalise, normalised

_WORD = re.compile(r"\S+")
_END = re.compile(r"[.!?…][\"'”’»)\]]{0,5}$")
_MOST = 100  # words: a text without stops is cut, so that one edit does not change the key of all of it
_ARTICLE, _SENTENCE = 8, 4  # bytes; a sentence is only looked for within one article


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text: where it begins, in code points, its number of words, and its key of eight hex digits.

    Only stops end a sentence, since paragraphs change when lines are broken in other places.
    """

    start: int
    words: int
    key: str


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text, in order; all words are in one. What nobody sees changes no key."""
    made = normalise(text)
    found = _sentences(made.raw)
    if made.offsets is None:
        return list(found)
    return [replace(one, start=made.offsets.span(one.start, one.start + 1)[0]) for one in found]


def article_key(text: str) -> str:
    """The key of a whole text, of 16 hex digits: of its words, in lower case."""
    return _digest(normalised(text).split(), _ARTICLE)


def sentence_key(tell: Row, text_sentences: list[Sentence]) -> str:
    """The key of the sentence in which a tell begins; for a tell of the markup alone, its own fingerprint."""
    at = bisect_right(text_sentences, tell["start"], key=lambda sentence: sentence.start)
    return (
        text_sentences[max(at - 1, 0)].key
        if text_sentences and tell["start"] < tell["end"]
        else str(tell["fingerprint"])
    )


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
