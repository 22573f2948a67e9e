"""An inverted index of candidates: for each index term (`mtdetect.match.stems`) the candidates that have it.

A query reads the lists of its rarest terms and stops after a fixed number of entries, so its time hardly depends on the
number of candidates; frequent terms distinguish candidates badly anyway. `mtdetect.match.rank` then compares the best
candidates exactly.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdetect.document import Document
from mtdetect.errors import IndexFileError
from mtdetect.match.index_file import Arrays
from mtdetect.match.stems import index_terms, stems

_ENTRIES = 10_000  # of the lists, read by a query at most
_HASHES = 2**31 - 1  # the most that scikit-learn has; of two million terms, one in a thousand collides
_BATCH = 1_000  # documents hashed together
_DOC_BITS = 32  # of a number that holds a term above and a candidate below


@dataclass(frozen=True, slots=True)
class Hit:
    """A candidate that shares terms with a query: its number in the index, and the summed rarity of those terms."""

    number: int
    shared: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate as it was read; `path` is None where it came from no file."""

    id: str
    path: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Index:
    """Candidates and their index terms, in memory or mapped from a file."""

    arrays: Arrays

    def __len__(self) -> int:
        """How many candidates there are."""
        return len(self.arrays.text_starts) - 1

    def candidate(self, number: int) -> Candidate:
        """One candidate. Raises IndexFileError when the file has no valid candidate there."""
        name, path = _name(self.arrays, number)
        try:
            text = _slice(self.arrays.texts, self.arrays.text_starts, number).decode("utf-8", "surrogatepass")
        except ValueError as error:
            raise _invalid(number) from error
        return Candidate(name, path, text)

    def names(self) -> Iterator[tuple[str, str | None]]:
        """Id and path of each candidate, in order."""
        return (_name(self.arrays, number) for number in range(len(self)))

    def query(self, query_stems: Sequence[str], most: int) -> list[Hit]:
        """Up to `most` candidates with the highest summed rarity of shared terms, highest first."""
        arrays = self.arrays
        wanted = np.sort(_hash_terms([query_stems])[0]) if len(query_stems) else np.zeros(0, np.int32)
        at = np.searchsorted(arrays.keys, wanted)
        at = at[at < len(arrays.keys)] if len(arrays.keys) else at[:0]
        at = at[np.isin(arrays.keys[at], wanted)]
        sizes = arrays.starts[at + 1] - arrays.starts[at]
        order = np.argsort(sizes, kind="stable")
        read = np.searchsorted(np.cumsum(sizes[order]), _ENTRIES, side="right")
        at, sizes = at[order][:read], sizes[order][:read]
        if not len(at):
            return []
        docs = np.concatenate([arrays.docs[arrays.starts[one] : arrays.starts[one + 1]] for one in at])
        rarity = np.repeat(np.log1p(len(self) / np.maximum(sizes, 1)), sizes)
        found, places = np.unique(docs, return_inverse=True)
        shared = np.bincount(places, rarity)
        best = np.argsort(-shared, kind="stable")[:most]
        return [Hit(int(found[one]), float(shared[one])) for one in best]


def build(documents: Iterable[Document]) -> Index:
    """An index of documents, in memory: the size of their texts, and about 1.5 KB for each 300 words."""
    return Index(_arrays(documents))


def append(index: Index, documents: Iterable[Document]) -> tuple[Index, int]:
    """The index with further candidates, and how many old ones they replaced: those of the same id and path."""
    added = build(documents)
    names = set(added.names())
    kept, replaced = _without(index, names) if names else (index, 0)
    one, other = kept.arrays, added.arrays
    keys = np.concatenate([_entry_terms(one), _entry_terms(other)])
    docs = np.concatenate([np.asarray(one.docs, np.uint64), np.asarray(other.docs, np.uint64) + np.uint64(len(kept))])
    texts = (_concatenate(one.texts, other.texts), _concatenate_starts(one.text_starts, other.text_starts))
    all_names = (_concatenate(one.names, other.names), _concatenate_starts(one.name_starts, other.name_starts))
    return Index(_invert(keys, docs, *texts, *all_names)), replaced


