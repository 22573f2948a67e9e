"""The index file: arrays and a little JSON in the safetensors format, mapped into memory; nothing in it is executed.

safetensors checks the header (sizes, overlaps, bounds); the arrays are then read in place. A checksum over all arrays
finds a damaged file, and the checks here a file that was made to mislead: every file that passes can be queried.
"""

import json
import mmap
import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdetect.config.atomic_files import write_atomically
from mtdetect.errors import IndexFileError
from mtdetect.match.index_arrays import TYPES, Arrays, arrays_by_name, checksum, find_fault

FORMAT, VERSION = "mtdetect-index", "1"
_MAX_HEADER = 100_000  # bytes
_NUMBER = 8  # bytes of the length of the header, which stands before it
_CODES = {np.int32: "I32", np.int64: "I64", np.uint32: "U32", np.uint8: "U8"}  # the names of the types in safetensors


def save(arrays: Arrays, file: Path) -> None:
    """Write a file atomically: a reader, or a crash, finds the old one or the new one. Raises IndexFileError."""
    from safetensors import SafetensorError
    from safetensors.numpy import save_file

    found = arrays_by_name(arrays)
    metadata = {"format": FORMAT, "version": VERSION, "sha256": checksum(found)}
    with write_atomically(file, partial(_write_error, file)) as part:
        try:
            save_file({name: np.ascontiguousarray(array) for name, array in found.items()}, part.path, metadata)
        except (OSError, SafetensorError) as error:
            raise _write_error(file, error) from error


def _write_error(file: Path, error: Exception) -> IndexFileError:
    cause = getattr(error, "strerror", None) or error
    return IndexFileError(f"{file}: cannot be written ({cause}): make room, or name another place")


def is_index(file: str | os.PathLike[str]) -> bool:
    """Whether the header of a file says that it is an index, valid or not; a pipe is never opened."""
    try:
        if not os.path.isfile(file):  # noqa: PTH113 - paths stay strings
            return False
        with open(file, "rb") as stream:  # noqa: PTH123 - a name such as "-" is no path
            size = int.from_bytes(stream.read(_NUMBER), "little")
            return size <= _MAX_HEADER and f'"{FORMAT}"'.encode() in stream.read(size)
    except (OSError, ValueError):
        return False


def load(file: Path) -> Arrays:
    """Map a file into memory and check it, which reads all of it once. Raises IndexFileError."""
    header, data = _map(file)
    metadata = header.get("__metadata__", {})
    if metadata.get("version") != VERSION:
        raise IndexFileError(f"{file}: is index version {metadata.get('version')}, not {VERSION}: build it anew")
    try:
        found = {name: _array(header[name], data, name) for name in TYPES}
    except (KeyError, ValueError, TypeError) as error:
        raise IndexFileError(f"{file}: is no index of mtdetect ({error}): build it anew") from error
    if checksum(found) != metadata.get("sha256"):
        raise IndexFileError(f"{file}: is damaged, its checksum differs: build it anew")
    if wrong := find_fault(found):
        raise IndexFileError(f"{file}: is no index of mtdetect ({wrong}): build it anew")
    return Arrays(**found)


def _map(file: Path) -> tuple[dict[str, Any], memoryview]:
    """The header, and the data after it; safetensors checks that the arrays lie in the file and do not overlap."""
    from safetensors import SafetensorError, safe_open

    try:
        with file.open("rb") as stream:
            size = int.from_bytes(stream.read(_NUMBER), "little")
            if size > _MAX_HEADER:
                raise ValueError("its header is too large")
            header = json.loads(stream.read(size))
            with safe_open(file, framework="numpy"):
                mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    except FileNotFoundError as error:
        raise IndexFileError(f"{file}: does not exist: check the path, or build it") from error
    except OSError as error:
        raise IndexFileError(f"{file}: cannot be read ({error.strerror}): name an index, or build one") from error
    except (ValueError, RecursionError, SafetensorError) as error:
        raise IndexFileError(f"{file}: is no index of mtdetect ({error}): build it anew") from error
    return header, memoryview(mapped)[_NUMBER + size :]


def _array(entry: Mapping[str, Any], data: memoryview, name: str) -> NDArray[Any]:
    kind = TYPES[name]
    [count], (start, end) = entry["shape"], entry["data_offsets"]
    if entry["dtype"] != _CODES[kind] or end - start != count * np.dtype(kind).itemsize:
        raise ValueError(f"{name} is of another type")
    return np.frombuffer(data[start:end], np.dtype(kind).newbyteorder("<"))
