"""Where the phrases of word lists stand, found in one pass over the words of a batch of texts."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from mtdetect.tells.phrase_keys import RUN, Key, phrases_by_gram
from mtdetect.text.batch import TextBatch
from mtdetect.text.masks import BLOCKED
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_STEM = 5  # letters: what begins so is one word in several forms
_SPACE = re.compile(r"\s*")
_GOES_ON = re.compile(r"'?\w")
_AT_END_OF_WORD = re.compile(r"\w'?\Z")


@dataclass(frozen=True, slots=True)
class Phrases:
    """A finder for the phrases of one list.

    With `then`, only where that expression matches right behind; with `where`, only where that holds of the span; none
    where fewer than `fewest` different phrases stand in the text, of which forms of one word count once.
    """

    name: str
    then: re.Pattern[str] | None = None
    where: Callable[[Text, Span], bool] | None = None
    fewest: int = 1

    def __call__(self, text: Text) -> Iterator[Span]:
        return self.among(text, find_phrases(text.batch, (self.name,))[text.number].get(self.name, ()))

    def among(self, text: Text, spans: Iterable[Span]) -> Iterator[Span]:
        """Those of the list's spans in this text that count."""
        counted: Iterator[Span] = (span for span in spans if self._counts(text, span))
        if self.fewest > 1:
            listed = list(counted)
            if len({text.low[start : min(end, start + _STEM)] for start, end in listed}) < self.fewest:
                return
            counted = iter(listed)
        yield from counted

    def _counts(self, text: Text, span: Span) -> bool:
        behind = self.then is None or self.then.match(text.folded, span[1])
        return bool(behind) and (self.where is None or self.where(text, span))


def find_phrases(batch: TextBatch, names: tuple[str, ...]) -> list[dict[str, list[Span]]]:
    """For each text and each list that has some, where its phrases stand: the longest at each token; linear time."""
    grams = phrases_by_gram(names)
    at, places = batch.find_parts(grams.table)
    sizes = grams.sizes.take(places)
    owner = np.repeat(np.arange(len(at)), sizes)  # the hit of each phrase that is under a gram which was found
    phrase = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes - grams.first.take(places), sizes)
    part, number = at.take(owner) - grams.offsets.take(phrase), batch.texts_of_parts(at).take(owner)
    other = grams.other_offsets.take(phrase)
    fits = (other < 0) | (batch.parts.keys.take(part + other, mode="clip") == grams.other_keys.take(phrase))
    fits &= part >= np.array(batch.part_edges).take(number)
    part, number, phrase = part.compress(fits), number.compress(fits), phrase.compress(fits)
    starts = batch.parts.starts.take(part) - batch.starts.take(number)
    hits: list[list[tuple[int, int, str]]] = [[] for _ in batch.texts]
    for at_text, start, at_key in zip(number.tolist(), starts.tolist(), phrase.tolist(), strict=True):
        key, text = grams.keys[at_key], batch.texts[at_text]
        end = _end_of(key, text.folded if key.cased else text.low, start)
        if end is not None and _is_free(text, start, end):
            hits[at_text].append((start, -end, key.name))
    return [_longest(of_text) for of_text in hits]


def _longest(hits: list[tuple[int, int, str]]) -> dict[str, list[Span]]:
    """The hits of each list, without those that overlap an earlier or longer one; each is start, -end and list."""
    found: dict[str, list[Span]] = {}
    for start, negated_end, name in sorted(hits):
        spans = found.setdefault(name, [])
        if not spans or spans[-1][1] <= start:
            spans.append((start, -negated_end))
    return found


def stands_alone(text: Text, start: int, end: int) -> bool:
    """Whether no apostrophe ties a run of word characters to a word before or behind it."""
    folded = text.folded
    if "'" not in (folded[start - 1 : start], folded[end : end + 1]):
        return True
    return not _inside_word(folded, start) and _GOES_ON.match(folded, end) is None


def _is_free(text: Text, start: int, end: int) -> bool:
    """Whether a phrase begins with a whole word and is outside blocked regions."""
    return not _inside_word(text.folded, start) and not text.touches(start, end, BLOCKED)


def _inside_word(text: str, at: int) -> bool:
    """Whether a word that begins at `at` would go on from the left, over an apostrophe too."""
    before = text[max(0, at - 2) : at]
    return _AT_END_OF_WORD.search(before) is not None and RUN.match(text, at) is not None


def _end_of(key: Key, text: str, start: int) -> int | None:
    """Where a phrase ends that begins at `start`, up to the end of its last word; None if it does not stand there."""
    tokens = key.cased or key.lowered
    at, before = start, ""
    for token in tokens:
        if before:
            behind = _SPACE.match(text, at).end()  # type: ignore[union-attr]  # it matches nothing, too
            if behind == at and RUN.match(token) and RUN.search(before[-1]):
                return None
            at = behind
        if not text.startswith(token, at):
            return None
        at, before = at + len(token), token
    return None if RUN.match(before[-1]) and _GOES_ON.match(text, at) else at