def remove(index: Index, ids: Iterable[str]) -> tuple[Index, int]:
    """The index without the candidates of these ids or paths, and how many candidates were removed."""
    unwanted = set(ids)
    return _without(index, {(name, path) for name, path in index.names() if unwanted & {name, path}})


def _without(index: Index, unwanted: set[tuple[str, str | None]]) -> tuple[Index, int]:
    keep = np.array([name not in unwanted for name in index.names()], np.bool_)
    lost = int(len(keep) - keep.sum())
    if not lost:
        return index, 0
    arrays = index.arrays
    renumbered = np.cumsum(keep, dtype=np.uint64) - np.uint64(1)
    stays = keep[arrays.docs]
    keys, docs = _entry_terms(arrays)[stays], renumbered[arrays.docs[stays]]
    texts = _select(arrays.texts, arrays.text_starts, keep)
    names = _select(arrays.names, arrays.name_starts, keep)
    return Index(_invert(keys, docs, *texts, *names)), lost


def _arrays(documents: Iterable[Document]) -> Arrays:
    texts, names, keys, counts = bytearray(), bytearray(), list[NDArray[np.int32]](), list[int]()
    text_starts, name_starts = [0], [0]
    rest = iter(documents)
    while batch := list(islice(rest, _BATCH)):
        hashed = _hash_terms([stems(document.text) for document in batch])
        keys.append(np.concatenate(hashed))
        counts.extend(map(len, hashed))
        for document in batch:
            texts += document.text.encode("utf-8", "surrogatepass")
            names += json.dumps([document.id, document.path]).encode()
            text_starts.append(len(texts))
            name_starts.append(len(names))
    docs = np.repeat(np.arange(len(counts), dtype=np.uint64), counts)
    all_keys = np.concatenate(keys).astype(np.uint64) if keys else np.zeros(0, np.uint64)
    return _invert(
        all_keys,
        docs,
        np.frombuffer(bytes(texts), np.uint8),
        np.array(text_starts, np.int64),
        np.frombuffer(bytes(names), np.uint8),
        np.array(name_starts, np.int64),
    )


def _hash_terms(all_stems: Sequence[Sequence[str]]) -> list[NDArray[np.int32]]:
    """The hashes of each text's index terms, each once."""
    from sklearn.feature_extraction import FeatureHasher

    hasher = FeatureHasher(_HASHES, input_type="string", alternate_sign=False, dtype=np.float32)
    matrix = hasher.transform([set(index_terms(one)) for one in all_stems])
    return np.split(matrix.indices, matrix.indptr[1:-1])


def _invert(
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


def _entry_terms(arrays: Arrays) -> NDArray[np.uint64]:
    """The term of each entry of `docs`."""
    return np.repeat(np.asarray(arrays.keys, np.uint64), np.diff(arrays.starts))


def _select(
    data: NDArray[np.uint8], starts: NDArray[np.int64], keep: NDArray[np.bool_]
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    sizes = np.diff(starts)
    return data[np.repeat(keep, sizes)], np.concatenate([[0], np.cumsum(sizes[keep])]).astype(np.int64)


def _concatenate(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.concatenate([one, other])


def _concatenate_starts(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([one, other[1:] + one[-1]])


def _slice(data: NDArray[np.uint8], starts: NDArray[np.int64], number: int) -> bytes:
    return data[starts[number] : starts[number + 1]].tobytes()


def _name(arrays: Arrays, number: int) -> tuple[str, str | None]:
    try:
        found: Any = json.loads(_slice(arrays.names, arrays.name_starts, number))
    except (ValueError, RecursionError) as error:
        raise _invalid(number) from error
    match found:
        case [str(name), str() | None as path]:
            return name, path
    raise _invalid(number)


def _invalid(number: int) -> IndexFileError:
    return IndexFileError(f"index: candidate {number} cannot be read: build the index anew")
