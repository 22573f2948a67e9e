"""Makes an index from documents, adds candidates to it and removes some."""

import json
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from mtdetect.document import Document
from mtdetect.match.entries import Entry, entries
from mtdetect.match.index import Index
from mtdetect.match.index_arrays import Arrays
from mtdetect.match.postings import entry_terms, invert


def build(documents: Iterable[Document]) -> Index:
    """An index of documents, in memory: the size of their texts, and about 1.5 KB for each 300 words."""
    return build_index(entries(documents))


def build_index(made: Iterable[Entry]) -> Index:
    """The same of documents whose index terms are hashed already."""
    return Index(_arrays(made))


def append(index: Index, documents: Iterable[Document]) -> tuple[Index, int]:
    """The index with further candidates, and how many old ones they replaced: those of the same id and path."""
    return merge(index, build(documents))


def merge(index: Index, added: Index) -> tuple[Index, int]:
    """The same with the candidates of another index."""
    names = set(added.names())
    kept, replaced = _without(index, names) if names else (index, 0)
    one, other = kept.arrays, added.arrays
    keys = np.concatenate([entry_terms(one), entry_terms(other)])
    docs = np.concatenate([np.asarray(one.docs, np.uint64), np.asarray(other.docs, np.uint64) + np.uint64(len(kept))])
    texts = (_concatenate(one.texts, other.texts), _concatenate_starts(one.text_starts, other.text_starts))
    all_names = (_concatenate(one.names, other.names), _concatenate_starts(one.name_starts, other.name_starts))
    return Index(invert(keys, docs, *texts, *all_names)), replaced


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
    keys, docs = entry_terms(arrays)[stays], renumbered[arrays.docs[stays]]
    texts = _select(arrays.texts, arrays.text_starts, keep)
    names = _select(arrays.names, arrays.name_starts, keep)
    return Index(invert(keys, docs, *texts, *names)), lost


def _arrays(made: Iterable[Entry]) -> Arrays:
    texts, names, keys, counts = bytearray(), bytearray(), list[NDArray[np.int32]](), list[int]()
    text_starts, name_starts = [0], [0]
    for entry in made:
        keys.append(entry.terms)
        counts.append(len(entry.terms))
        texts += entry.text.encode("utf-8", "surrogatepass")
        names += json.dumps([entry.id, entry.path]).encode()
        text_starts.append(len(texts))
        name_starts.append(len(names))
    docs = np.repeat(np.arange(len(counts), dtype=np.uint64), counts)
    all_keys = np.concatenate(keys).astype(np.uint64) if keys else np.zeros(0, np.uint64)
    return invert(
        all_keys,
        docs,
        np.frombuffer(bytes(texts), np.uint8),
        np.array(text_starts, np.int64),
        np.frombuffer(bytes(names), np.uint8),
        np.array(name_starts, np.int64),
    )


def _select(
    data: NDArray[np.uint8], starts: NDArray[np.int64], keep: NDArray[np.bool_]
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    sizes = np.diff(starts)
    return data[np.repeat(keep, sizes)], np.concatenate([[0], np.cumsum(sizes[keep])]).astype(np.int64)


def _concatenate(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.concatenate([one, other])


def _concatenate_starts(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([one, other[1:] + one[-1]])
