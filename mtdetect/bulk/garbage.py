"""How often Python's garbage collector runs in the program's own processes."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NEW_OBJECTS = 50_000  # between two runs of the collector; Python's own figure is 700


def collect_rarely() -> None:
    """Run the garbage collector less often: a batch makes thousands of objects and leaves it nothing to collect.

    With Python's own figures it took 8 % of a run with details and 4 % of one without. This is for processes that the
    program starts; who imports mtdetect keeps the settings of their own process.
    """
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])


@contextmanager
def rare_collection() -> Iterator[None]:
    """Likewise until the block ends, in a process that is somebody else's."""
    before = gc.get_threshold()
    collect_rarely()
    try:
        yield
    finally:
        gc.set_threshold(*before)
