"""How much of the inputs has been read, in bytes as they are on the disk: what is left follows from it."""

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

_MOST_FILES = 100_000  # whose sizes are asked for: a second or so
_Item = TypeVar("_Item")


class Meter:
    """Counts the bytes read, packed ones where they are packed; `total` is None where it cannot be known.

    Reading is ahead of what is done with the inputs: `note` is called for each input, and `next_done` for each result.
    """

    def __init__(self, total: int | None = None) -> None:
        self.total = total
        self._before = 0  # bytes of the files that are behind
        self._position: Callable[[], float] = _nowhere
        self._size = 0
        self._noted: deque[int] = deque()

    @property
    def done(self) -> int:
        """The bytes read so far, a buffer more or less."""
        return self._before + round(self._position())

    @contextmanager
    def reading(self, file: io.BufferedIOBase) -> Iterator[None]:
        """Count along while a file is read; one that cannot say where it is does not count."""
        self._size = _size(file)
        self._position = file.tell if self._size else _nowhere
        try:
            yield
        finally:
            self._before += self._size
            self._position = _nowhere

    def share(self, part: float) -> None:
        """Where a form is not read from its beginning to its end: the part (0-1) of the file that is done."""
        self._position = lambda: self._size * part

    def note(self, inputs: Iterable[_Item]) -> Iterator[_Item]:
        """The same inputs, each noted with what had been read when it came."""
        for item in inputs:
            self._noted.append(self.done)
            yield item

    def next_done(self) -> int:
        """The bytes that had been read when the next of the inputs came; results come in their order."""
        return self._noted.popleft()


def _size(file: io.BufferedIOBase) -> int:
    try:
        return os.fstat(file.fileno()).st_size if file.seekable() else 0
    except OSError:  # it is no file of the system's
        return 0


def _nowhere() -> float:
    return 0


def total_bytes(files: Iterator[str]) -> int | None:
    """The bytes of some files together; None for a pipe, or more files than it pays to look at."""
    total = 0
    for file in islice(files, _MOST_FILES):
        try:
            about = os.fstat(sys.stdin.fileno()) if file == STDIN else os.stat(file)  # noqa: PTH116 - paths stay strings
        except (OSError, ValueError, AttributeError):
            continue  # it will be an error row, and takes no time
        if not stat.S_ISREG(about.st_mode):
            return None
        total += about.st_size
    return total if next(files, None) is None else None
