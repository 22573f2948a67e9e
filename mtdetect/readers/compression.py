"""Gzip and Zstandard, decompressed as streams; recognised by their first bytes, since archives may have any name."""

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
class Compression:
    """A compression format.

    `suffix` of its file names, `name` for messages, `error_kind` of the ReadError for a damaged file, `magic` for the
    first bytes of every such file, `decompress` to open a stream of the decompressed bytes.
    """

    suffix: str
    name: str
    error_kind: str
    magic: bytes
    decompress: Callable[[io.BufferedIOBase], AbstractContextManager[io.BufferedIOBase]]


@contextmanager
def _decompress_gzip(compressed: io.BufferedIOBase) -> Iterator[io.BufferedIOBase]:
    try:
        with gzip.GzipFile(fileobj=compressed) as stream:
            yield stream
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise ReadError("bad_gzip", "is not a whole gzip file: compress it again, or drop the .gz suffix") from error


@contextmanager
def _decompress_zstd(compressed: io.BufferedIOBase) -> Iterator[io.BufferedIOBase]:
    """The library is imported only here. A frame with a window above 128 MB is refused, as `zstd -d` does."""
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    try:
        with zstd.ZstdFile(compressed) as stream:
            yield cast(io.BufferedIOBase, stream)
    except (zstd.ZstdError, EOFError) as error:
        raise ReadError("bad_zstd", "is not a whole Zstandard file: compress it again, without --long") from error


COMPRESSIONS = (
    Compression(".gz", "gzip", "bad_gzip", b"\x1f\x8b", _decompress_gzip),
    Compression(".zst", "Zstandard", "bad_zstd", b"\x28\xb5\x2f\xfd", _decompress_zstd),
)
LONGEST_MAGIC = max(len(compression.magic) for compression in COMPRESSIONS)


def compression_of(path: str) -> Compression | None:
    """The compression format by the suffix of a file name; None for any other suffix."""
    return next((one for one in COMPRESSIONS if path.lower().endswith(one.suffix)), None)


def format_suffix(path: str) -> str:
    """The suffix that names the format, in lower case: the last one, or the one before `.gz` or `.zst`."""
    compression = compression_of(path)
    return PurePath(path.lower().removesuffix(compression.suffix) if compression else path.lower()).suffix
