"""Scoring on several cores: rows in input order, memory bounded by a window, no row lost to a dying worker."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from mtdetect.document import Document, Page
from mtdetect.row import Result
from mtdetect.scale.batch import Input, Scorer, internal_error, score_result

Load = Callable[[], Scorer]

_ALONE = 32  # documents scored in this process before any other is started: starting one takes as long
_CHUNK_DOCUMENTS = 16  # sent to a worker together, to spare messages
_CHUNK_CHARACTERS = 200_000  # fewer when they are long
_CHUNKS_A_WORKER = 3  # read ahead, so that no worker waits


def score_results(load: Load, inputs: Iterable[Input], jobs: int = 1) -> Generator[Result, None, None]:
    """Score each input, in input order, reading a bounded number of inputs ahead.

    `load` makes the scorer, here and once in each worker: a value that pickles and whose equals make equal scorers,
    such as `mtdetect.scale.batch.DetectorLoader`; what it raises here is raised on. With one job, and for the first
    documents, all happens in this process. A worker that dies costs the document that killed it, no other.
    """
    return _results(load, load(), iter(inputs), jobs)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _results(load: Load, scorer: Scorer, stream: Iterator[Input], jobs: int) -> Generator[Result, None, None]:
    for item in stream if jobs <= 1 else islice(stream, _ALONE):
        yield score_result(scorer, item)
    chunks = _chunks(stream)
    while unfinished := (yield from _pooled(load, chunks, jobs)):
        yield from _one_by_one(load, unfinished)


def _chunks(stream: Iterator[Input]) -> Iterator[list[Input]]:
    """Runs of inputs, each short enough in number and characters."""
    chunk: list[Input] = []
    characters = 0
    for item in stream:
        chunk.append(item)
        characters += _size(item)
        if len(chunk) >= _CHUNK_DOCUMENTS or characters >= _CHUNK_CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk


def _size(item: Input) -> int:
    """Characters, or bytes of a page."""
    if isinstance(item, Document):
        return len(item.text) + len(item.markup or "")
    return len(item.data) if isinstance(item, Page) else 0


def _pooled(load: Load, chunks: Iterator[list[Input]], jobs: int) -> Generator[Result, None, list[Input]]:
    """Score chunks until they end or the pool breaks; return the inputs that a broken pool left without a row."""
    window: deque[tuple[list[Input], Future[list[Result]]]] = deque()
    pool = _pool(load, jobs)
    try:
        while True:
            while len(window) < jobs * _CHUNKS_A_WORKER and not (window and window[0][1].done()):
                if (chunk := next(chunks, None)) is None:
                    break
                window.append((chunk, _submit(pool, load, chunk)))
            if not window:
                return []
            chunk, future = window[0]
            results = future.result()
            window.popleft()
            yield from map(_whole, chunk, results)
    except BrokenProcessPool:
        return [item for chunk, _ in window for item in chunk]
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _one_by_one(load: Load, items: Iterable[Input]) -> Iterator[Result]:
    """Score in a process apart that is replaced when it dies, which tells the document that kills."""
    pool = _pool(load, 1)
    try:
        for item in items:
            try:
                [made] = _submit(pool, load, [item]).result()
            except BrokenProcessPool:
                made = Result(internal_error(item, "the process that scored it died"))
                pool = _pool(load, 1)
            yield _whole(item, made)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(load: Load, workers: int) -> ProcessPoolExecutor:
    """Workers from a fork server: forking this process, which has threads, is not safe."""
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    context.set_forkserver_preload(["__main__", "mtdetect.detector"])  # imported once, not once a worker
    return ProcessPoolExecutor(workers, context, initializer=_start, initargs=(load,))


def _submit(pool: ProcessPoolExecutor, load: Load, chunk: list[Input]) -> Future[list[Result]]:
    try:
        return pool.submit(_score, load, [replace(item, fields=None) if item.fields else item for item in chunk])
    except BrokenProcessPool as error:
        failed: Future[list[Result]] = Future()
        failed.set_exception(error)
        return failed


def _start(load: Load) -> None:
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


def _score(load: Load, chunk: list[Input]) -> list[Result]:
    """What the parent has at hand is not sent back."""
    made = ((item, score_result(_scorer(load), item)) for item in chunk)
    return [replace(result, text=None) if isinstance(item, Document) else result for item, result in made]


def _whole(item: Input, made: Result) -> Result:
    """A worker's result with what stayed here."""
    return Result(made.row, item.text if isinstance(item, Document) else made.text, item.fields)
