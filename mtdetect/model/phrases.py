"""The n-grams that are shown as reasons: of each text the heaviest that a reader can make sense of alone.

Arrays over a batch sieve the n-grams; what is left, a few of each text, is read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from mtdetect.features.extract import Features
from mtdetect.model.additive import NgramMatches, Scores
from mtdetect.text.batch import TextBatch
from mtdetect.text.content_words import SHORTEST, reads_alone
from mtdetect.text.folding import Flags
from mtdetect.text.hashing import Places
from mtdetect.text.text import Text


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of words that is an n-gram of the model: its log-odds, and where it first stands (normalised text)."""

    log_odds: float
    start: int
    end: int


def heaviest_phrases(features: Features, scores: Scores, most: int) -> list[list[Phrase]]:
    """For each text of a batch its heaviest phrases, at most so many, heaviest first."""
    entries, firsts, lengths = _candidates(features, scores)
    found = features.batch.tokens
    log_odds = scores.log_odds.take(entries)
    numbers = scores.counts.texts.take(entries)
    order = np.lexsort((-np.abs(log_odds), numbers))
    first = firsts.take(order)
    offsets = features.batch.starts.take(numbers.take(order))
    columns = (
        log_odds.take(order),
        found.starts.take(features.tokens.take(first)) - offsets,
        found.ends.take(features.tokens.take(first + lengths.take(order) - 1)) - offsets,
    )
    phrases = [Phrase(*fields) for fields in zip(*(column.tolist() for column in columns), strict=True)]
    edges = np.searchsorted(numbers, np.arange(len(features.batch.texts) + 1)).tolist()
    return [
        list(islice(_reading_alone(text, phrases[edges[at] : edges[at + 1]]), most))
        for at, text in enumerate(features.batch.texts)
    ]


def _reading_alone(text: Text, phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    return (phrase for phrase in phrases if reads_alone(text.folded, phrase.start, phrase.end))


def _candidates(features: Features, scores: Scores) -> tuple[Places, Places, Places]:
    """The n-grams that may read alone: their entries in `scores.counts`, ascending, first tokens, and lengths."""
    matches = scores.matches
    at = _may_read_alone(features, matches).nonzero()[0]
    known, counts = len(scores.known), scores.counts
    wanted = matches.texts.take(at) * known + matches.places.take(at)
    # n-grams of one length are in the order of their tokens: the first of several is where it first stands
    different: Places
    first: Places
    different, first = np.unique(wanted, return_index=True)
    firsts: Places = at[first]
    all_entries: Places = counts.texts * known + counts.places
    entries: Places = np.searchsorted(all_entries, different)
    return entries, matches.tokens.take(firsts), matches.lengths.take(firsts).astype(np.intp)


def _may_read_alone(features: Features, matches: NgramMatches) -> Flags:
    """Which matches are two or more words in lower case with single spaces between them, one of them a content word.

    Never false for one that reads alone; `reads_alone` has the last word.
    """
    batch, tokens = features.batch, features.tokens
    starts, ends = batch.tokens.starts.take(tokens), batch.tokens.ends.take(tokens)
    lower = _lower_words(batch).take(tokens)
    space = batch.characters.codes.take(ends) == ord(" ")
    pairs = np.zeros(len(tokens) + 1, np.bool_)  # those of a token and the next
    pairs[:-2] = lower[:-1] & lower[1:] & space[:-1] & (starts[1:] == ends[:-1] + 1)
    content = np.zeros(len(tokens) + 2, np.bool_)
    content[:-2] = _content_words(batch).take(tokens)
    first, is_longer = matches.tokens, matches.lengths > 2
    found: Flags = (matches.lengths > 1) & pairs.take(first) & (~is_longer | pairs.take(first + 1))
    found &= content.take(first) | content.take(first + 1) | (is_longer & content.take(first + 2))
    return found


def _lower_words(batch: TextBatch) -> Flags:
    """Which of the tokens of a batch are words without a capital of ASCII."""
    codes = batch.characters.codes
    capitals = np.zeros(len(codes) + 1, np.int32)
    np.cumsum((codes >= ord("A")) & (codes <= ord("Z")), out=capitals[1:])
    found = batch.tokens
    lower: Flags = found.words & (capitals.take(found.ends) == capitals.take(found.starts))
    return lower


def _content_words(batch: TextBatch) -> Flags:
    """Which of the tokens of a batch are long enough for a content word, and in no group of frequent words."""
    found = batch.tokens
    content: Flags = found.words & (found.ends - found.starts >= SHORTEST)
    frequent = (batch.word_groups != 0).nonzero()[0]
    content[batch.are_words.nonzero()[0].take(frequent)] = False
    return content
