"""The words and pairs of words that may be mined, and which document has which."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from mtdetect.tells.flow.wording import wording
from mtdetect.text.batch import parse
from training.corpora import Row
from training.wording.agreement import Floats, Phrase, topic_words

_SETS, _TEXTS = 6, 80  # a word is one of several sets of human text and of many texts, else it is a topic
_FEWEST_TEXTS = 60  # of a phrase
_CAPITALS = 0.3  # a word that is written with a capital more often than this is a name


@dataclass(frozen=True, slots=True)
class Material:
    """The rows, and which of the phrases (columns) each has; `lengths` in tokens."""

    rows: Sequence[Row]
    phrases: tuple[Phrase, ...]
    presence: csr_matrix
    lengths: Floats


def material(rows: Sequence[Row]) -> Material:
    """Parse the rows and find the phrases that may be mined."""
    texts: Counter[str] = Counter()
    sets: defaultdict[str, set[str]] = defaultdict(set)
    capitals: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    grams, lengths = [], []
    for row in rows:
        text = parse(row.text)
        grams.append(wording(text))
        lengths.append(len(text.tokens))
        for (_, end), (start, _), word in zip(text.tokens, text.tokens[1:], text.lowered[1:], strict=False):
            if start == end + 1:
                inside[word] += 1
                capitals[word] += text.folded[start].isupper()
        for gram in grams[-1]:
            if isinstance(gram, str):
                texts[gram] += 1
                if row.label == 0:
                    sets[gram].add(row.set)
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
    phrases, presence = _presence(grams, words)
    return Material(rows, phrases, presence, np.array(lengths, float))


def _presence(grams: Sequence[Collection[Phrase]], words: Collection[str]) -> tuple[tuple[Phrase, ...], csr_matrix]:
    numbers = {word: number for number, word in enumerate(sorted(words), 1)}
    none = len(numbers) + 1
    ends, found = [0], []
    for of_text in grams:
        keys = [
            numbers.get(gram, 0) if isinstance(gram, str) else numbers.get(gram[0], 0) * none + numbers.get(gram[1], 0)
            for gram in of_text
            if isinstance(gram, str) or (gram[0] in numbers and gram[1] in numbers)
        ]
        found.append(np.array(sorted(key for key in keys if key), np.int64))
        ends.append(ends[-1] + len(found[-1]))
    flat = np.concatenate(found)
    known, counts = np.unique(flat, return_counts=True)
    often = known[counts >= min(_FEWEST_TEXTS, len(grams) // 10)]
    at = np.minimum(np.searchsorted(often, flat), len(often) - 1)
    there = often[at] == flat
    starts = np.concatenate([[0], np.cumsum(there)])[ends]
    presence = csr_matrix((np.ones(there.sum()), at[there], starts), shape=(len(grams), len(often)))
    names = ["", *sorted(words)]
    return tuple((names[key // none], names[key % none]) if key >= none else names[key] for key in often), presence
