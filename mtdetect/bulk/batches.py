"""Inputs in batches that are worth scoring together."""

from collections.abc import Iterable, Iterator
from time import monotonic

from mtdetect.bulk.inputs import Work, input_of
from mtdetect.document import Document, Page
from mtdetect.text.batches import BATCH_CHARACTERS, BATCH_TEXTS

_SLOW = 0.1  # seconds in which a batch comes together; from a file it takes a few thousandths
_GROWTH = 8  # times that a batch may be as large as the one before


def batches(items: Iterable[Work], most: int = BATCH_TEXTS, characters: int = BATCH_CHARACTERS) -> Iterator[list[Work]]:
    """Runs of inputs, in order, that are worth scoring together: at most `most` inputs, or so many characters.

    The first has one input, and so has the next one where inputs come slowly, as from a pipe that somebody feeds: rows
    do not wait for inputs that are still to come. While inputs come quickly, runs grow.
    """
    limit, run = 1, list[Work]()
    size, begin = 0, monotonic()
    for item in items:
        run.append(item)
        size += _size(item)
        is_slow = monotonic() - begin > _SLOW
        if len(run) >= limit or size >= characters or is_slow:
            yield run
            limit = 1 if is_slow else min(_GROWTH * limit, most)
            run, size, begin = [], 0, monotonic()
    if run:
        yield run


def _size(item: Work) -> int:
    """Characters, or bytes of a page."""
    found = input_of(item)
    if isinstance(found, Document):
        return len(found.text) + len(found.markup or "")
    return len(found.data) if isinstance(found, Page) else 0
