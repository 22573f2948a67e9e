"""Items in runs whose texts make a good batch."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
BATCH_TEXTS, BATCH_CHARACTERS = 96, 160_000  # of a batch: larger ones gain little and take memory


def batches(items: Iterable[Item], length: Callable[[Item], int]) -> Iterator[list[Item]]:
    """Runs of items that make a good batch, in order; `length` is that of an item's text in characters."""
    run: list[Item] = []
    characters = 0
    for item in items:
        run.append(item)
        characters += length(item)
        if len(run) == BATCH_TEXTS or characters >= BATCH_CHARACTERS:
            yield run
            run, characters = [], 0
    if run:
        yield run
