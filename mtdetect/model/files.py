"""The one reader and the one writer of model folders: named files, and `SHA256SUMS` with the SHA-256 of each.

The checksums find a damaged or mixed folder. They are no signature: who can write the folder can write them as well.
"""

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdetect.errors import ModelError

CHECKSUMS, SETTINGS = "SHA256SUMS", "model.json"
# What reading settings and arrays raises where a file has its checksum and is no model's all the same.
UNFIT = (ArithmeticError, AttributeError, KeyError, RecursionError, TypeError, ValueError)
_DIGEST = 64  # hexadecimal digits of a SHA-256; `sha256sum` writes two spaces after them, then the name


def read_checked(folder: Path, names: Sequence[str]) -> dict[str, bytes]:
    """The named files of a model folder and `SHA256SUMS`, by name.

    Raises ModelError when a file cannot be read, or its content does not have the SHA-256 that `SHA256SUMS` lists.
    """
    try:
        checksums = _read(folder / CHECKSUMS)
        wanted = {line[_DIGEST + 2 :]: line[:_DIGEST] for line in checksums.decode().splitlines()}
        files = {name: _read(folder / name) for name in names}
    except (OSError, ValueError) as error:
        if not folder.exists():
            raise ModelError(f"{folder}: does not exist: name a model's folder") from error
        raise ModelError(f"{folder}: no model can be read there ({error}); name a model's folder") from error
    for name, content in files.items():
        if hashlib.sha256(content).hexdigest() != wanted.get(name):
            raise ModelError(f"{folder / name}: not the file that {CHECKSUMS} lists; install or train the model anew")
    return {CHECKSUMS: checksums, **files}


def _read(file: Path) -> bytes:
    """The bytes of a file. A pipe or device in its place would be waited for, or read, for ever: raises ValueError."""
    if file.exists() and not file.is_file():
        raise ValueError(f"{file.name} is no regular file")
    return file.read_bytes()


def write_checked(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files, given by name, and `SHA256SUMS`; makes the folder where there is none. Raises OSError.

    The checksums are written last, so that a folder with only some of its files never passes `read_checked`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    (folder / CHECKSUMS).write_bytes("".join(lines).encode())


def fingerprint(files: Mapping[str, bytes]) -> str:
    """Twelve hexadecimal digits that name the content of a model folder, from what `read_checked` returns."""
    return hashlib.sha256(files[CHECKSUMS]).hexdigest()[:12]


def array_as_bytes(array: NDArray[Any]) -> bytes:
    """An array in the NPY format, without pickle."""
    buffer = BytesIO()
    np.save(buffer, array, allow_pickle=False)
    return buffer.getvalue()


def array_from_bytes(content: bytes) -> NDArray[Any]:
    """The array of an NPY file, of finite numbers.

    Raises ValueError for anything else: one that would need pickle, or that claims another size than the file has,
    before memory is taken for it.
    """
    stream = BytesIO(content)
    try:
        version = np.lib.format.read_magic(stream)
        if version != (1, 0):
            raise ValueError(f"NPY of version {version}")
        shape, _, kind = np.lib.format.read_array_header_1_0(stream)
        if kind.hasobject or kind.kind not in "iuf":
            raise ValueError(f"an array of {kind}, not of numbers")
        if math.prod(shape) * kind.itemsize != len(content) - stream.tell():
            raise ValueError("an array of another size than its file")
        array: NDArray[Any] = np.lib.format.read_array(BytesIO(content), allow_pickle=False)
    except (EOFError, MemoryError, OverflowError, RecursionError, SyntaxError, TypeError) as error:
        raise ValueError(f"no array in the NPY format ({error})") from error
    if not np.isfinite(array).all():
        raise ValueError("numbers that are not finite")
    return array


def read_settings(files: Mapping[str, bytes]) -> dict[str, Any]:
    """The object that `model.json` holds. Raises ValueError for anything else, and for numbers that are not finite."""
    try:
        found = json.loads(files[SETTINGS], parse_float=_finite, parse_constant=_finite)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(f"{number[:20]} is no finite number")
    return value
