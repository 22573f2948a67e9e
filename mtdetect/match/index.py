"""Candidates by what they hold, so that the few that may be an origin are found without reading the others.

An inverted index: for each print (`mtdetect.match.stems`) the candidates that have it. A query reads the lists of its
rarest prints and stops after a fixed number of entries, so that it takes as long among many candidates as among few;
what is common tells candidates apart badly anyway. `mtdetect.match.rank` then compares the best exactly.
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
from mtdetect.match.stems import prints, stems

_ENTRIES = 10_000  # of lists, read by a query
_SPACE = 2**31 - 1  # of hashes, the most that scikit-learn has; of two million prints, one in a thousand collides
_BATCH = 1_000  # documents hashed together
_LOW = 32  # bits


@dataclass(frozen=True, slots=True)
class Hit:
    """A candidate with prints of a query: its number in the index, and the summed rarity of the prints in common."""

    number: int
    shared: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate as it was read; `path` is None where it came from none."""

    id: str
    path: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Index:
    """Candidates and their prints, in memory or mapped from a file."""

    arrays: Arrays

    def __len__(self) -> int:
        """How many candidates there are."""
        return len(self.arrays.text_starts) - 1

    def candidate(self, number: int) -> Candidate:
        """One candidate. Raises IndexFileError where a file, though sound, does not hold one."""
        name, path = _name(self.arrays, number)
        try:
            text = _slice(self.arrays.texts, self.arrays.text_starts, number).decode("utf-8", "surrogatepass")
        except ValueError as error:
            raise _unusable(number) from error
        return Candidate(name, path, text)

    def names(self) -> Iterator[tuple[str, str | None]]:
        """Id and path of each candidate, in order."""
        return (_name(self.arrays, number) for number in range(len(self)))

    def query(self, query_stems: Sequence[str], most: int) -> list[Hit]:
        """The candidates that share most with a text of these stems, most first, `most` at the most."""
        arrays = self.arrays
        wanted = np.sort(_hashed([query_stems])[0]) if len(query_stems) else np.zeros(0, np.int32)
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
    """Index documents; memory grows with their texts and about 1.5 KB for each 300 words."""
    return Index(_arrays(documents))


def append(index: Index, documents: Iterable[Document]) -> tuple[Index, int]:
    """An index with more candidates, and how many of the old ones they replace: those of the same id and path."""
    added = build(documents)
    anew = set(added.names())
    kept, replaced = _without(index, anew) if anew else (index, 0)
    one, other = kept.arrays, added.arrays
    keys = np.concatenate([_spread(one), _spread(other)])
    docs = np.concatenate([np.asarray(one.docs, np.uint64), np.asarray(other.docs, np.uint64) + np.uint64(len(kept))])
    texts = (_joined(one.texts, other.texts), _joined_starts(one.text_starts, other.text_starts))
    names = (_joined(one.names, other.names), _joined_starts(one.name_starts, other.name_starts))
    return Index(_inverted(keys, docs, *texts, *names)), replaced


def remove(index: Index, ids: Iterable[str]) -> tuple[Index, int]:
    """An index without the candidates of these ids or paths, and how many they were."""
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
    keys, docs = _spread(arrays)[stays], renumbered[arrays.docs[stays]]
    texts = _picked(arrays.texts, arrays.text_starts, keep)
    names = _picked(arrays.names, arrays.name_starts, keep)
    return Index(_inverted(keys, docs, *texts, *names)), lost


def _arrays(documents: Iterable[Document]) -> Arrays:
    texts, names, keys, counts = bytearray(), bytearray(), list[NDArray[np.int32]](), list[int]()
    text_starts, name_starts = [0], [0]
    rest = iter(documents)
    while batch := list(islice(rest, _BATCH)):
        hashed = _hashed([stems(document.text) for document in batch])
        keys.append(np.concatenate(hashed))
        counts.extend(map(len, hashed))
        for document in batch:
            texts += document.text.encode("utf-8", "surrogatepass")
            names += json.dumps([document.id, document.path]).encode()
            text_starts.append(len(texts))
            name_starts.append(len(names))
    docs = np.repeat(np.arange(len(counts), dtype=np.uint64), counts)
    all_keys = np.concatenate(keys).astype(np.uint64) if keys else np.zeros(0, np.uint64)
    return _inverted(
        all_keys,
        docs,
        np.frombuffer(bytes(texts), np.uint8),
        np.array(text_starts, np.int64),
        np.frombuffer(bytes(names), np.uint8),
        np.array(name_starts, np.int64),
    )


def _hashed(all_stems: Sequence[Sequence[str]]) -> list[NDArray[np.int32]]:
    """The hashes of each text's prints, each once."""
    from sklearn.feature_extraction import FeatureHasher

    hasher = FeatureHasher(_SPACE, input_type="string", alternate_sign=False, dtype=np.float32)
    matrix = hasher.transform([set(prints(one)) for one in all_stems])
    return np.split(matrix.indices, matrix.indptr[1:-1])


def _inverted(
    keys: NDArray[np.uint64],
    docs: NDArray[np.uint64],
    texts: NDArray[np.uint8],
    text_starts: NDArray[np.int64],
    names: NDArray[np.uint8],
    name_starts: NDArray[np.int64],
) -> Arrays:
    """Sorted by print, and within it by candidate: both in one number, which sorts in place. `keys` is used up."""
    both = keys
    both <<= np.uint64(_LOW)  # in place: of 100,000 articles, each copy has 350 MB
    both |= docs
    both.sort()
    docs_sorted = both.astype(np.uint32)  # the lower bits
    both >>= np.uint64(_LOW)
    first = np.flatnonzero(np.append(True, both[1:] != both[:-1])[: len(both)])
    starts = np.append(first, len(both)).astype(np.int64)
    return Arrays(both[first].astype(np.int32), starts, docs_sorted, texts, text_starts, names, name_starts)


def _spread(arrays: Arrays) -> NDArray[np.uint64]:
    """The print of each entry."""
    return np.repeat(np.asarray(arrays.keys, np.uint64), np.diff(arrays.starts))


def _picked(
    data: NDArray[np.uint8], starts: NDArray[np.int64], keep: NDArray[np.bool_]
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    sizes = np.diff(starts)
    return data[np.repeat(keep, sizes)], np.concatenate([[0], np.cumsum(sizes[keep])]).astype(np.int64)


def _joined(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.concatenate([one, other])


def _joined_starts(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([one, other[1:] + one[-1]])


def _slice(data: NDArray[np.uint8], starts: NDArray[np.int64], number: int) -> bytes:
    return data[starts[number] : starts[number + 1]].tobytes()


def _name(arrays: Arrays, number: int) -> tuple[str, str | None]:
    try:
        found: Any = json.loads(_slice(arrays.names, arrays.name_starts, number))
    except (ValueError, RecursionError) as error:
        raise _unusable(number) from error
    match found:
        case [str(name), str() | None as path]:
            return name, path
    raise _unusable(number)


def _unusable(number: int) -> IndexFileError:
    return IndexFileError(f"index: candidate {number} cannot be read: build the index anew")
