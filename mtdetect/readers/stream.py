"""Streams of bytes from files and standard input, decompressed, read in bounded amounts."""

import codecs
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import cast

from mtdetect.readers.compression import COMPRESSIONS, LONGEST_MAGIC, compression_of
from mtdetect.readers.decoding import marked_encoding
from mtdetect.readers.errors import ReadError, too_large
from mtdetect.readers.paths import STDIN
from mtdetect.readers.progress import ReadProgress

_STEP = 1 << 18  # bytes read at a time
_LONGEST_MARK = 4  # bytes of a byte order mark


@contextmanager
def open_bytes(path: str, progress: ReadProgress | None = None) -> Iterator[io.BufferedIOBase]:
    """The bytes of a file, or of standard input for `-`, decompressed; `progress` counts the bytes read."""
    with open_raw(path, progress) as file, decompress(file, path) as stream:
        yield stream


@contextmanager
def open_raw(path: str, progress: ReadProgress | None = None) -> Iterator[io.BufferedIOBase]:
    """The same without decompression."""
    with (
        nullcontext(_stdin()) if path == STDIN else _open(path) as file,
        progress.track_file(file) if progress else nullcontext(),
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
def decompress(stream: io.BufferedIOBase, path: str = "") -> Iterator[io.BufferedIOBase]:
    """A stream of the decompressed bytes, or of the same bytes where the stream is not compressed.

    `path` is the file's name. Raises ReadError (bad_gzip, bad_zstd) when its suffix says that it is compressed and it
    is not.
    """
    head = stream.read(LONGEST_MAGIC)
    whole = prepend(head, stream)
    found = next((compression for compression in COMPRESSIONS if head.startswith(compression.magic)), None)
    named = compression_of(path)
    if found:
        with found.decompress(whole) as decompressed:
            yield decompressed
    elif named and head:
        cause = f"is not {named.name} in spite of its suffix: rename it without {named.suffix}"
        raise ReadError(named.error_kind, cause)
    else:
        yield whole


class _Joined(io.RawIOBase):
    """Bytes that were already read, then the rest of the stream that they came from."""

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


def prepend(head: bytes, rest: io.BufferedIOBase) -> io.BufferedIOBase:
    """A stream of the bytes of `head` and then those of `rest`; closing it does not close `rest`."""
    return io.BufferedReader(_Joined(head, rest))


class _Recoded(io.RawIOBase):
    """A stream in another encoding, as UTF-8; what does not decode is U+FFFD."""

    def __init__(self, stream: io.BufferedIOBase, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # as in _Joined
        while not self._left:
            chunk = self._stream.read1(_STEP)
            self._left = self._decoder.decode(chunk, final=not chunk).encode("utf-8", "replace")
            if not chunk:
                break
        part, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def as_utf8(stream: io.BufferedIOBase) -> tuple[io.BufferedIOBase, tuple[str, ...]]:
    """A stream of the same text in UTF-8, where a byte order mark says that it is in UTF-16 or UTF-32; and a note.

    Other streams stay as they are, with their byte order mark.
    """
    head = stream.read(_LONGEST_MARK)
    whole, encoding = prepend(head, stream), marked_encoding(head)
    if encoding is None or encoding.startswith("utf-8"):
        return whole, ()
    return io.BufferedReader(_Recoded(whole, encoding)), (f"decoded as {encoding}",)


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
