"""What style measures count in the words, marks and sentences of texts."""

from collections.abc import Iterable
from functools import cached_property
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from mtdetect.text.batch import TextBatch
from mtdetect.text.folding import Flags
from mtdetect.text.hashing import Places
from mtdetect.text.tokens import Tokens, ending, endings

Floats = NDArray[np.float64]


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
