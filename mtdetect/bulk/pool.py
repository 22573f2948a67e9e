"""Scoring on several cores: rows in input order, memory bounded by a window, no row lost to a dying worker."""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from multiprocessing.process import BaseProcess
from typing import Any

from mtdetect.bulk.batches import batches
from mtdetect.bulk.inputs import Known, Work, input_of
from mtdetect.bulk.loader import prepare
from mtdetect.bulk.step import Step, internal_error, known_result, score_items
from mtdetect.bulk.worker import Answer, Load, Sent, run_step, start
from mtdetect.document import Document
from mtdetect.results.row import Result, Row
from mtdetect.tells.engine import PREPARE_AFTER
from mtdetect.verdict import Sentence

_ALONE = 32  # documents scored in this process before any other is started: starting one takes as long
_CHUNK_DOCUMENTS = 96  # sent to a worker together, to spare messages
_CHUNK_CHARACTERS = 200_000  # fewer when they are long
_CHUNKS_A_WORKER = 3  # read ahead, so that no worker waits

Send = Callable[[Work], Sent]
"""What makes of an input what is sent to a worker."""


def score_results(
    load: Load, inputs: Iterable[Work], jobs: int = 1, step: Step = score_items
) -> Generator[Result, None, None]:
    """Score each input, in input order, reading a bounded number of inputs ahead.

    `load` makes the scorer, here and once in each worker: a value that pickles and whose equals make equal scorers,
    such as `mtdetect.bulk.loader.DetectorLoader`; what it raises here is raised on. With one job, and for the first
    documents, all happens in this process. `step` is what is done with the scorer to some inputs. A worker that dies
    costs the document that killed it, no other.
    """
    return _results(load, load(), iter(inputs), jobs, step)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _results(load: Load, scorer: Any, stream: Iterator[Work], jobs: int, step: Step) -> Generator[Result, None, None]:
    seen = 0
    for batch in batches(stream if jobs <= 1 else islice(stream, _ALONE)):
        yield from _in_a_row(step(scorer, batch))
        seen += len(batch)
        if seen >= PREPARE_AFTER:
            prepare(scorer)
    if jobs <= 1:
        return
    chunks = batches(stream, _CHUNK_DOCUMENTS, _CHUNK_CHARACTERS)
    first = next(chunks, None)
    if first is None:
        return
    prepare(scorer)
    chunks = chain((first,), chunks)
    send = partial(_sent, fields=getattr(scorer, "reads_fields", False))
    while unfinished := (yield from _pooled(load, step, chunks, jobs, send)):
        yield from _one_by_one(load, step, unfinished, send)


def _pooled(
    load: Load, step: Step, chunks: Iterator[list[Work]], jobs: int, send: Send
) -> Generator[Result, None, list[Work]]:
    """Score chunks until they end or the pool breaks; return the inputs that a broken pool left without a row."""
    window: deque[tuple[list[Work], Future[list[Answer]]]] = deque()
    pool, finished = open_pool(load, jobs), False
    try:
        while True:
            while len(window) < jobs * _CHUNKS_A_WORKER and not (window and window[0][1].done()):
                if (chunk := next(chunks, None)) is None:
                    break
                window.append((chunk, _submit(pool, load, step, chunk, send)))
            if not window:
                finished = True
                return []
            chunk, future = window[0]
            answers = future.result()
            window.popleft()
            yield from _in_a_row([_whole(item, *answer) for item, answer in zip(chunk, answers, strict=True)])
    except BrokenProcessPool:
        return [item for chunk, _ in window for item in chunk]
    finally:
        _close(pool, finished=finished)


def _one_by_one(load: Load, step: Step, items: Iterable[Work], send: Send) -> Iterator[Result]:
    """Score in a process apart that is replaced when it dies, which tells the document that kills."""
    pool, finished = open_pool(load, 1), False
    try:
        for item in items:
            try:
                [answer] = _submit(pool, load, step, [item], send).result()
            except BrokenProcessPool:
                answer = _lost(item), None, ()
                pool = open_pool(load, 1)
            yield _whole(item, *answer)
        finished = True
    finally:
        _close(pool, finished=finished)


def open_pool(load: Load, workers: int, start: Callable[[Load], None] = start) -> ProcessPoolExecutor:
    """Workers from a fork server: forking this process, which has threads, is not safe. `start` makes each ready."""
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    context.set_forkserver_preload(["__main__", "mtdetect.detector"])  # imported once, not once a worker
    return ProcessPoolExecutor(workers, context, initializer=start, initargs=(load,))


def _close(pool: ProcessPoolExecutor, *, finished: bool) -> None:
    """End the workers, in the middle of their work if that is not `finished`, and wait until they have ended.

    Without waiting, Python (3.11) now and then prints a traceback as it exits: two threads close one pipe.
    """
    if not finished:
        for worker in processes(pool):
            worker.terminate()
    pool.shutdown(wait=True, cancel_futures=True)


def processes(pool: ProcessPoolExecutor) -> list[BaseProcess]:
    """The processes of a pool, which offers methods to end them only from Python 3.14 on."""
    return list((pool._processes or {}).values())


def _submit(pool: ProcessPoolExecutor, load: Load, step: Step, chunk: list[Work], send: Send) -> Future[list[Answer]]:
    done: Future[list[Answer]] = Future()
    settled = [known_result(item) for item in chunk if isinstance(item, Known) and item.is_settled]
    if len(settled) == len(chunk):
        done.set_result([(result.row, result.text, result.sentences) for result in settled])
        return done
    try:
        return pool.submit(run_step, load, step, [send(item) for item in chunk])
    except BrokenProcessPool as error:
        done.set_exception(error)
        return done


def _sent(item: Work, *, fields: bool) -> Sent:
    """An item without what a worker has no use for; with `fields`, its columns are of use."""
    if isinstance(item, Document):
        sent = item.id, item.text, item.path, item.markup, item.notes
        return (*sent, item.fields) if fields and item.fields else sent
    if isinstance(item, Known):
        return replace(item, item=replace(item.item, fields=None))
    return replace(item, fields=None) if item.fields and not fields else item


def _in_a_row(results: list[Result]) -> Iterator[Result]:
    """Results that are ready together: each but the last says that more follow."""
    for made in results[:-1]:
        yield Result(made.row, made.text, made.fields, more_follow=True, sentences=made.sentences)
    yield from results[-1:]


def _whole(item: Work, row: Row, text: str | None, sentences: tuple[Sentence, ...]) -> Result:
    """A worker's answer with what stayed here."""
    item = input_of(item)
    return Result(row, item.text if isinstance(item, Document) else text, item.fields, sentences=sentences)


def _lost(item: Work) -> Row:
    """The row of an item that killed its worker."""
    return item.row if isinstance(item, Known) else internal_error(item, "the process that scored it died")
