"""The sentences of a text for alignment, with their tokens; limits on their number bound the work."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from mtdetect.match.word_lists import is_word
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

MAX_SENTENCES = 1_000  # of a text; the work grows with the product of both numbers
MAX_CHARACTERS = 400_000  # of these sentences
_LONG = 400  # characters; where a quotation mark is not closed, a whole paragraph may become one sentence
_STOP = re.compile(r"[.!?][\"')\]]{0,2}\s{1,3}(?=[\"'(\[]{0,2}[A-Z])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its span in code points, the range of its tokens in `Text.tokens`, both half-open, and its words."""

    span: Span
    tokens: Span
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SegmentedText:
    """A text with its sentences for alignment; `cut` says that it has more sentences than are compared."""

    text: Text
    sentences: tuple[Sentence, ...]
    cut: bool

    @property
    def words(self) -> int:
        """The number of words in all these sentences."""
        return sum(len(sentence.words) for sentence in self.sentences)


def segment(text: Text) -> SegmentedText:
    """The sentences of a text; those without a word are left out."""
    starts = [start for start, _ in text.tokens]
    found: list[Sentence] = []
    characters = 0
    for start, end in _sentences(text):
        characters += end - start
        if len(found) == MAX_SENTENCES or characters > MAX_CHARACTERS:
            return SegmentedText(text, tuple(found), True)
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if words := tuple(token for token in text.lowered[first:last] if is_word(token)):
            found.append(Sentence((start, end), (first, last), words))
    return SegmentedText(text, tuple(found), False)


def _sentences(text: Text) -> Iterator[Span]:
    """The sentences of a text; those of more than 400 characters are split at every stop before a capital letter."""
    for start, end in text.sentences:
        if end - start > _LONG:
            for match in _STOP.finditer(text.folded, start, end):
                if match.end() < end:
                    yield start, match.start() + len(match[0].rstrip())
                    start = match.end()
        yield start, end
