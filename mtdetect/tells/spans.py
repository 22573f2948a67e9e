"""Small steps that several families share: growing a span to whole words, and telling text that a tokeniser spaced."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mtdetect.tells.rule import InTexts, Regex
from mtdetect.tells.technical import is_technical
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_MAX_WORD = 40

SPEECH = (
    "said|says|say|told|tells|added|adds|explained|explains|claimed|claims|warned|warns|noted|notes|insisted|argued"
    "|stated|states|replied|asked|commented|declared|announced|concluded|wrote|writes|admitted|continued|revealed"
    "|recalled|remarked|stressed|affirmed|assured|commented|confirmed|emphasized|emphasised|indicated|points|pointed"
)
# The first digit of a figure. Expressions begin with what they consume: lookbehind first costs a step a character.
FIGURE = r"\d(?<![\w.,:/-]\d)"
DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


def in_raw(chars: str) -> InTexts:
    """The condition that the text as read has one of some characters."""
    return InTexts(lambda batch: (text.number for text in batch.texts if any(char in text.raw for char in chars)))


@dataclass(frozen=True, slots=True)
class WordBefore:
    """A finder whose spans grow left to the start of the word that they touch.

    The expression can then begin with a rare character, which is fast, and still give evidence that reads well. Quiet
    where spaces are a habit, and behind a term of technical text: converters set a space where they drop its markup.
    """

    finder: Regex

    def __call__(self, text: Text) -> Iterator[Span]:
        for start, end in self.finder(text):
            if text.spaces_by_habit:
                return
            begin = word_start(text, start)
            if not _is_term(text.folded[begin:start]) or not is_technical(text):
                yield begin, end


def _is_term(word: str) -> bool:
    """Whether a word looks like a name of something: it has a capital or a figure."""
    return not word.islower() or not word.isalpha()


@dataclass(frozen=True, slots=True)
class InPlainText:
    """A finder that is quiet where spaces are a habit (`Text.spaces_by_habit`)."""

    finder: Regex

    def __call__(self, text: Text) -> Iterable[Span]:
        found = tuple(self.finder(text))
        return () if found and text.spaces_by_habit else found


# What an ASCII text cannot hold.
BEYOND_ASCII = InTexts(lambda batch: (text.number for text in batch.texts if not text.folded.isascii()))


def word_start(text: Text, at: int) -> int:
    """The start of the word that ends at `at`, over up to two marks between; `at` itself if there is none."""
    while at > 0 and text.folded[at - 1] in ".,;:!?":
        at -= 1
    low = max(0, at - _MAX_WORD)
    while at > low and (text.folded[at - 1].isalnum() or text.folded[at - 1] in "'-"):
        at -= 1
    return at


def word_end(text: Text, at: int) -> int:
    """The end of the word that begins at `at`."""
    high = min(len(text.folded), at + _MAX_WORD)
    while at < high and (text.folded[at].isalnum() or text.folded[at] in "'-"):
        at += 1
    return at


def space_start(text: Text, at: int) -> int:
    """Where the one or two spaces before `at` begin; `at` itself if there is none."""
    low = max(0, at - 2)
    while at > low and text.folded[at - 1] == " ":
        at -= 1
    return at
