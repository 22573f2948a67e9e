"""How much of the inputs has been read, in bytes as they are on the disk (before decompression)."""

import io
import os
import stat
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

from mtdetect.readers.paths import STDIN

_MOST_FILES = 100_000  # beyond this the total is not computed: asking for the sizes would take more than a second
_Item = TypeVar("_Item")


class ReadProgress:
    """Counts the bytes that have been read; `total` is how many there are, None where that cannot be known.

    Readers are ahead of what is done with the inputs. So `track_inputs` notes the position for each input as it is
    read, and `next_position` gives these positions back, one for each result.
    """

    def __init__(self, total: int | None = None) -> None:
        self.total = total
        self._finished = 0  # bytes of the files that were read before the current one
        self._position: Callable[[], float] = _start
        self._size = 0
        self._positions: deque[int] = deque()

    @property
    def bytes_read(self) -> int:
        """The bytes read so far, to within the size of a read buffer."""
        return self._finished + round(self._position())

    @contextmanager
    def track_file(self, file: io.BufferedIOBase) -> Iterator[None]:
        """Count the bytes of a file while it is read; a pipe, which has no size, counts as none."""
        self._size = _size(file)
        self._position = file.tell if self._size else _start
        try:
            yield
        finally:
            self._finished += self._size
            self._position = _start

    def set_share(self, share: float) -> None:
        """Set which share (0-1) of the current file is done, for formats that are not read from start to end."""
        self._position = lambda: self._size * share

    def track_inputs(self, inputs: Iterable[_Item]) -> Iterator[_Item]:
        """The same inputs; notes for each how many bytes had been read when it came."""
        for item in inputs:
            self._positions.append(self.bytes_read)
            yield item

    def next_position(self) -> int:
        """The bytes that had been read when the next input came; call it once for each result, in input order."""
        return self._positions.popleft()


def _size(file: io.BufferedIOBase) -> int:
    """The size of a file in bytes; 0 for a pipe, or a stream in memory."""
    try:
        return os.fstat(file.fileno()).st_size if file.seekable() else 0
    except OSError:
        return 0


def _start() -> float:
    return 0


def total_bytes(files: Iterator[str]) -> int | None:
    """The size of all files together, in bytes; None when one is a pipe, or there are more than 100,000 files."""
    total = 0
    for file in islice(files, _MOST_FILES):
        try:
            about = os.fstat(sys.stdin.fileno()) if file == STDIN else os.stat(file)  # noqa: PTH116 - paths stay strings
        except (OSError, ValueError, AttributeError):
            continue  # it cannot be opened either, and becomes an error row
        if not stat.S_ISREG(about.st_mode):
            return None
        total += about.st_size
    return total if next(files, None) is None else None
