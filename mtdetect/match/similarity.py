"""The similarity of the sentences of two texts: the cosine of their stem counts, weighted by rarity.

Stems, names and numbers survive a translation and back. A stem in few sentences has more weight, as with inverse
document frequency (Spärck Jones 1972). The vector of merged sentences is the sum of their vectors, so that the
similarity of splits follows from dot products that are known already (as in Vecalign, Thompson and Koehn 2019, with
lexical vectors instead of embeddings, since both texts are English).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdetect.match.segmentation import Sentence
from mtdetect.match.word_lists import stem

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SentenceSimilarity:
    """Dot products of sentence vectors, from which the cosine of any run of neighbouring sentences follows.

    `across` has shape (suspect sentences, origin sentences). `left[k]`, of the suspect, and `right[k]`, of the origin,
    are the dot products of each sentence with the k-th after it, so `left[0]` has squared norms.
    """

    across: Matrix
    left: tuple[Matrix, ...]
    right: tuple[Matrix, ...]

    def cosine(self, rows: int, columns: int) -> Matrix:
        """Cosines (0-1) of runs of `rows` suspect sentences with runs of `columns` origin sentences."""
        total = _runs(_runs(self.across, rows).T, columns).T
        norms = np.sqrt(np.outer(_norms(self.left, rows), _norms(self.right, columns)))
        found: Matrix = np.divide(total, norms, out=np.zeros_like(total), where=norms > 0)
        return found


def sentence_similarity(suspect: Sequence[Sentence], origin: Sequence[Sentence], longest: int) -> SentenceSimilarity:
    """Dot products of all sentences, enough for the cosines of runs of up to `longest` sentences."""
    from scipy.sparse import csr_matrix, diags_array

    counts = [Counter(map(stem, sentence.words)) for sentence in (*suspect, *origin)]
    number = {name: at for at, name in enumerate(dict.fromkeys(name for count in counts for name in count))}
    columns = [number[name] for count in counts for name in count]
    values = np.sqrt([float(times) for count in counts for times in count.values()])
    ends = np.cumsum([0, *map(len, counts)])
    shape = (len(counts), len(number))
    frequency = np.bincount(columns, minlength=len(number)) if columns else np.zeros(0)
    rarity = np.log1p(len(counts) / np.maximum(frequency, 1))
    matrix = csr_matrix((values, columns, ends), shape=shape) @ diags_array(rarity)
    one, other = matrix[: len(suspect)], matrix[len(suspect) :]
    across = np.asarray((one @ other.T).todense(), np.float64)
    return SentenceSimilarity(across, _neighbours(one, longest), _neighbours(other, longest))


def _neighbours(rows: Any, longest: int) -> tuple[Matrix, ...]:
    """For each distance k below `longest`, the dot products of each row with the k-th after it; `rows` is sparse."""
    size = rows.shape[0]
    return tuple(
        np.asarray(rows[: size - k].multiply(rows[k:]).sum(axis=1), np.float64).ravel() if size > k else np.zeros(0)
        for k in range(longest)
    )


def _runs(matrix: Matrix, length: int) -> Matrix:
    """Sums of each row with the `length - 1` rows after it; empty where there are fewer rows."""
    size = max(len(matrix) - length + 1, 0)
    total = np.zeros((size, matrix.shape[1]))
    for k in range(length):
        total += matrix[k : k + size]
    return total


def _norms(dots: Sequence[Matrix], length: int) -> Matrix:
    """Squared norms of the sums of runs of `length` vectors."""
    size = max(len(dots[0]) - length + 1, 0)
    total = np.zeros(size)
    for apart in range(length):
        for k in range(length - apart):
            total += (1 if apart == 0 else 2) * dots[apart][k : k + size]
    return total
