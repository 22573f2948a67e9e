"""Standard output and standard error of a command that was started without them."""

import os
import sys
from typing import TextIO

_STDOUT, _STDERR = 1, 2  # the numbers that the system gives them


def open_closed_streams() -> None:
    """Lead standard output and standard error nowhere where they are closed (`>&-`): nobody wants to read them.

    Else the next file to be opened would get the number of such a stream, and all that is meant for the stream.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= _STDERR:
        pass
    os.close(number)
    sys.stdout = sys.stdout or _writer(_STDOUT)
    sys.stderr = sys.stderr or _writer(_STDERR)


def _writer(number: int) -> TextIO:
    return open(number, "w", encoding="utf-8", closefd=False)
