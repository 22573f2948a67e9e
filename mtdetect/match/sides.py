"""One side of a comparison: sentences with their tokens, within bounds that keep the work in proportion."""

from bisect import bisect_left
from dataclasses import dataclass

from mtdetect.match.words import is_word
from mtdetect.sentences import Span
from mtdetect.text import Text

MAX_SENTENCES = 1_000  # of a text; the work grows with the product of both sides
MAX_CHARACTERS = 400_000  # of these sentences


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
    for start, end in text.sentences:
        characters += end - start
        if len(found) == MAX_SENTENCES or characters > MAX_CHARACTERS:
            return Side(text, tuple(found), True)
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if words := tuple(token for token in text.lowered[first:last] if is_word(token)):
            found.append(Sentence((start, end), (first, last), words))
    return Side(text, tuple(found), False)
