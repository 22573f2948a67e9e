"""What runs in a worker process: its detector is loaded once, and its chunks are scored."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from mtdetect.bulk.garbage import collect_rarely
from mtdetect.bulk.inputs import Work
from mtdetect.bulk.step import Step
from mtdetect.document import Document
from mtdetect.results.row import Row
from mtdetect.verdict import Sentence

Load = Callable[[], Any]
"""Makes what a step needs: for `score_items` a `Scorer`."""
# Frozen dataclasses would take four times as long to pickle and unpickle (17 us a document) as plain tuples do.
_Parts = tuple[str, str, str | None, str | None, tuple[str, ...]]
Sent = Work | _Parts | tuple[*_Parts, Mapping[str, object]]
"""An input for a worker; of a document the id, text, path, markup and notes, and columns where they matter."""
Answer = tuple[Row, str | None, tuple[Sentence, ...]]
"""A row, the text that it judges where the parent has not got it, and the sentences of a `Result`."""


def start(load: Load) -> None:
    """Make a worker ready: an interrupt is the parent's to handle, and a parent that is gone takes it along."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_rarely()
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    loaded(load)


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@lru_cache(maxsize=1)
def loaded(load: Load) -> Any:
    """What this process has loaded with `load`: once, however often it is asked for."""
    return load()


def run_step(load: Load, step: Step, chunk: list[Sent]) -> list[Answer]:
    """The answers of a step for a chunk."""
    items = [Document(*item) if isinstance(item, tuple) else item for item in chunk]
    made = zip(items, step(loaded(load), items), strict=True)
    return [
        (result.row, None if isinstance(item, Document) else result.text, result.sentences) for item, result in made
    ]
