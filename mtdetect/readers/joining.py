"""Streams made of others: bytes that were read already before the rest, and what is unpacked, with a bound."""

import io

from mtdetect.readers.errors import ReadError

_MOST_TIMES = 1_000  # as many bytes as before; gzip makes no more of zeros, Zstandard 30 times that
_ALWAYS = 1 << 28  # bytes that a packed file of any size may hold


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


class Counted(_Joined):
    """The same; `count` is how many bytes were given."""

    count = 0

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # likewise
        size = super().readinto(buffer)
        self.count += size
        return size


class TooMuchError(Exception):
    """Few bytes are unpacked to more than any texts are packed to: no error of one row, so readers let it through."""


class Unpacked(_Joined):
    """What is unpacked of a stream that counts. Raises TooMuchError."""

    def __init__(self, stream: io.BufferedIOBase, packed: Counted) -> None:
        super().__init__(b"", stream)
        self._packed = packed
        self._count = 0

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # likewise
        size = super().readinto(buffer)
        self._count += size
        if is_too_much(self._count, self._packed.count):
            raise TooMuchError
        return size


def is_too_much(unpacked: int, packed: int) -> bool:
    """Whether so many bytes are unpacked of so few that no rows of texts make them."""
    return unpacked > max(_ALWAYS, _MOST_TIMES * packed)


def unpacks_to_too_much() -> ReadError:
    """The error for it."""
    cause = f"unpacks to more than {_MOST_TIMES:,} times its size: unpack it yourself, if it is to be trusted"
    return ReadError("too_large", cause)
