"""Measures of a whole text: rates and shapes that no single place shows.

Each is a plain number with a name; the names are a contract with the model. None depends on white space, on line
ends or on the style of quotation marks and dashes, which tell the outlet. Which way a measure speaks, and whether it
speaks at all, is learnt: a model names those that it needs, and only those are computed.
"""

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from mtdetect.text.batch import TextBatch
from mtdetect.text.folding import Flags
from mtdetect.text.hashing import Places
from mtdetect.text.tokens import Tokens, ending, endings

Floats = NDArray[np.float64]

_CONTRACTIONS = ("n't", "'re", "'ve", "'ll", "'d", "'m")
_NOMINAL = tuple(
    f"{suffix}{s}" for suffix in ("tion", "sion", "ment", "ness", "ity", "ance", "ence") for s in ("", "s")
)
_WINDOW = 50  # words for the moving type-token ratio, as in Covington and McFall 2010
_MTLD_FLOOR = 0.72  # McCarthy and Jarvis 2010


class Counts:
    """What the measures count in the texts of a batch, each when first asked for."""

    def __init__(self, batch: TextBatch) -> None:
        self._batch = batch
        self.words: Tokens = batch.words
        self.edges: list[int] = batch.word_edges
        self.total: Floats = np.maximum(np.diff(self.edges), 1).astype(np.float64)

    @cached_property
    def _text(self) -> Places:
        """The number of each word's text."""
        return np.repeat(np.arange(len(self.total)), np.diff(self.edges))

    @cached_property
    def sizes(self) -> Places:
        """The characters of each word."""
        return self.words.ends - self.words.starts

    @cached_property
    def lengths(self) -> list[list[int]]:
        """The words of each sentence of each text."""
        return self._batch.sentence_lengths

    def of_text(self, values: NDArray[np.generic], text: int) -> list[int]:
        """What stands for the words of one text, of all texts' `values`."""
        found: list[int] = values[self.edges[text] : self.edges[text + 1]].tolist()
        return found

    def are(self, group: str) -> Flags:
        """Which words are of a group (`mtdetect.text.word_groups`)."""
        return self._batch.in_group(group)

    def end_in(self, suffixes: Iterable[str], shortest: int = 0) -> Flags:
        """Which words of at least so many characters end in one of some suffixes."""
        found = np.zeros(len(self.sizes), np.bool_)
        for length, of_length in groupby(sorted(suffixes, key=len), len):
            long = (self.sizes >= max(length, shortest)).nonzero()[0]
            coded = endings(self._batch.characters.codes, self.words.ends.take(long), length)
            wanted = np.array(sorted(map(ending, of_length)))
            at = np.minimum(np.searchsorted(wanted, coded), len(wanted) - 1)
            found[long.compress(wanted.take(at) == coded)] = True
        return found

    def rate(self, flags: Flags) -> Floats:
        """The share of words with a flag."""
        return np.bincount(self._text.compress(flags), minlength=len(self.total)) / self.total

    def rate_of_pairs(self, first: Flags, second: Flags) -> Floats:
        """The words with the one flag that are followed by one with the other, per word."""
        return self.rate_of_followed(first[:-1] & second[1:])

    def rate_of_followed(self, flags: Flags) -> Floats:
        """The words, but the last, that have a flag and are followed by a word of their text, per word."""
        found = flags & (self._text[:-1] == self._text[1:])
        return np.bincount(self._text[:-1].compress(found), minlength=len(self.total)) / self.total

    def rate_of_marks(self, marks: str) -> Floats:
        """The marks of a kind, per word."""
        found, codes = self._batch.tokens, self._batch.characters.codes
        first = codes.take(found.starts)
        wanted = np.zeros(256, np.bool_)
        wanted[[ord(mark) for mark in marks]] = True
        starts = found.starts.compress(wanted.take(first) & ~found.words)
        return np.diff(self._batch.edges(starts)) / self.total

    @property
    def repeated(self) -> Flags:
        """Which words, but the last, are followed by themselves."""
        same: Flags = self.words.keys[:-1] == self.words.keys[1:]
        return same


def _word(group: str) -> Callable[[Counts], Floats]:
    return lambda counts: counts.rate(counts.are(group))


def _marks(marks: str) -> Callable[[Counts], Floats]:
    return lambda counts: counts.rate_of_marks(marks)


def _of_lengths(measure: Callable[[Sequence[float]], float]) -> Callable[[Counts], Floats]:
    """A measure of the words of a text's sentences."""
    return lambda counts: np.array([measure(lengths) for lengths in counts.lengths])


