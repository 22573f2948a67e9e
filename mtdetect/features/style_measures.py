"""Measures of a whole text: rates and shapes that no single place shows.

Each is a plain number with a name; the names are a contract with the model. None depends on white space, on line
ends or on the style of quotation marks and dashes, which tell the outlet. Which way a measure speaks, and whether it
speaks at all, is learnt: a model names those that it needs, and only those are computed.
"""

import math
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np

from mtdetect.features.lexical_diversity import moving_ttr, mtld
from mtdetect.features.word_counts import Counts, Floats
from mtdetect.text.batch import TextBatch

_CONTRACTIONS = ("n't", "'re", "'ve", "'ll", "'d", "'m")
_NOMINAL = tuple(
    f"{suffix}{s}" for suffix in ("tion", "sion", "ment", "ness", "ity", "ance", "ence") for s in ("", "s")
)


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


def _used_once(words: Sequence[int]) -> int:
    return sum(count == 1 for count in Counter(words).values())


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _spread(values: Sequence[float]) -> float:
    mean = _mean(values)
    return math.sqrt(_mean([(value - mean) ** 2 for value in values]))
