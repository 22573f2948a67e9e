"""How alike sentences of two texts are, by what survives translation and back: stems, names and numbers.

The cosine of stem counts, each weighed by how few sentences of the two texts have it: what stands in every sentence
says nothing of which belong together (as inverse document frequency, Spärck Jones 1972). Sums of the vectors of
neighbours stand for merged sentences, so that splits cost no more than a look-up (as in Vecalign, Thompson and Koehn
2019, with lexical vectors instead of embeddings, since both sides are English).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdetect.match.sides import Sentence
from mtdetect.match.word_lists import stem

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Dot products of the sentences of two sides, and of neighbours on one side, to build any merged cosine from.

    `across` has shape (suspect, origin); `left[k]` and `right[k]` are dot products of each sentence with the `k`-th
    after it, so `left[0]` are squared norms.
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


def likeness(suspect: Sequence[Sentence], origin: Sequence[Sentence], longest: int) -> Likeness:
    """Dot products of all sentences, with runs of up to `longest` sentences in mind."""
    from scipy.sparse import csr_matrix, diags_array

    counts = [Counter(map(stem, sentence.words)) for sentence in (*suspect, *origin)]
    number = {name: at for at, name in enumerate(dict.fromkeys(name for count in counts for name in count))}
    columns = [number[name] for count in counts for name in count]
    values = np.sqrt([float(times) for count in counts for times in count.values()])
    ends = np.cumsum([0, *map(len, counts)])
    shape = (len(counts), len(number))
    held = np.bincount(columns, minlength=len(number)) if columns else np.zeros(0)
    rarity = np.log1p(len(counts) / np.maximum(held, 1))
    matrix = csr_matrix((values, columns, ends), shape=shape) @ diags_array(rarity)
    one, other = matrix[: len(suspect)], matrix[len(suspect) :]
    across = np.asarray((one @ other.T).todense(), np.float64)
    return Likeness(across, _neighbours(one, longest), _neighbours(other, longest))


def _neighbours(rows: Any, longest: int) -> tuple[Matrix, ...]:
    """For each distance below `longest`, how alike each row and the one so far after it are; `rows` is sparse."""
    size = rows.shape[0]
    return tuple(
        np.asarray(rows[: size - k].multiply(rows[k:]).sum(axis=1), np.float64).ravel() if size > k else np.zeros(0)
        for k in range(longest)
    )


def _runs(matrix: Matrix, length: int) -> Matrix:
    """Sums of each row with the `length - 1` rows after it; empty where there are too few."""
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
