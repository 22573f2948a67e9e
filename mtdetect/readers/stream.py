"""Bytes from files and standard input, decompressed, always in bounded amounts."""

import gzip
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from mtdetect.readers.failures import ReadError, too_large
from mtdetect.readers.paths import STDIN

GZIP_SUFFIX = ".gz"
_GZIP_MAGIC = b"\x1f\x8b"
_STEP = 1 << 18


@contextmanager
def open_bytes(path: str) -> Iterator[io.BufferedIOBase]:
    """The unpacked bytes of a file, or of standard input for `-`.

    Gzip is known by its first bytes: web crawls keep it under any name.
    """
    if path == STDIN:
        with _unpacked(_stdin(), must_be_gzip=False) as stream:
            yield stream
    else:
        with _open(path) as file, _unpacked(file, path.lower().endswith(GZIP_SUFFIX)) as stream:
            yield stream


def _open(path: str) -> io.BufferedIOBase:
    try:
        return open(path, "rb")  # noqa: PTH123 - Path would change the path
    except ValueError as error:  # a name that no file can have
        raise FileNotFoundError(path) from error


def _stdin() -> io.BufferedIOBase:
    if sys.stdin is None:  # closed by the shell
        raise OSError
    return cast(io.BufferedIOBase, sys.stdin.buffer)


@contextmanager
def _unpacked(packed: io.BufferedIOBase, must_be_gzip: bool) -> Iterator[io.BufferedIOBase]:
    head = packed.read(len(_GZIP_MAGIC))
    whole = put_back(head, packed)
    if head == _GZIP_MAGIC:
        with gzip.GzipFile(fileobj=whole) as stream:
            yield stream
    elif must_be_gzip and head:
        raise ReadError("bad_gzip", "is not gzip in spite of its suffix: rename it without .gz")
    else:
        yield whole


class _Joined(io.RawIOBase):
    """Bytes already read, then the rest of the stream they came from."""

    def __init__(self, head: bytes, rest: io.BufferedIOBase) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # the base's stub wants any buffer
        chunk = self._head[: len(buffer)] or self._rest.read1(len(buffer))
        self._head = self._head[len(chunk) :]
        buffer[: len(chunk)] = chunk
        return len(chunk)


def put_back(head: bytes, rest: io.BufferedIOBase) -> io.BufferedIOBase:
    """A stream that gives `head` again before the rest; does not close the rest."""
    return io.BufferedReader(_Joined(head, rest))


def read_whole(stream: io.BufferedIOBase, limit: int) -> bytes:
    """All bytes of a stream; raises ReadError (too_large) beyond `limit`, having held one step more."""
    parts: list[bytes] = []
    size = 0
    while part := stream.read(_STEP):
        parts.append(part)
        size += len(part)
        if size > limit:
            raise too_large(limit)
    return b"".join(parts)


def read_lines(stream: io.BufferedIOBase, limit: int) -> Iterator[bytes | None]:
    """The lines of a stream, None for one of more than `limit` bytes, of which no more than that is held."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_STEP)
        yield None
