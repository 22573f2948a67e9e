"""What the model sees of a text: its tells by rule, its measures and its phrases, under names that are a contract."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from mtdetect.features.style_measures import MEASURES, measure
from mtdetect.features.word_classes import spoken_tokens
from mtdetect.text.batch import Text
from mtdetect.verdict import Tell

_PER_WORDS = 600  # a text of this length with one tell of a rule has density 0.63
_FEWEST_WORDS = 100  # one tell in a very short text is not a high density


@dataclass(frozen=True, slots=True)
class Features:
    """The features of one text.

    `tells` is how densely each rule that found something found it, `measures` those asked for by name; `tokens` are the
    tokens that phrases are made of, and `places` their indexes in `Text.tokens`.
    """

    tells: Mapping[str, float]
    measures: Mapping[str, float]
    tokens: list[str]
    places: list[int]


def extract(text: Text, tells: Iterable[Tell], measures: Collection[str] = tuple(MEASURES)) -> Features:
    """The features of a parsed text and its tells, with the measures that are named."""
    counts = Counter(tell.rule for tell in tells)
    words = len(text.words)
    tokens, places = spoken_tokens(text)
    return Features(
        {rule: density(count, words) for rule, count in counts.items()}, measure(text, measures), tokens, places
    )


def density(count: int, words: int) -> float:
    """How densely a rule's tells stand, 0 for none and near 1 for many.

    The first tell of a rule says most: a second mark adrift is often the same habit. Measured on sets left out, against
    the bare presence, which long texts reach by chance, and the log of the count, which lets one habit decide.
    """
    return -math.expm1(-count * _PER_WORDS / max(words, _FEWEST_WORDS))
