"""Opening files that may be anything: what grows, waits or never ends is bounded before a reader sees it."""

import io
import os
import select
import stat
from time import monotonic

from mtdetect.readers.errors import ReadError
from mtdetect.readers.joining import prepend

# Without O_NONBLOCK a pipe would be opened only once somebody writes to it.
_FLAGS = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_PATIENCE = 10  # seconds that a pipe may wait for its writer
_TURN = 100  # milliseconds between two looks at a pipe


def open_file(path: str) -> io.BufferedIOBase:
    """The bytes of a file; of a regular one no more than it held when it was opened, as it may grow for ever.

    A named pipe is given ten seconds to find a writer, and then waited for as standard input is. Raises OSError, and
    ReadError for a device.
    """
    try:
        descriptor = os.open(path, _FLAGS)
    except ValueError as error:  # a name that no file can have
        raise FileNotFoundError(path) from error
    try:
        raw = _AsOpened(descriptor)
    except OSError:  # a folder
        os.close(descriptor)
        raise
    head = b""
    try:
        refuse_device(raw.fileno())
        if not stat.S_ISREG(raw.about.st_mode):
            head = _await_writer(raw.fileno()) if stat.S_ISFIFO(raw.about.st_mode) else b""
            os.set_blocking(raw.fileno(), True)
    except BaseException:
        raw.close()
        raise
    file = io.BufferedReader(raw)
    return prepend(head, file) if head else file


def refuse_device(descriptor: int) -> None:
    """Raise ReadError for a device that may give bytes without end: any but a terminal and `/dev/null`."""
    about = os.fstat(descriptor)
    is_device = stat.S_ISBLK(about.st_mode) or stat.S_ISCHR(about.st_mode)
    if is_device and not os.isatty(descriptor) and about.st_rdev != os.stat(os.devnull).st_rdev:  # noqa: PTH116
        raise ReadError("unsupported", "is a device: name a file")


def _await_writer(descriptor: int) -> bytes:
    """Wait until somebody writes to a pipe, or has; the first byte, where it came while that was seen."""
    look, end = select.poll(), monotonic() + _PATIENCE
    look.register(descriptor, select.POLLIN)
    while not look.poll(_TURN):
        try:
            if head := os.read(descriptor, 1):
                return head
        except BlockingIOError:  # there is a writer, who has not written yet
            break
        if monotonic() > end:
            raise ReadError("read_error", "is a pipe that nobody writes to: start its writer first, or name a file")
    return b""


class _AsOpened(io.FileIO):
    """A file up to the size that it has when it is opened; to its end, where it is none that has a size."""

    def __init__(self, descriptor: int) -> None:
        super().__init__(descriptor)
        self.about = os.fstat(descriptor)
        self._is_sized = stat.S_ISREG(self.about.st_mode) and self.about.st_size > 0  # those of /proc say 0

    def readinto(self, buffer: bytearray | memoryview) -> int | None:  # type: ignore[override]  # the base's stub wants any buffer
        if not self._is_sized:
            return super().readinto(buffer)
        left = max(0, self.about.st_size - self.tell())
        return super().readinto(memoryview(buffer)[:left])

    def readall(self) -> bytes:
        """The rest; `io.BufferedReader` asks for it where it is asked for all."""
        return b"".join(iter(lambda: io.RawIOBase.read(self, 1 << 20) or b"", b""))
