"""Bytes from files and standard input, decompressed, always in bounded amounts."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import cast

from mtdetect.readers.compression import LONGEST_MAGIC, PACKINGS, packing_of
from mtdetect.readers.errors import ReadError, too_large
from mtdetect.readers.paths import STDIN
from mtdetect.readers.progress import Meter

_STEP = 1 << 18


@contextmanager
def open_bytes(path: str, meter: Meter | None = None) -> Iterator[io.BufferedIOBase]:
    """The bytes of a file, or of standard input for `-`, unpacked where they are packed; `meter` counts along."""
    with open_raw(path, meter) as file, unpacked(file, path) as stream:
        yield stream


@contextmanager
def open_raw(path: str, meter: Meter | None = None) -> Iterator[io.BufferedIOBase]:
    """The same as they are."""
    with (
        nullcontext(_stdin()) if path == STDIN else _open(path) as file,
        meter.reading(file) if meter else nullcontext(),
    ):
        yield file


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
def unpacked(packed: io.BufferedIOBase, path: str = "") -> Iterator[io.BufferedIOBase]:
    """A stream unpacked, where it begins as packed ones do; `path` is its name, which may promise that."""
    head = packed.read(LONGEST_MAGIC)
    whole = put_back(head, packed)
    found = next((packing for packing in PACKINGS if head.startswith(packing.magic)), None)
    named = packing_of(path)
    if found:
        with found.unpacked(whole) as stream:
            yield stream
    elif named and head:
        cause = f"is not {named.name} in spite of its suffix: rename it without {named.suffix}"
        raise ReadError(named.kind, cause)
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
