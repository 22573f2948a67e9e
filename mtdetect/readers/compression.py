"""Gzip and Zstandard, unpacked as streams, and known by their first bytes: web crawls keep them under any name."""

import gzip
import io
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from typing import cast

from mtdetect.readers.errors import ReadError


@dataclass(frozen=True, slots=True)
class Packing:
    """A way to pack: its suffix, its name, the kind of its errors, the bytes that it begins with, what unpacks it."""

    suffix: str
    name: str
    kind: str
    magic: bytes
    unpacked: Callable[[io.BufferedIOBase], AbstractContextManager[io.BufferedIOBase]]


@contextmanager
def _gunzipped(packed: io.BufferedIOBase) -> Iterator[io.BufferedIOBase]:
    try:
        with gzip.GzipFile(fileobj=packed) as stream:
            yield stream
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise ReadError("bad_gzip", "is not a whole gzip file: compress it again, or drop the .gz suffix") from error


@contextmanager
def _unzstd(packed: io.BufferedIOBase) -> Iterator[io.BufferedIOBase]:
    """Imported only here; a frame that wants more than 128 MB to look back into is refused, as `zstd -d` does."""
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    try:
        with zstd.ZstdFile(packed) as stream:
            yield cast(io.BufferedIOBase, stream)
    except (zstd.ZstdError, EOFError) as error:
        raise ReadError("bad_zstd", "is not a whole Zstandard file: compress it again, without --long") from error


PACKINGS = (
    Packing(".gz", "gzip", "bad_gzip", b"\x1f\x8b", _gunzipped),
    Packing(".zst", "Zstandard", "bad_zstd", b"\x28\xb5\x2f\xfd", _unzstd),
)
LONGEST_MAGIC = max(len(packing.magic) for packing in PACKINGS)


def packing_of(path: str) -> Packing | None:
    """The packing that a name ends with."""
    return next((packing for packing in PACKINGS if path.lower().endswith(packing.suffix)), None)


def suffix(path: str) -> str:
    """The suffix that tells the form: the last one, or that before the packing's; lower case."""
    packing = packing_of(path)
    return PurePath(path.lower().removesuffix(packing.suffix) if packing else path.lower()).suffix
