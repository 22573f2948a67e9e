"""What the model sees of texts: tells by rule, measures and tokens, under names that are a contract."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtdetect.features.style_measures import MEASURES, measure
from mtdetect.features.word_classes import QUOTES
from mtdetect.text.batch import TextBatch
from mtdetect.text.hashing import Places
from mtdetect.text.text import Text

_PER_WORDS = 600  # a text of this length with one tell of a rule has density 0.63
_FEWEST_WORDS = 100  # one tell in a very short text is not a high density


@dataclass(frozen=True, slots=True)
class Features:
    """The features of the texts of a batch.

    `tells` has for each text how densely each rule that found something found it, `measures` for each measure that was
    asked for its value for each text; `tokens` are the indexes in `batch.tokens` of the tokens that n-grams are made
    of, and `texts` the number of the text of each.
    """

    batch: TextBatch
    tells: Sequence[Mapping[str, float]]
    measures: Mapping[str, NDArray[np.float64]]
    tokens: Places
    texts: Places


def extract(
    batch: TextBatch, counts: Sequence[Mapping[str, int]], measures: Collection[str] = tuple(MEASURES)
) -> Features:
    """The features of analysed texts: `counts` says for each text how many tells of each rule it has."""
    tells = [
        {rule: density(count, text.word_count) for rule, count in of_text.items()}
        for text, of_text in zip(batch.texts, counts, strict=True)
    ]
    tokens = ngram_tokens(batch)
    return Features(batch, tells, measure(batch, measures), tokens, batch.token_texts.take(tokens))


def ngram_tokens(batch: TextBatch) -> Places:
    """The indexes in `batch.tokens` of all tokens but quotation marks and apostrophes."""
    first = batch.characters.codes.take(batch.tokens.starts)
    is_quote = np.zeros(256, np.bool_)
    is_quote[[ord(mark) for mark in QUOTES]] = True
    return (~is_quote.take(first)).nonzero()[0]


def ngram_strings(text: Text) -> list[str]:
    """The same tokens of one text as strings, folded."""
    return [token for start, end in text.tokens if (token := text.folded[start:end]) not in QUOTES]


def density(count: int, words: int) -> float:
    """How densely a rule's tells stand, 0 for none and near 1 for many.

    The first tell of a rule says most: a second mark adrift is often the same habit. Measured on sets left out, against
    the bare presence, which long texts reach by chance, and the log of the count, which lets one habit decide.
    """
    return -math.expm1(-count * _PER_WORDS / max(words, _FEWEST_WORDS))
