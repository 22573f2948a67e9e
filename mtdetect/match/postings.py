"""The postings of the index: which candidates have each index term, from the hashes of their terms."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mtdetect.match.index_arrays import Arrays
from mtdetect.match.stems import index_terms

_HASHES = 2**31 - 1  # the most that scikit-learn has; of two million terms, one in a thousand collides
_DOC_BITS = 32  # of a number that holds a term above and a candidate below


def hash_terms(all_stems: Sequence[Sequence[str]]) -> list[NDArray[np.int32]]:
    """The hashes of each text's index terms, each once."""
    from sklearn.feature_extraction import FeatureHasher

    hasher = FeatureHasher(_HASHES, input_type="string", alternate_sign=False, dtype=np.float32)
    matrix = hasher.transform([set(index_terms(one)) for one in all_stems])
    return np.split(matrix.indices, matrix.indptr[1:-1])


def invert(
    keys: NDArray[np.uint64],
    docs: NDArray[np.uint64],
    texts: NDArray[np.uint8],
    text_starts: NDArray[np.int64],
    names: NDArray[np.uint8],
    name_starts: NDArray[np.int64],
) -> Arrays:
    """The arrays of the index from pairs of a term (`keys`) and a candidate (`docs`); `keys` is overwritten.

    Sorts by term, then by candidate: both are in one number, so that the array is sorted in place.
    """
    both = keys
    both <<= np.uint64(_DOC_BITS)  # in place: a copy for 100,000 articles has 350 MB
    both |= docs
    both.sort()
    docs_sorted = both.astype(np.uint32)  # the lower bits
    both >>= np.uint64(_DOC_BITS)
    first = np.flatnonzero(np.append(True, both[1:] != both[:-1])[: len(both)])
    starts = np.append(first, len(both)).astype(np.int64)
    return Arrays(both[first].astype(np.int32), starts, docs_sorted, texts, text_starts, names, name_starts)


def entry_terms(arrays: Arrays) -> NDArray[np.uint64]:
    """The term of each entry of `docs`."""
    return np.repeat(np.asarray(arrays.keys, np.uint64), np.diff(arrays.starts))
