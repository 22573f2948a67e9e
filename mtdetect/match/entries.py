"""What an index is made of: candidates with the hashes of their index terms."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from mtdetect.document import Document
from mtdetect.match.postings import hash_terms
from mtdetect.match.stems import stems

_BATCH = 1_000  # documents hashed together


@dataclass(frozen=True, slots=True)
class Entry:
    """A candidate, and the hashes of its index terms."""

    id: str
    path: str | None
    text: str
    terms: NDArray[np.int32]


def entries(documents: Iterable[Document]) -> Iterator[Entry]:
    """The entries of documents, in order."""
    rest = iter(documents)
    while batch := list(islice(rest, _BATCH)):
        yield from make_entries(batch)


def make_entries(documents: Sequence[Document]) -> list[Entry]:
    """Documents with the hashes of their index terms, which takes most of the time of building."""
    hashed = hash_terms([stems(document.text) for document in documents]) if documents else []
    return [
        Entry(document.id, document.path, document.text, terms)
        for document, terms in zip(documents, hashed, strict=True)
    ]
