"""The first stage: a linear model of phrases."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from mtdetect.features.ngrams import Keys, find, phrase_keys, phrase_values
from mtdetect.features.word_classes import as_classes
from training.corpora import Row
from training.fit.balance import balance
from training.fit.examples import Example
from training.fit.invariant import Strengths, fit_invariant

WORDS = 6_000  # that stay themselves; measured against 1,000, 3,000 and 15,000 on sets left out
POWER = 0.3  # of the counts; 0 to 1 measured
_SETS = 4  # a frequent word is one of several sets, else it is a topic; of all where there are fewer
_FEWEST_TEXTS, _ONE_TEXT_IN = 5, 1_500  # texts that a phrase stands in, and the share of texts
_STRENGTHS = Strengths(inverse=100.0, between=0.03, within=0.01)  # measured on sets left out


@dataclass(frozen=True, slots=True)
class Phrasing:
    """A fitted model of phrases: `known` keys, sorted, their rarity (inverse document frequency) and weights.

    `base` is the score of a text without any: with it, models that left different folds out score on one scale.
    """

    known: Keys
    rarity: NDArray[np.float64]
    weights: NDArray[np.float64]
    base: float

    def scores(self, keys: Sequence[Keys]) -> NDArray[np.float64]:
        """The weighted sum of phrases of each text, in log-odds."""
        return np.asarray(_matrix(keys, self.known, self.rarity) @ self.weights + self.base)


def frequent_words(rows: Sequence[Row], examples: Sequence[Example]) -> list[str]:
    """The words that most human texts have and that stand in several sets, in alphabetical order."""
    texts: Counter[str] = Counter()
    sets: defaultdict[str, set[str]] = defaultdict(set)
    for example in examples:
        row = rows[example.row]
        if row.label == 0 and not example.cut:
            for word in {token.lower() for token in example.tokens}:
                texts[word] += 1
                sets[word].add(row.set)
    several = min(_SETS, len({row.set for row in rows if row.label == 0}))
    plain = [word for word in texts if len(sets[word]) >= several and word.replace("'", "").isascii()]
    words = [word for word in plain if word.replace("'", "").isalpha()]
    return sorted(sorted(words, key=lambda word: (-texts[word], word))[:WORDS])


def all_keys(examples: Sequence[Example], numbers: Mapping[str, int]) -> list[Keys]:
    """The phrase keys of each example, flat."""
    return [phrase_keys(as_classes(example.tokens, numbers)).ravel() for example in examples]


def fit_phrasing(keys: Sequence[Keys], rows: Sequence[Row]) -> Phrasing:
    """Fit on the texts whose keys and rows are given; deterministic."""
    known, texts = _frequent(keys)
    rarity = np.log((len(keys) + 1) / (texts + 1)) + 1
    labels = [row.label for row in rows]
    weights, base = fit_invariant(_matrix(keys, known, rarity), labels, balance(rows), rows, _STRENGTHS)
    return Phrasing(known, rarity, weights, base)


def _frequent(keys: Sequence[Keys]) -> tuple[Keys, NDArray[np.int64]]:
    """The keys that enough texts have, sorted, with the number of texts."""
    distinct, counts = np.unique(np.concatenate([np.unique(of_text) for of_text in keys]), return_counts=True)
    enough = counts >= max(_FEWEST_TEXTS, len(keys) // _ONE_TEXT_IN)
    return distinct[enough], counts[enough]


def _matrix(keys: Sequence[Keys], known: Keys, rarity: NDArray[np.float64]) -> csr_matrix:
    """The phrase values, shape (texts, known)."""
    columns, values, ends = [], [], [0]
    for of_text in keys:
        at, there = find(known, of_text)
        found, counts = np.unique(at[there], return_counts=True)
        columns.append(found)
        values.append(phrase_values(counts.astype(np.float64), rarity[found], POWER))
        ends.append(ends[-1] + len(found))
    return csr_matrix((np.concatenate(values), np.concatenate(columns), ends), shape=(len(keys), len(known)))
