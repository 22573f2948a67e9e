"""Says on standard error which step a long run is at."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def step(name: str) -> Iterator[None]:
    """Print a step's name when it begins, and the seconds that it took when it ends."""
    print(f"{name} ... ", end="", file=sys.stderr, flush=True)
    start = time.monotonic()
    yield
    print(f"{time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)


def say(line: str) -> None:
    """Print a line on how far a step has come."""
    print(line, file=sys.stderr, flush=True)
