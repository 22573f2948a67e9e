"""Tokens as word classes: frequent words stay, rarer ones become a suffix or a shape.

What is learnt is then how something is said and not what it is about (delexicalised n-grams, as in Rabinovich and
Wintner 2015, "Unsupervised identification of translationese"). Quotation marks are left out: their style tells the
outlet, and the tells look at how they stand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mtdetect.text.folding import Characters, characters
from mtdetect.text.hashing import Keys, KeyTable, Places, keys_of
from mtdetect.text.tokens import ending, endings, letters_of

PAD, OTHER_MARK = "<pad>", "<mark>"
QUOTES = "\"'`"
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
_FEWEST_BEFORE = 3  # letters before a suffix
SHAPES = (
    *(PAD, OTHER_MARK, "#x", *(f"#{digits}" for digits in range(1, _LONGEST_NUMBER + 1))),
    *("^", "^^", "^'s", "~", "~'s", *(f"~{suffix}" for suffix in _SUFFIXES)),
)
MARKS = tuple("!#$%&()*+,-./:;=?@[]_…•€£°")

Numbers = NDArray[np.uint64]
_Codes = NDArray[np.uint8]
_CODES = np.arange(256)
_IS_DIGIT = (ord("0") <= _CODES) & (ord("9") >= _CODES)
_IS_UPPER = (ord("A") <= _CODES) & (ord("Z") >= _CODES)
_IS_LOWER = (ord("a") <= _CODES) & (ord("z") >= _CODES)


def class_list(words: Sequence[str]) -> tuple[str, ...]:
    """All classes for a list of frequent words; a class is known by its place in it."""
    return (*SHAPES, *MARKS, *words)


@dataclass(frozen=True)
class WordClasses:
    """The classes of a model, `names` in the order of their numbers."""

    names: tuple[str, ...]

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each class."""
        return {name: number for number, name in enumerate(self.names)}

    @cached_property
    def _known(self) -> tuple[KeyTable, Numbers]:
        """The keys of the classes that are tokens themselves, and their numbers."""
        tokens = [name for name in self.names if name.isascii() and (len(name) == 1 or name[0].isalpha())]
        keys = keys_of(tokens)
        order = np.argsort(keys)
        return KeyTable.of(keys[order]), np.array([self.numbers[name] for name in tokens], np.uint64)[order]

    @cached_property
    def _suffixes(self) -> tuple[tuple[int, NDArray[np.int64], Numbers], ...]:
        """For each length of suffixes, longest first: the length, their codes as numbers, ascending, and classes."""
        found = []
        for length in sorted({len(suffix) for suffix in _SUFFIXES}, reverse=True):
            coded = sorted(
                (ending(suffix), self.numbers[f"~{suffix}"]) for suffix in _SUFFIXES if len(suffix) == length
            )
            found.append((length, np.array([code for code, _ in coded]), np.array([n for _, n in coded], np.uint64)))
        return tuple(found)

    def of_strings(self, tokens: Sequence[str]) -> Numbers:
        """The class number of each token, given as strings."""
        found = characters(" ".join(tokens))
        sizes = np.array([len(token) for token in tokens], np.intp)
        ends = np.cumsum(sizes + 1) - 1
        return self.of_tokens(found, ends - sizes, ends, found.key_sums.keys(ends - sizes, ends))

    def of_tokens(self, found: Characters, starts: Places, ends: Places, keys: Keys) -> Numbers:
        """The class number of each token: half-open spans of the characters, with their keys."""
        table, numbers = self._known
        classes = np.full(len(keys), self.numbers[OTHER_MARK], np.uint64)
        known = np.zeros(len(keys), np.bool_)
        at, places = table.find(keys)
        classes[at] = numbers.take(places)
        known[at] = True
        other = (~known).nonzero()[0]
        classes[other] = self._shapes(found.codes, starts.take(other), ends.take(other))
        if len(found.others) and len(keys):
            self._beyond_ascii(classes, found, starts, ends)
        return classes

    def _shapes(self, codes: _Codes, starts: Places, ends: Places) -> Numbers:
        """The classes of tokens that are not frequent words, by how they are written; all in ASCII."""
        number = self.numbers
        sizes = ends - starts
        first = codes.take(starts)
        letters, edges = letters_of(codes, starts, ends)
        digits = _count(_IS_DIGIT.take(letters), edges)
        lowers = _count(_IS_LOWER.take(letters), edges)
        upper = _IS_UPPER.take(first)
        owner = (sizes > 2) & (codes.take(ends - 1) == ord("s")) & (codes.take(ends - 2, mode="clip") == ord("'"))
        shapes = np.full(len(starts), number["~"], np.uint64)
        self._endings(shapes, codes, ends, sizes)
        shapes[owner] = number["~'s"]
        shapes[upper] = np.where(owner[upper], number["^'s"], number["^"])
        shapes[upper & (sizes > 1) & (lowers == 0)] = number["^^"]
        shapes[digits > 0] = number["#x"]
        decimal = digits == sizes
        shapes[decimal] = number["#1"] + np.minimum(sizes[decimal], _LONGEST_NUMBER) - 1
        shapes[~upper & ~_IS_LOWER.take(first) & ~_IS_DIGIT.take(first)] = number[OTHER_MARK]
        return shapes

    def _endings(self, shapes: Numbers, codes: _Codes, ends: Places, sizes: Places) -> None:
        """Set the class of each token that ends in a suffix, the longest first."""
        free = np.ones(len(ends), np.bool_)
        for length, suffixes, classes in self._suffixes:
            long = (free & (sizes >= length + _FEWEST_BEFORE)).nonzero()[0]
            coded = endings(codes, ends.take(long), length)
            at = np.minimum(np.searchsorted(suffixes, coded), len(suffixes) - 1)
            fits = suffixes.take(at) == coded
            fitting = long.compress(fits)
            shapes[fitting] = classes.take(at.compress(fits))
            free[fitting] = False

    def _beyond_ascii(self, classes: Numbers, found: Characters, starts: Places, ends: Places) -> None:
        """Set the classes of the tokens that have a character beyond ASCII, one by one."""
        at = np.searchsorted(starts, found.others, "right") - 1
        inside = (at >= 0) & (found.others < ends.take(at, mode="clip"))
        for place in {*at[inside].tolist()}:
            classes[place] = self._of_string(found.text[starts[place] : ends[place]])

    def _of_string(self, token: str) -> int:
        number = self.numbers.get(token.lower())
        return self.numbers[_shape(token)] if number is None else number


def _count(flags: NDArray[np.bool_], edges: Places) -> NDArray[np.intp]:
    """How many characters of each token, of which `edges` says where it begins, have a flag."""
    counts: NDArray[np.intp] = np.add.reduceat(flags, edges, dtype=np.intp) if len(edges) else edges
    return counts


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
    fitting = (f"~{suffix}" for suffix in _SUFFIXES if len(lowered) >= len(suffix) + _FEWEST_BEFORE)
    return next((shape for shape in fitting if lowered.endswith(shape[1:])), "~")
