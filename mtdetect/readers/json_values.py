"""JSON that is no JSON Lines, cut into the values that its rows are, without holding more than one of them.

Values are the elements of arrays, and objects that stand one after another. They are cut by quotation marks and
brackets alone and parsed by the caller, each by itself: a bad one costs itself only, where a parser of the whole would
stop.
"""

import io
import re
from collections.abc import Iterator

from mtdetect.readers.errors import ReadError, too_large

_STEP = 1 << 16  # bytes read at a time at most
_MARK = b"\xef\xbb\xbf"  # of the byte order
_OUTSIDE = re.compile(rb'["{}\[\],]')
_INSIDE = re.compile(rb'[^"\\\n]*(?:\\[^\n][^"\\\n]*)*')  # what goes on with a string: all that is no end of it


def split_values(stream: io.BufferedIOBase, limit: int) -> Iterator[bytes | ReadError]:
    """The values in order; a ReadError for one of more than `limit` bytes, and for an array that does not end."""
    splitter = _Splitter(limit)
    piece = stream.readline(_STEP).removeprefix(_MARK)
    while piece:
        yield from splitter.feed(piece)
        piece = stream.readline(_STEP)
    yield from splitter.finish()


class _Splitter:
    """The state between two pieces of a file: the value so far, and where in it the next piece begins.

    `depth` counts the brackets that are open within the value. A string that a line end breaks is no JSON: from there
    on the brackets cannot be trusted, and the value ends before the next line that begins an object.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._in_array = self._at_line_start = False
        self._begin()

    def _begin(self) -> None:
        self._value = bytearray()
        self._size = self._depth = 0
        self._in_string = self._escaped = self._broken = False

    def feed(self, piece: bytes) -> Iterator[bytes | ReadError]:
        """The values that a piece ends; it is a line, or a part of one."""
        if self._broken and self._at_line_start and piece.lstrip().startswith(b"{"):
            yield from self._end(b"")
        start = at = 0
        if self._escaped:
            self._escaped, at = False, 1
        while (at := self._pass_string(piece, at)) < len(piece) and (found := _OUTSIDE.search(piece, at)):
            mark, at = found.group(), found.end()
            if mark == b'"':
                self._in_string = True
            elif mark in b"{[" and not (mark == b"[" and self._opens_array(piece[start : found.start()])):
                self._depth += 1
            elif mark in b"}]" and self._depth:
                self._depth -= 1
                if not self._depth:
                    yield from self._end(piece[start:at])
                    start = at
            elif not self._depth and (mark == b"," or mark == b"[" or (mark == b"]" and self._in_array)):
                yield from self._end(piece[start : found.start()])
                self._in_array = (self._in_array or mark == b"[") and mark != b"]"
                start = at
        self._add(piece[start:])
        self._at_line_start = piece.endswith(b"\n")

    def finish(self) -> Iterator[bytes | ReadError]:
        """What is left at the end of the file."""
        is_cut = self._in_array and not self._size
        yield from self._end(b"")
        if is_cut:
            yield ReadError("bad_json", "ends before its array does: fetch or write it again")

    def _opens_array(self, before: bytes) -> bool:
        """Whether a bracket opens an array whose elements are the values: not one within another."""
        return not (self._in_array or self._depth or self._size or before.strip())

    def _pass_string(self, piece: bytes, at: int) -> int:
        """Where the string ends that goes on at a place in a piece; that place where none does."""
        if not self._in_string:
            return at
        found = _INSIDE.match(piece, at)
        at = found.end() if found else at
        mark = piece[at : at + 1]
        self._in_string = mark not in (b'"', b"\n")
        self._broken |= mark == b"\n"
        self._escaped = mark == b"\\" and piece[at + 1 :] == b""
        if mark == b"\\" and not self._escaped:  # before a line end
            self._in_string, self._broken = False, True
        return at + len(mark)

    def _add(self, part: bytes) -> None:
        part = part if self._size else part.lstrip()
        self._size += len(part)
        if self._size <= self._limit:
            self._value += part
        else:
            self._value.clear()

    def _end(self, part: bytes) -> Iterator[bytes | ReadError]:
        """End the value with its last part, and begin the next; nothing where there is only white space."""
        self._add(part)
        if self._size:
            yield too_large(self._limit) if self._size > self._limit else bytes(self._value)
        self._begin()
