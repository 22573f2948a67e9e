"""Files that are written wholly or not at all."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

PART = ".part"  # how the name of a file ends that is being written

MakeError = Callable[[OSError], Exception]


class PartFile:
    """A file that is being written under another name beside its place (`write_atomically`).

    `path` is that other name, for a library that opens its files itself.
    """

    def __init__(self, path: Path, stream: BinaryIO, make_error: MakeError) -> None:
        self.path = path
        self._stream = stream
        self._make_error = make_error

    def write(self, data: bytes) -> None:
        """Append bytes; raises what the caller makes of an OSError."""
        with os_errors_as(self._make_error):
            self._stream.write(data)


@contextmanager
def write_atomically(file: Path, make_error: MakeError) -> Iterator[PartFile]:
    """Write a file wholly or not at all: a reader finds the old file or the new one, also after a crash.

    The bytes go to a file beside it whose name ends with `.part`. When the block ends, that file is flushed to the disk
    and renamed to `file`; when the block raises, it is deleted. An OSError of the writing becomes the error that
    `make_error` returns, which says what to do about it; an error that the block itself raises passes unchanged.
    """
    path = file.with_name(f"{file.name}.{os.getpid()}{PART}")  # the number keeps two processes apart
    with os_errors_as(make_error):
        stream = path.open("wb")
    try:
        yield PartFile(path, stream, make_error)
        with os_errors_as(make_error):
            stream.flush()
            os.fsync(stream.fileno())
            stream.close()
            path.replace(file)
            _flush_folder(file.parent)
    except BaseException:
        with suppress(OSError):
            stream.close()
        with suppress(OSError):
            path.unlink()
        raise


@contextmanager
def os_errors_as(make_error: MakeError) -> Iterator[None]:
    """Raise what `make_error` returns in place of an OSError of the block."""
    try:
        yield
    except OSError as error:
        raise make_error(error) from error


def _flush_folder(folder: Path) -> None:
    """Flush the entries of a folder to the disk; not every system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
