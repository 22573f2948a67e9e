"""Measures of a whole text: rates and shapes that no single place shows.

Each is a plain number with a name; the names are a contract with the model. None depends on white space, on line
ends or on the style of quotation marks and dashes, which tell the outlet. Which way a measure speaks, and whether it
speaks at all, is learnt: a model names those that it needs, and only those are computed.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from mtdetect.text.batch import Text

_CONTRACTION = re.compile(r"(?:n't|'(?:re|ve|ll|d|m))$")
_EXPANDED = frozenset("not have will would are is am".split())
_CONNECTIVES = frozenset(
    "moreover furthermore additionally however therefore thus hence consequently nevertheless accordingly".split()
)
_HEDGES = frozenset("just really quite pretty kind sort actually maybe perhaps probably rather fairly simply".split())
_PARTICLES = frozenset("up out off down over away back around along".split())
_PRONOUNS = frozenset("i you he she it we they me him her us them".split())
_NOMINAL = re.compile(r"(?:tion|sion|ment|ness|ity|ance|ence)s?$")
_REPORTING = frozenset("said says stated added noted".split())
_BE = frozenset("was were been is are be".split())
_WINDOW = 50  # words for the moving type-token ratio, as in Covington and McFall 2010
_MTLD_FLOOR = 0.72  # McCarthy and Jarvis 2010


class Counts:
    """What the measures count in a text, each when first asked for."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self.words = text.words
        self.total = max(len(self.words), 1)

    @cached_property
    def single(self) -> Counter[str]:
        """How often each word stands."""
        return Counter(self.words)

    @cached_property
    def pairs(self) -> Counter[tuple[str, str]]:
        """How often each two words follow each other."""
        return Counter(pairwise(self.words))

    @cached_property
    def lengths(self) -> list[int]:
        """The words of each sentence."""
        return [len(self._text.folded[start:end].split()) for start, end in self._text.sentences]

    @cached_property
    def marks(self) -> Counter[str]:
        """How often each token of one character stands."""
        return Counter(self._text.folded[start] for start, end in self._text.tokens if end - start == 1)

    def rate_of(self, test: Callable[[str], object]) -> float:
        """The share of words that pass a test."""
        return sum(count for word, count in self.single.items() if test(word)) / self.total

    def rate_of_pairs(self, test: Callable[[str, str], object]) -> float:
        """The pairs of words that pass a test, per word."""
        return sum(count for pair, count in self.pairs.items() if test(*pair)) / self.total

    def rate_of_marks(self, marks: str) -> float:
        """The marks of a kind, per word."""
        return sum(self.marks[mark] for mark in marks) / self.total


def _word(test: Callable[[str], object]) -> Callable[[Counts], float]:
    return lambda counts: counts.rate_of(test)


def _pair(test: Callable[[str, str], object]) -> Callable[[Counts], float]:
    return lambda counts: counts.rate_of_pairs(test)


def _marks(marks: str) -> Callable[[Counts], float]:
    return lambda counts: counts.rate_of_marks(marks)


MEASURES: Mapping[str, Callable[[Counts], float]] = {
    "sentence-length": lambda counts: math.log1p(_mean(counts.lengths)),
    "sentence-length-spread": lambda counts: _spread(counts.lengths) / (_mean(counts.lengths) + 1),
    "short-sentences": lambda counts: _mean([length < 8 for length in counts.lengths]),
    "long-sentences": lambda counts: _mean([length > 35 for length in counts.lengths]),
    "word-length": lambda counts: _mean([len(word) for word in counts.words]),
    "word-variety": lambda counts: moving_ttr(counts.words),
    "word-variety-mtld": lambda counts: math.log1p(mtld(counts.words)),
    "words-used-once": lambda counts: (
        sum(count == 1 for count in counts.single.values()) / math.sqrt(counts.total) / 10
    ),
    "commas": _marks(","),
    "semicolons-and-dashes": _marks(";-"),
    "parentheses": _marks("("),
    "questions-and-exclamations": _marks("?!"),
    "contractions": _word(lambda word: "'" in word and _CONTRACTION.search(word)),
    "possessives": _word(lambda word: word.endswith("'s")),
    "articles": _word(lambda word: word in ("the", "a", "an")),
    "definite-articles": _word(lambda word: word == "the"),
    "connectives": _word(lambda word: word in _CONNECTIVES),
    "hedges": _word(lambda word: word in _HEDGES),
    "pronouns": _word(lambda word: word in _PRONOUNS),
    "phrasal-verbs": _word(lambda word: word in _PARTICLES),
    "will": _word(lambda word: word == "will"),
    "which-and-that": _word(lambda word: word in ("which", "that")),
    "nominalisations": _word(lambda word: len(word) > 6 and _NOMINAL.search(word)),
    "adverbs": _word(lambda word: len(word) > 4 and word.endswith("ly")),
    "of-the": _pair(lambda word, after: word == "of" and after == "the"),
    "said-that": _pair(lambda word, after: after == "that" and word in _REPORTING),
    "expanded-forms": _pair(lambda word, after: after == "not" or (word in _PRONOUNS and after in _EXPANDED)),
    "passives": _pair(lambda word, after: word in _BE and after.endswith("ed")),
    "repeated-words": _pair(lambda word, after: word == after),
}


def measure(text: Text, names: Collection[str] = tuple(MEASURES)) -> dict[str, float]:
    """The named measures of a text. Rates are per word; a text without words has zeros."""
    counts = Counts(text)
    return {name: MEASURES[name](counts) for name in names}


def moving_ttr(words: Sequence[str], window: int = _WINDOW) -> float:
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


def mtld(words: Sequence[str]) -> float:
    """The measure of textual lexical diversity, mean of both directions; 0 for a text without words."""
    return (_mtld_one_way(words) + _mtld_one_way(words[::-1])) / 2


def _mtld_one_way(words: Sequence[str]) -> float:
    factors, seen, count = 0.0, set[str](), 0
    for word in words:
        seen.add(word)
        count += 1
        if len(seen) / count <= _MTLD_FLOOR:
            factors, seen, count = factors + 1, set(), 0
    if count:
        factors += (1 - len(seen) / count) / (1 - _MTLD_FLOOR)
    return len(words) / factors if factors else float(len(words))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _spread(values: Sequence[float]) -> float:
    mean = _mean(values)
    return math.sqrt(_mean([(value - mean) ** 2 for value in values]))
