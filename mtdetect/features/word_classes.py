"""Tokens as word classes: frequent words stay, rarer ones become a suffix or a shape.

What is learnt is then how something is said and not what it is about (delexicalised n-grams, as in Rabinovich and
Wintner 2015, "Unsupervised identification of translationese"). Quotation marks are left out: their style tells the
outlet, and the tells look at how they stand.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from mtdetect.text.batch import Text

PAD, OTHER_MARK = "<pad>", "<mark>"
_QUOTES = frozenset("\"'`")
_LONGEST_NUMBER = 5
_SUFFIXES = tuple(
    sorted(
        (
            *("able", "age", "al", "ance", "ary", "ate", "ation", "ed", "en", "ence", "er", "es", "est", "ful"),
            *("ial", "ible", "ies", "ing", "ion", "ious", "ise", "ish", "ism", "ist", "ity", "ive", "ize", "less"),
            *("ly", "ment", "ness", "ous", "ry", "s", "ship", "tion", "ure", "ward"),
        ),
        key=lambda suffix: (-len(suffix), suffix),
    )
)
SHAPES = (
    *(PAD, OTHER_MARK, "#x", *(f"#{digits}" for digits in range(1, _LONGEST_NUMBER + 1))),
    *("^", "^^", "^'s", "~", "~'s", *(f"~{suffix}" for suffix in _SUFFIXES)),
)
MARKS = tuple("!#$%&()*+,-./:;=?@[]_…•€£°")


def class_list(words: Sequence[str]) -> tuple[str, ...]:
    """All classes for a list of frequent words; a class is known by its place in it."""
    return (*SHAPES, *MARKS, *words)


def class_numbers(classes: Sequence[str]) -> dict[str, int]:
    """The number of each class."""
    return {name: number for number, name in enumerate(classes)}


def spoken_tokens(text: Text) -> tuple[list[str], list[int]]:
    """The tokens of a text without quotation marks, folded, and the index of each in `text.tokens`."""
    found = [(text.folded[start:end], place) for place, (start, end) in enumerate(text.tokens)]
    kept = [(token, place) for token, place in found if token not in _QUOTES]
    return [token for token, _ in kept], [place for _, place in kept]


def as_classes(tokens: Sequence[str], numbers: Mapping[str, int]) -> NDArray[np.uint64]:
    """The class number of each token."""
    known = (numbers.get(token.lower()) for token in tokens)
    return np.array(
        [numbers[_shape(token)] if number is None else number for token, number in zip(tokens, known, strict=True)],
        np.uint64,
    )


def _shape(token: str) -> str:
    """The class of a token that is not a frequent word; always one of `SHAPES`."""
    if not token[0].isalnum():
        return OTHER_MARK
    if token.isdecimal():
        return f"#{min(len(token), _LONGEST_NUMBER)}"
    if any(char.isdigit() for char in token):
        return "#x"
    owner = "'s" if token.endswith("'s") else ""
    if token[0].isupper():
        return "^^" if len(token) > 1 and token.isupper() else f"^{owner}"
    if owner:
        return "~'s"
    lowered = token.lower()
    return next(
        (f"~{suffix}" for suffix in _SUFFIXES if len(lowered) > len(suffix) + 2 and lowered.endswith(suffix)), "~"
    )
