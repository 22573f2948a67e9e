"""One side of a comparison: sentences with their tokens, within bounds that keep the work in proportion."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from mtdetect.match.word_lists import is_word
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

MAX_SENTENCES = 1_000  # of a text; the work grows with the product of both sides
MAX_CHARACTERS = 400_000  # of these sentences
_LONG = 400  # characters; a segmenter that waits for a closing mark makes such sentences of whole paragraphs
_STOP = re.compile(r"[.!?][\"')\]]{0,2}\s{1,3}(?=[\"'(\[]{0,2}[A-Z])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its span in code points, the tokens it has (half-open, in `Text.tokens`), and its words."""

    span: Span
    tokens: Span
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A text with the sentences that are compared; `cut` says that there were more."""

    text: Text
    sentences: tuple[Sentence, ...]
    cut: bool

    @property
    def words(self) -> int:
        """The words of all sentences compared."""
        return sum(len(sentence.words) for sentence in self.sentences)


def side(text: Text) -> Side:
    """The side that a text makes; sentences without a word are left out."""
    starts = [start for start, _ in text.tokens]
    found: list[Sentence] = []
    characters = 0
    for start, end in _sentences(text):
        characters += end - start
        if len(found) == MAX_SENTENCES or characters > MAX_CHARACTERS:
            return Side(text, tuple(found), True)
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if words := tuple(token for token in text.lowered[first:last] if is_word(token)):
            found.append(Sentence((start, end), (first, last), words))
    return Side(text, tuple(found), False)


def _sentences(text: Text) -> Iterator[Span]:
    """The sentences of a text; long ones are cut at every stop before a capital, whatever marks are open."""
    for start, end in text.sentences:
        if end - start > _LONG:
            for match in _STOP.finditer(text.folded, start, end):
                if match.end() < end:
                    yield start, match.start() + len(match[0].rstrip())
                    start = match.end()
        yield start, end
