"""The first stage: a linear model of n-grams of word classes."""

import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from mtdetect.features.ngrams import ngrams_of
from mtdetect.features.word_classes import WordClasses, class_list
from mtdetect.text.hashing import Keys, find_sorted
from training.corpora import Row
from training.fit.balance import balance
from training.fit.examples import Example

WORDS = 20_000  # frequent words, each a class of its own; 6,000 and 20,000 compared on blocks left out
POWER = 0.3  # of the counts; 0 to 1 compared
_SETS = 4  # a frequent word is in so many sets, else it is a topic; in all where there are fewer
_FEWEST_HUMAN_TEXTS = 3  # that have a frequent word: a class of its own for a word of one human text would mean "human"
_FEWEST_TEXTS = 5  # that have an n-gram; rarer ones than one text in 1,500 are worth much (docs/experiments.md)
_STRENGTH = 30.0  # inverse regularisation; 10 to 100 compared on blocks left out
_ROUNDS, _TOLERANCE = 60, 1e-7  # of the solver
_DROPPED = 0.8  # of the n-grams: those of least weight times rarity; scores of all and of the rest correlate at .99


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
        """The score of each text in log-odds by its n-gram keys: the base and the weighted sum of its n-grams."""
        return self.table_scores(ngram_table(keys, self.known), range(len(keys)))

    def table_scores(self, table: "NgramTable", texts: Sequence[int]) -> NDArray[np.float64]:
        """The same of the texts of these numbers of a table."""
        columns, there = find_sorted(table.known, self.known)
        counts = table.counts[texts][:, columns[there]].astype(np.float64)
        return np.asarray(_values(counts, self.rarity[there]) @ self.weights[there] + self.base, np.float64)


def frequent_words(rows: Sequence[Row], examples: Sequence[Example]) -> list[str]:
    """The `WORDS` words that most human texts have, of those in several texts and sets; in alphabetical order."""
    texts: Counter[str] = Counter()
    sets: defaultdict[str, set[str]] = defaultdict(set)
    for example in examples:
        row = rows[example.row]
        if row.label == 0 and not example.cut:
            for word in {token.lower() for token in example.tokens}:
                texts[word] += 1
                sets[word].add(row.set)
    several = min(_SETS, len({row.set for row in rows if row.label == 0}))
    common = [word for word, count in texts.items() if count >= _FEWEST_HUMAN_TEXTS and len(sets[word]) >= several]
    ascii_words = [word for word in common if word.replace("'", "").isascii()]
    words = [word for word in ascii_words if word.replace("'", "").isalpha()]
    return sorted(sorted(words, key=lambda word: (-texts[word], word))[:WORDS])


def ngram_keys(examples: Sequence[Example], words: Sequence[str]) -> list[Keys]:
    """The keys of the n-grams of each example, one array an example; `words` are the frequent words, sorted."""
    classes = WordClasses(class_list(words))
    return [ngrams_of(classes.of_strings(example.tokens)).ravel() for example in examples]


@dataclass(frozen=True, slots=True)
class NgramTable:
    """The n-grams of texts: `known` keys, sorted, and how often each text has them, shape (texts, known), dampened.

    Made once for all texts of a training run; every fold takes its own texts and the n-grams that these have.
    """

    known: Keys
    counts: csr_matrix


def ngram_table(keys: Sequence[Keys], known: Keys | None = None) -> NgramTable:
    """The table of texts by their n-gram keys: of the `known` n-grams, or of those that stand in enough texts."""
    known = _frequent(keys) if known is None else known
    columns, counts, ends = [], [], [0]
    for of_text in keys:
        at, there = find_sorted(known, of_text)
        found, count = np.unique(at[there], return_counts=True)
        columns.append(found.astype(np.int32))
        counts.append((count**POWER).astype(np.float32))
        ends.append(ends[-1] + len(found))
    shape = len(keys), len(known)
    return NgramTable(known, csr_matrix((np.concatenate(counts), np.concatenate(columns), ends), shape=shape))


def fit_ngrams(table: NgramTable, texts: Sequence[int], rows: Sequence[Row]) -> NgramModel:
    """Fit on the texts of these numbers, with the row of each. The same input gives the same model."""
    counts = table.counts[texts]
    having = np.bincount(counts.indices, minlength=len(table.known))
    kept = np.flatnonzero(having >= _FEWEST_TEXTS)
    rarity = np.log((len(texts) + 1) / (having[kept] + 1)) + 1
    fitted = LogisticRegression(C=_STRENGTH, max_iter=_ROUNDS, tol=_TOLERANCE)
    with no_convergence_warnings():
        fitted.fit(_values(counts[:, kept], rarity), [row.label for row in rows], sample_weight=balance(rows))
    weights = fitted.coef_[0].astype(np.float64)
    size = np.abs(weights) * rarity
    heavy = size >= np.quantile(size, _DROPPED)
    return NgramModel(table.known[kept][heavy], rarity[heavy], weights[heavy], float(fitted.intercept_[0]))


@contextmanager
def no_convergence_warnings() -> Iterator[None]:
    """No warning that a fit needs more rounds: what the last rounds add is lost in the noise.

    Filters of warnings are not kept by thread, so whoever fits in threads uses this around all of them, too.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        yield


def _values(counts: csr_matrix, rarity: NDArray[np.float64]) -> csr_matrix:
    """Dampened counts times rarity, each text scaled to unit length, as in `mtdetect.features.ngrams.ngram_values`."""
    values = counts.multiply(rarity.astype(counts.dtype)).tocsr()
    return normalize(values, copy=False)


def _frequent(keys: Sequence[Keys]) -> Keys:
    """The keys that are in enough texts, sorted."""
    distinct, counts = np.unique(np.concatenate([np.unique(of_text) for of_text in keys]), return_counts=True)
    return np.asarray(distinct[counts >= _FEWEST_TEXTS])
