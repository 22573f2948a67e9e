"""The words and pairs of words that may be mined, and which document has which."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from mtdetect.tells.flow.wording_table import wording
from mtdetect.text.batch import analyse
from mtdetect.text.batches import batches
from training.corpora import Row

Floats = NDArray[np.float64]
Ngram = str | tuple[str, str]  # a word, or two words in a row

TOPIC_WORDS = Path(__file__).with_name("topic_words.txt")
_SETS, _TEXTS = 6, 80  # a word is in several sets of human text and in many texts, else it is a topic
_FEWEST_TEXTS = 60  # that have an n-gram
_CAPITALS = 0.3  # a word that is written with a capital more often than this is a name


@dataclass(frozen=True, slots=True)
class Candidates:
    """The n-grams that may be mined, and the texts that have them.

    `presence` has a row for each of `rows` and a column for each of `ngrams`: 1 where the text has the n-gram.
    `lengths` are those of the texts, in tokens.
    """

    rows: Sequence[Row]
    ngrams: tuple[Ngram, ...]
    presence: csr_matrix
    lengths: Floats


def find_candidates(rows: Sequence[Row]) -> Candidates:
    """Parse the rows and find the n-grams that may be mined: those of words that are neither topics nor names."""
    texts: Counter[str] = Counter()
    sets: defaultdict[str, set[str]] = defaultdict(set)
    capitals: Counter[str] = Counter()
    inside: Counter[str] = Counter()  # how often a word follows another after one space, so is not a sentence's first
    of_texts, lengths = [], []
    analysed = chain.from_iterable(analyse(run).texts for run in batches((row.text for row in rows), len))
    for row, text in zip(rows, analysed, strict=True):
        of_texts.append(wording(text))
        lengths.append(len(text.tokens))
        for (_, end), (start, _), word in zip(text.tokens, text.tokens[1:], text.lowered[1:], strict=False):
            if start == end + 1:
                inside[word] += 1
                capitals[word] += text.folded[start].isupper()
        for ngram in of_texts[-1]:
            if isinstance(ngram, str):
                texts[ngram] += 1
                if row.label == 0:
                    sets[ngram].add(row.set)
    several = min(_SETS, len({row.set for row in rows if row.label == 0}))
    words = {
        word
        for word, count in texts.items()
        if count >= min(_TEXTS, len(rows) // 10)
        and len(sets[word]) >= several
        and capitals[word] <= _CAPITALS * max(inside[word], 1)
        and word.isascii()
        and word.isalpha()
    } - topic_words()
    ngrams, presence = _presence(of_texts, words)
    return Candidates(rows, ngrams, presence, np.array(lengths, float))


def topic_words() -> frozenset[str]:
    """The words that were excluded by hand: topics, names of outlets and their house styles."""
    lines = TOPIC_WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(chain.from_iterable(line.split() for line in lines if not line.startswith("#")))


def _presence(of_texts: Sequence[Collection[Ngram]], words: Collection[str]) -> tuple[tuple[Ngram, ...], csr_matrix]:
    """The n-grams of these words that are in enough texts, and which text has which.

    Inside, an n-gram is one number: that of its word, or of a pair, first * (words + 1) + second; 0 is no word.
    """
    numbers = {word: number for number, word in enumerate(sorted(words), 1)}
    base = len(numbers) + 1
    ends, found = [0], []
    for ngrams in of_texts:
        keys = [
            numbers.get(ngram, 0)
            if isinstance(ngram, str)
            else numbers.get(ngram[0], 0) * base + numbers.get(ngram[1], 0)
            for ngram in ngrams
            if isinstance(ngram, str) or (ngram[0] in numbers and ngram[1] in numbers)
        ]
        found.append(np.array(sorted(key for key in keys if key), np.int64))
        ends.append(ends[-1] + len(found[-1]))
    flat = np.concatenate(found)
    known, counts = np.unique(flat, return_counts=True)
    frequent = known[counts >= min(_FEWEST_TEXTS, len(of_texts) // 10)]
    at = np.minimum(np.searchsorted(frequent, flat), len(frequent) - 1)
    there = frequent[at] == flat
    starts = np.concatenate([[0], np.cumsum(there)])[ends]
    presence = csr_matrix((np.ones(there.sum()), at[there], starts), shape=(len(of_texts), len(frequent)))
    names = ["", *sorted(words)]
    return tuple((names[key // base], names[key % base]) if key >= base else names[key] for key in frequent), presence
