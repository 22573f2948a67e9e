"""JSON in UTF-16 and UTF-32, which some programs write, as streams in UTF-8, which can be read by lines."""

import codecs
import io
import re

from mtdetect.readers.decoding import marked_encoding
from mtdetect.readers.joining import prepend

_STEP = 1 << 16  # bytes read at a time
_LONGEST_MARK = 4  # bytes of a byte order mark


# JSON begins with a bracket and another ASCII character (RFC 4627): there NULs tell the encoding.
_UNMARKED = ((re.compile(rb"[{\[\s]\0[^\0]\0"), "utf-16-le"), (re.compile(rb"\0[{\[\s]\0[^\0]"), "utf-16-be"))


class _Recoded(io.RawIOBase):
    """A stream in another encoding, as UTF-8; what does not decode is U+FFFD."""

    def __init__(self, stream: io.BufferedIOBase, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # as in `stream`
        while not self._left:
            chunk = self._stream.read1(_STEP)
            self._left = self._decoder.decode(chunk, final=not chunk).encode("utf-8", "replace")
            if not chunk:
                break
        part, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def as_utf8(stream: io.BufferedIOBase) -> tuple[io.BufferedIOBase, tuple[str, ...]]:
    """A stream of the same JSON in UTF-8, where its first bytes say that it is in UTF-16 or UTF-32; and a note.

    Other streams stay as they are, with their byte order mark.
    """
    head = stream.read(_LONGEST_MARK)
    unmarked = (encoding for start, encoding in _UNMARKED if start.fullmatch(head))
    whole, encoding = prepend(head, stream), marked_encoding(head) or next(unmarked, None)
    if encoding is None or encoding.startswith("utf-8"):
        return whole, ()
    return io.BufferedReader(_Recoded(whole, encoding)), (f"decoded as {encoding}",)