def _of_words(measure: Callable[[Sequence[int]], float]) -> Callable[[Counts], Floats]:
    """A measure of a text's words, each by its key."""
    return lambda counts: np.array([measure(counts.of_text(counts.words.keys, at)) for at in range(len(counts.total))])


MEASURES: Mapping[str, Callable[[Counts], Floats]] = {
    "sentence-length": _of_lengths(lambda lengths: math.log1p(_mean(lengths))),
    "sentence-length-spread": _of_lengths(lambda lengths: _spread(lengths) / (_mean(lengths) + 1)),
    "short-sentences": _of_lengths(lambda lengths: _mean([length < 8 for length in lengths])),
    "long-sentences": _of_lengths(lambda lengths: _mean([length > 35 for length in lengths])),
    "word-length": lambda counts: np.array(
        [_mean(counts.of_text(counts.sizes, at)) for at in range(len(counts.total))]
    ),
    "word-variety": _of_words(lambda words: moving_ttr(words)),
    "word-variety-mtld": _of_words(lambda words: math.log1p(mtld(words))),
    "words-used-once": _of_words(lambda words: _used_once(words) / math.sqrt(max(len(words), 1)) / 10),
    "commas": _marks(","),
    "semicolons-and-dashes": _marks(";-"),
    "parentheses": _marks("("),
    "questions-and-exclamations": _marks("?!"),
    "contractions": lambda counts: counts.rate(counts.end_in(_CONTRACTIONS)),
    "possessives": lambda counts: counts.rate(counts.end_in(("'s",))),
    "articles": _word("articles"),
    "definite-articles": _word("the"),
    "connectives": _word("connectives"),
    "hedges": _word("hedges"),
    "pronouns": _word("pronouns"),
    "phrasal-verbs": _word("particles"),
    "will": _word("will"),
    "which-and-that": _word("relatives"),
    "nominalisations": lambda counts: counts.rate(counts.end_in(_NOMINAL, shortest=7)),
    "adverbs": lambda counts: counts.rate(counts.end_in(("ly",), shortest=5)),
    "of-the": lambda counts: counts.rate_of_pairs(counts.are("of"), counts.are("the")),
    "said-that": lambda counts: counts.rate_of_pairs(counts.are("reporting"), counts.are("that")),
    "expanded-forms": lambda counts: counts.rate_of_followed(
        counts.are("not")[1:] | (counts.are("pronouns")[:-1] & counts.are("expanded")[1:])
    ),
    "passives": lambda counts: counts.rate_of_pairs(counts.are("be"), counts.end_in(("ed",))),
    "repeated-words": lambda counts: counts.rate_of_followed(counts.repeated),
}


def measure(batch: TextBatch, names: Collection[str] = tuple(MEASURES)) -> dict[str, Floats]:
    """The named measures of each text, shape (texts,). Rates are per word; a text without words has zeros."""
    counts = Counts(batch)
    return {name: MEASURES[name](counts) for name in names}


def moving_ttr(words: Sequence[int], window: int = _WINDOW) -> float:
    """The mean type-token ratio over all windows of `window` words (0-1); linear in the number of words."""
    if len(words) <= window:
        return len(set(words)) / max(len(words), 1)
    inside = Counter(words[:window])
    types = [len(inside)]
    for left, entered in zip(words, words[window:], strict=False):
        inside[entered] += 1
        inside[left] -= 1
        if not inside[left]:
            del inside[left]
        types.append(len(inside))
    return _mean(types) / window


def mtld(words: Sequence[int]) -> float:
    """The measure of textual lexical diversity, mean of both directions; 0 for a text without words."""
    return (_mtld_one_way(words) + _mtld_one_way(words[::-1])) / 2


def _mtld_one_way(words: Sequence[int]) -> float:
    factors, seen, count = 0.0, set[int](), 0
    for word in words:
        seen.add(word)
        count += 1
        if len(seen) / count <= _MTLD_FLOOR:
            factors, seen, count = factors + 1, set(), 0
    if count:
        factors += (1 - len(seen) / count) / (1 - _MTLD_FLOOR)
    return len(words) / factors if factors else float(len(words))


def _used_once(words: Sequence[int]) -> int:
    return sum(count == 1 for count in Counter(words).values())


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _spread(values: Sequence[float]) -> float:
    mean = _mean(values)
    return math.sqrt(_mean([(value - mean) ** 2 for value in values]))
