"""The first stage: a linear model of n-grams of word classes."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from mtdetect.features.ngrams import ngrams_of
from mtdetect.features.word_classes import WordClasses, class_list
from mtdetect.text.hashing import Keys, find_sorted
from training.corpora import Row
from training.fit.balance import balance
from training.fit.examples import Example
from training.fit.invariant import Strengths, fit_invariant

WORDS = 6_000  # frequent words, each a class of its own; compared with 1,000, 3,000 and 15,000 on sets left out
POWER = 0.3  # of the counts; 0 to 1 compared
_SETS = 4  # a frequent word is in so many sets, else it is a topic; in all where there are fewer
_FEWEST_TEXTS, _ONE_TEXT_IN = 5, 1_500  # an n-gram is in so many texts, and in one of so many
_STRENGTHS = Strengths(inverse=100.0, between=0.03, within=0.01)  # chosen on sets left out


@dataclass(frozen=True, slots=True)
class NgramModel:
    """A fitted model of n-grams: `known` keys, sorted, and of each its rarity (inverse document frequency) and weight.

    `base` is the score of a text that has none of them: with it, models that left different folds out are on one scale.
    """

    known: Keys
    rarity: NDArray[np.float64]
    weights: NDArray[np.float64]
    base: float

    def scores(self, keys: Sequence[Keys]) -> NDArray[np.float64]:
        """The score of each text in log-odds: the base and the weighted sum of its n-grams."""
        return np.asarray(_matrix(keys, self.known, self.rarity) @ self.weights + self.base)


def frequent_words(rows: Sequence[Row], examples: Sequence[Example]) -> list[str]:
    """The `WORDS` words that most human texts have, of those that are in several sets; in alphabetical order."""
    texts: Counter[str] = Counter()
    sets: defaultdict[str, set[str]] = defaultdict(set)
    for example in examples:
        row = rows[example.row]
        if row.label == 0 and not example.cut:
            for word in {token.lower() for token in example.tokens}:
                texts[word] += 1
                sets[word].add(row.set)
    several = min(_SETS, len({row.set for row in rows if row.label == 0}))
    ascii_words = [word for word in texts if len(sets[word]) >= several and word.replace("'", "").isascii()]
    words = [word for word in ascii_words if word.replace("'", "").isalpha()]
    return sorted(sorted(words, key=lambda word: (-texts[word], word))[:WORDS])


def ngram_keys(examples: Sequence[Example], words: Sequence[str]) -> list[Keys]:
    """The keys of the n-grams of each example, one array an example; `words` are the frequent words, sorted."""
    classes = WordClasses(class_list(words))
    return [ngrams_of(classes.of_strings(example.tokens)).ravel() for example in examples]


def fit_ngrams(keys: Sequence[Keys], rows: Sequence[Row]) -> NgramModel:
    """Fit on texts: the n-gram keys and the row of each. The same input gives the same model."""
    known, texts = _frequent(keys)
    rarity = np.log((len(keys) + 1) / (texts + 1)) + 1
    labels = [row.label for row in rows]
    weights, base = fit_invariant(_matrix(keys, known, rarity), labels, balance(rows), rows, _STRENGTHS)
    return NgramModel(known, rarity, weights, base)


def _frequent(keys: Sequence[Keys]) -> tuple[Keys, NDArray[np.int64]]:
    """The keys that are in enough texts, sorted, and the number of texts of each."""
    distinct, counts = np.unique(np.concatenate([np.unique(of_text) for of_text in keys]), return_counts=True)
    enough = counts >= max(_FEWEST_TEXTS, len(keys) // _ONE_TEXT_IN)
    return distinct[enough], counts[enough]


def _matrix(keys: Sequence[Keys], known: Keys, rarity: NDArray[np.float64]) -> csr_matrix:
    """The values of the known n-grams in each text, shape (texts, known)."""
    columns, values, ends = [], [], [0]
    for of_text in keys:
        at, there = find_sorted(known, of_text)
        found, counts = np.unique(at[there], return_counts=True)
        columns.append(found)
        values.append(_values(counts, rarity[found]))
        ends.append(ends[-1] + len(found))
    return csr_matrix((np.concatenate(values), np.concatenate(columns), ends), shape=(len(keys), len(known)))


def _values(counts: NDArray[np.intp], rarity: NDArray[np.float64]) -> NDArray[np.float64]:
    """The values of a text's n-grams, as `mtdetect.features.ngrams.ngram_values` gives them to the finished model.

    Not by that function, which adds in another order: the last digits change, and with them, by some 0.0004, weights.
    """
    values = counts**POWER * rarity
    norm = np.sqrt(np.sum(values * values))
    return np.asarray(values / norm if norm else values)
