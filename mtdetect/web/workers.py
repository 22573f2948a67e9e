"""The processes that score: a fixed number, each with one piece of work at a time, replaced when it dies or hangs."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from mtdetect.bulk.loader import DetectorLoader
from mtdetect.bulk.pool import open_pool, processes
from mtdetect.web.problems import out_of_time, too_busy
from mtdetect.web.steps import start

_Made = TypeVar("_Made")
_START = 60.0  # seconds in which a process must have loaded its model


class WorkerDiedError(Exception):
    """The process died that did a piece of work, as when the system ends it for want of memory."""


class _Worker:
    """One process; a new one is started in place of one that is gone."""

    def __init__(self, load: DetectorLoader) -> None:
        self._load = load
        self._start()

    def _start(self) -> None:
        self._pool: ProcessPoolExecutor = open_pool(self._load, 1, start)
        self._loaded: Future[int] = self._pool.submit(os.getpid)

    async def wait_until_ready(self) -> None:
        """Wait until the model is loaded. Raises TimeoutError, and WorkerDiedError where loading failed."""
        try:
            async with asyncio.timeout(_START):
                await asyncio.shield(asyncio.wrap_future(self._loaded))
        except BrokenProcessPool as error:
            raise WorkerDiedError from error

    async def run(self, seconds: float, step: Callable[..., Any], *arguments: object) -> Any:
        """What a step makes. Raises TimeoutError after so many seconds, and WorkerDiedError."""
        try:
            await self.wait_until_ready()
            async with asyncio.timeout(seconds):
                return await asyncio.wrap_future(self._pool.submit(step, self._load, *arguments))
        except (BrokenProcessPool, WorkerDiedError) as error:
            self._replace()
            raise WorkerDiedError from error
        except TimeoutError:
            self._replace()
            raise

    def _replace(self) -> None:
        self.kill()
        self._start()

    def kill(self) -> None:
        """End the process at once, whatever it does, also one that still loads its model."""
        for process in processes(self._pool):
            process.kill()
        self._pool.shutdown(wait=False, cancel_futures=True)


class Workers:
    """`count` processes. Work waits for a free one, first come, first served."""

    def __init__(self, load: DetectorLoader, count: int) -> None:
        self.count = count
        self._workers = [_Worker(load) for _ in range(count)]
        self._free: asyncio.Queue[_Worker] = asyncio.Queue()
        self._running: set[asyncio.Task[Any]] = set()
        for worker in self._workers:
            self._free.put_nowait(worker)

    async def wait_until_ready(self) -> None:
        """Wait until all have loaded their model. Raises TimeoutError and WorkerDiedError."""
        await asyncio.gather(*(worker.wait_until_ready() for worker in self._workers))

    async def run(self, seconds: float, step: Callable[..., _Made], *arguments: object) -> _Made:
        """What a step of `mtdetect.web.steps` makes of the arguments, within so many seconds.

        Raises RequestError where no process is free in that time, or the work takes longer, and WorkerDiedError.
        Whoever waits may leave: the process then ends its work first, and takes no other meanwhile.
        """
        try:
            async with asyncio.timeout(seconds):
                worker = await self._free.get()
        except TimeoutError as error:
            raise too_busy(self.count) from error
        task = asyncio.create_task(worker.run(seconds, step, *arguments))
        self._running.add(task)
        task.add_done_callback(lambda done: self._release(worker, done))
        try:
            made: _Made = await asyncio.shield(task)
            return made
        except TimeoutError as error:
            raise out_of_time(seconds) from error

    def _release(self, worker: _Worker, done: "asyncio.Task[Any]") -> None:
        self._running.discard(done)
        self._free.put_nowait(worker)
        if not done.cancelled():
            done.exception()  # seen, so that nothing is logged where nobody waits any more

    def close(self) -> None:
        """End all processes."""
        for worker in self._workers:
            worker.kill()
