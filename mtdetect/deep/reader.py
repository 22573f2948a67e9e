"""Reads a text with the first blocks of a language model: what it makes of each sentence, as numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mtdetect.deep.transformer import WIDTH, Block, Floats, run
from mtdetect.deep.weights import Weights, not_installed

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor  # of the extra: without it, this is imported all the same

LONGEST = 1_280  # tokens of a text that are read, about 950 words
WINDOW = 320  # tokens that are read together; the time for a token grows with it
_SENTENCE_CHARACTERS = 2_000  # of a longer sentence the rest is left out
BEGIN = 2  # the token before each window


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: for each sentence the mean state of its tokens, shape (sentences, WIDTH), and their number.

    Sentences beyond the limits were not read and have no tokens.
    """

    states: Floats
    tokens: NDArray[np.intp]

    @property
    def mean(self) -> Floats:
        """The mean state of all tokens, shape (WIDTH,); zeros where nothing was read."""
        total = max(1, int(self.tokens.sum()))
        found: Floats = (self.tokens.astype(np.float32) @ self.states) / np.float32(total)
        return found


@dataclass(frozen=True, slots=True)
class Reader:
    """A language model's first blocks with its tokeniser; `blocks` have the adapters in them."""

    weights: Weights
    blocks: Sequence[Block]
    tokeniser: "SentencePieceProcessor"

    def read(self, sentences: Sequence[str]) -> Reading:
        """Read sentences in order, some together in a window, up to the limit."""
        encoded = encode(self.tokeniser, sentences)
        states = np.zeros((len(sentences), WIDTH), np.float32)
        counts = np.zeros(len(sentences), np.intp)
        for window in windows([len(tokens) for tokens in encoded]):
            tokens = np.array([BEGIN, *(token for at in window for token in encoded[at])], np.intp)
            found = run(self.blocks, self.weights.embed(tokens))[1:]
            for at in window:
                counts[at] = len(encoded[at])
                states[at], found = found[: counts[at]].mean(0), found[counts[at] :]
        return Reading(states, counts)


def encode(tokeniser: "SentencePieceProcessor", sentences: Sequence[str]) -> list[list[int]]:
    """The tokens of each sentence, at most a window's; all but the first begin with a space."""
    shortened = [sentence[:_SENTENCE_CHARACTERS] for sentence in sentences]
    encoded: list[list[int]] = tokeniser.encode([*shortened[:1], *(f" {sentence}" for sentence in shortened[1:])])
    return [tokens[: WINDOW - 1] for tokens in encoded]


def windows(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The indexes of the sentences of each window, from their numbers of tokens; those beyond `LONGEST` have none."""
    window: list[int] = []
    size = 1
    total = 0
    for at, length in enumerate(lengths):
        if total + length > LONGEST:
            break
        total += length
        if window and size + length > WINDOW:
            yield window
            window, size = [], 1
        window.append(at)
        size += length
    if window:
        yield window


def load_tokeniser(weights: Weights) -> "SentencePieceProcessor":
    """The tokeniser of the weights. Raises UsageError without the extra, whose prepared weights may still be there."""
    try:
        from sentencepiece import SentencePieceProcessor
    except ImportError as error:
        raise not_installed() from error
    return SentencePieceProcessor(model_file=str(weights.tokens))
