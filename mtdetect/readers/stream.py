"""Streams of bytes from files and standard input, decompressed, read in bounded amounts."""

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import cast

from mtdetect.readers.compression import COMPRESSIONS, LONGEST_MAGIC, compression_of
from mtdetect.readers.errors import ReadError, too_large
from mtdetect.readers.joining import Counted, TooMuchError, Unpacked, unpacks_to_too_much
from mtdetect.readers.opening import open_file, refuse_device
from mtdetect.readers.paths import STDIN
from mtdetect.readers.progress import ReadProgress

Opener = Callable[[str, ReadProgress | None], AbstractContextManager[io.BufferedIOBase]]
"""Opens a file by its name; the progress counts the bytes read."""
_STEP = 1 << 18  # bytes read at a time


@contextmanager
def open_bytes(path: str, progress: ReadProgress | None = None) -> Iterator[io.BufferedIOBase]:
    """The bytes of a file, or of standard input for `-`, decompressed; `progress` counts the bytes read."""
    with open_raw(path, progress) as file, decompress(file, path) as stream:
        yield stream


@contextmanager
def open_raw(path: str, progress: ReadProgress | None = None) -> Iterator[io.BufferedIOBase]:
    """The same without decompression."""
    with (
        nullcontext(_stdin()) if path == STDIN else open_file(path) as file,
        progress.track_file(file) if progress else nullcontext(),
    ):
        yield file


def _stdin() -> io.BufferedIOBase:
    if sys.stdin is None:  # closed by the shell
        raise OSError
    with suppress(io.UnsupportedOperation):  # a stream in memory
        refuse_device(sys.stdin.fileno())
    return cast(io.BufferedIOBase, sys.stdin.buffer)


@contextmanager
def decompress(stream: io.BufferedIOBase, path: str = "") -> Iterator[io.BufferedIOBase]:
    """A stream of the decompressed bytes, or of the same bytes where the stream is not compressed.

    `path` is the file's name. Raises ReadError (bad_gzip, bad_zstd) when its suffix says that it is compressed and it
    is not.
    """
    head = stream.read(LONGEST_MAGIC)
    packed = Counted(head, stream)
    whole = io.BufferedReader(packed)
    found = next((compression for compression in COMPRESSIONS if head.startswith(compression.magic)), None)
    named = compression_of(path)
    if found:
        with found.decompress(whole) as decompressed:
            try:
                yield io.BufferedReader(Unpacked(decompressed, packed))
            except TooMuchError as error:
                raise unpacks_to_too_much() from error
    elif named and head:
        cause = f"is not {named.name} in spite of its suffix: rename it without {named.suffix}"
        raise ReadError(named.error_kind, cause)
    else:
        yield whole


def next_line(stream: io.BufferedIOBase, limit: int) -> bytes:
    """The bytes up to the end of the next line that is not blank; at most `limit` bytes and one more."""
    found = b""
    while len(found) <= limit and (line := stream.readline(limit + 1 - len(found))):
        found += line
        if line.strip():
            break
    return found


def read_all(stream: io.BufferedIOBase, limit: int) -> bytes:
    """All bytes of a stream. Raises ReadError (too_large) beyond `limit`; at most one read more is held in memory."""
    parts: list[bytes] = []
    size = 0
    while part := stream.read(_STEP):
        parts.append(part)
        size += len(part)
        if size > limit:
            raise too_large(limit)
    return b"".join(parts)


def read_lines(stream: io.BufferedIOBase, limit: int) -> Iterator[bytes | None]:
    """The lines of a stream; None for a line of more than `limit` bytes, which is skipped piece by piece."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_STEP)
        yield None
