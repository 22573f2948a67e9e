"""What runs in a worker process: its detector is loaded once, and its chunks are scored."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from mtdetect.bulk.inputs import Work
from mtdetect.bulk.loader import Scorer
from mtdetect.bulk.step import score_items
from mtdetect.document import Document
from mtdetect.results.row import Result

Load = Callable[[], Scorer]


def start(load: Load) -> None:
    """Make a worker ready: an interrupt is the parent's to handle, and a parent that is gone takes it along."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    _scorer(load)


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@lru_cache(maxsize=1)
def _scorer(load: Load) -> Scorer:
    return load()


def score(load: Load, chunk: list[Work]) -> list[Result]:
    """The results of a chunk, without the texts that the parent has at hand."""
    made = zip(chunk, score_items(_scorer(load), chunk), strict=True)
    return [replace(result, text=None) if isinstance(item, Document) else result for item, result in made]
