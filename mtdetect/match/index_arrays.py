"""The arrays of an index, their checksum, and the check that they belong together."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

_CHUNK = 1 << 24  # bytes hashed at a time


@dataclass(frozen=True, slots=True)
class Arrays:
    """The arrays of an index of n candidates with k different index terms.

    `keys`, shape (k,), are the hashes of the terms, ascending; `docs[starts[i]:starts[i + 1]]` are the numbers (from 0,
    below n, ascending) of the candidates that have the i-th term. `texts[text_starts[i]:text_starts[i + 1]]` is the
    text of candidate i in UTF-8; `names` and `name_starts` hold its `[id, path]` as JSON in the same way.
    """

    keys: NDArray[np.int32]
    starts: NDArray[np.int64]
    docs: NDArray[np.uint32]
    texts: NDArray[np.uint8]
    text_starts: NDArray[np.int64]
    names: NDArray[np.uint8]
    name_starts: NDArray[np.int64]


TYPES = {
    "keys": np.int32,
    "starts": np.int64,
    "docs": np.uint32,
    "texts": np.uint8,
    "text_starts": np.int64,
    "names": np.uint8,
    "name_starts": np.int64,
}


def find_fault(found: Mapping[str, NDArray[Any]]) -> str | None:
    """Why the arrays are not valid; None when they are."""
    documents = len(found["text_starts"]) - 1
    for starts, of in (("starts", "docs"), ("text_starts", "texts"), ("name_starts", "names")):
        places = found[starts]
        if not len(places) or places[0] or places[-1] != len(found[of]) or (places[1:] < places[:-1]).any():
            return f"{starts} do not cut up {of}"
    if len(found["name_starts"]) != documents + 1 or len(found["starts"]) != len(found["keys"]) + 1:
        return "the arrays differ in length"
    if (found["keys"][1:] <= found["keys"][:-1]).any():
        return "the keys are not in order"
    return "a print leads nowhere" if len(found["docs"]) and int(found["docs"].max()) >= documents else None


def arrays_by_name(arrays: Arrays) -> dict[str, NDArray[Any]]:
    """The arrays by the names that they have in the file."""
    return {field.name: getattr(arrays, field.name) for field in fields(arrays)}


def checksum(found: Mapping[str, NDArray[Any]]) -> str:
    """The SHA-256 of arrays with their names and sizes, in hexadecimal digits."""
    total = hashlib.sha256()
    for name in sorted(found):
        data = np.ascontiguousarray(found[name]).view(np.uint8)
        total.update(f"{name} {len(data)}\n".encode())
        for start in range(0, len(data), _CHUNK):
            total.update(data[start : start + _CHUNK].data)
    return total.hexdigest()
