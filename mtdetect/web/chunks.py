"""Requests in parts: one process works on a part at a time, so that small requests need not wait for large ones."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from mtdetect.document import Document, Unreadable
from mtdetect.web.steps import Numbered

_DOCUMENTS = 32  # of a part, at most
_CHARACTERS = 100_000
_CHARACTERS_READ = 20_000  # where the reader of --deep may read them, which takes a thousand times as long
_Made = TypeVar("_Made")
_Item = TypeVar("_Item", bound=Numbered | Document | Unreadable)


def split(items: Sequence[_Item], *, read: bool) -> Iterator[list[_Item]]:
    """Documents in parts, in order; `read` says that the reader may read them."""
    most = _CHARACTERS_READ if read else _CHARACTERS
    part, size = list[_Item](), 0
    for item in items:
        part.append(item)
        size += _size(item)
        if size >= most or len(part) == _DOCUMENTS:
            yield part
            part, size = [], 0
    if part:
        yield part


def _size(item: Numbered | Document | Unreadable) -> int:
    if isinstance(item, Document | Unreadable):
        return len(item.text) if isinstance(item, Document) else 0
    given = item[1]
    if isinstance(given, bytes):
        return len(given)
    return len(str(given.get("text"))) if given else 0


async def in_order(
    parts: Iterator[list[_Item]], at_once: int, work: Callable[[list[_Item]], Coroutine[Any, Any, _Made]]
) -> AsyncIterator[_Made]:
    """What is made of the parts, in order; `at_once` of them are in work."""
    tasks: list[asyncio.Task[_Made]] = []
    try:
        tasks += [asyncio.create_task(work(part)) for part in islice(parts, at_once)]
        while tasks:
            yield await tasks[0]
            tasks = tasks[1:] + [asyncio.create_task(work(part)) for part in islice(parts, 1)]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
