"""An inverted index of candidates: for each index term (`mtdetect.match.stems`) the candidates that have it.

A query reads the lists of its rarest terms and stops after a fixed number of entries, so its time hardly depends on the
number of candidates; frequent terms distinguish candidates badly anyway. `mtdetect.match.rank` then compares the best
candidates exactly.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdetect.errors import IndexFileError
from mtdetect.match.index_arrays import Arrays
from mtdetect.match.postings import hash_terms

_ENTRIES = 10_000  # of the lists, read by a query at most


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
        wanted = np.sort(hash_terms([query_stems])[0]) if len(query_stems) else np.zeros(0, np.int32)
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
