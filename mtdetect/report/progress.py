"""A progress bar on a terminal's standard error, out of the way of what is printed."""

from collections import deque
from collections.abc import Generator, Iterable
from time import monotonic
from typing import TYPE_CHECKING, TextIO, TypeVar

from mtdetect.readers.progress import Meter

if TYPE_CHECKING:
    from rich.progress import Progress

_Item = TypeVar("_Item")
_PATIENCE = 0.5  # seconds that pass before there is a bar: rich is slow to import
_REFRESH = 0.1  # seconds between two drawings
_SAMPLES = 100  # drawings that the rate is taken from: ten seconds


def track(
    results: Iterable[_Item], terminal: TextIO, *, shared: bool, meter: Meter | None = None
) -> Generator[_Item, None, None]:
    """What is done for each article, counted on `terminal` if it is one; `shared` when it is printed on one too.

    With a `meter` that knows how much there is to read, the share that is done and the time left are shown as well.
    """
    if not terminal.isatty():
        yield from results
        return
    started = drawn = monotonic()
    samples = deque([(started, 0)], _SAMPLES)
    bar: Progress | None = None
    try:
        for count, result in enumerate(results, 1):
            if bar and shared:
                bar.stop()
            done = meter.next_done() if meter else 0
            yield result
            now = monotonic()
            if now - started < _PATIENCE:
                continue
            bar = bar or _bar(terminal, meter.total if meter else None)
            if now - drawn >= _REFRESH:
                then, before = samples[0]
                samples.append((now, count))
                rate = f"{(count - before) / (now - then):,.0f}/s"
                bar.update(bar.task_ids[0], completed=done, articles=count, rate=rate)
                bar.start()
                bar.refresh()
                drawn = now
    finally:
        if bar:
            bar.stop()


def _bar(terminal: TextIO, total: int | None) -> "Progress":
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        SpinnerColumn,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    counts = TextColumn("{task.fields[articles]:,} articles, {task.fields[rate]}")
    known = (BarColumn(), TaskProgressColumn(), counts, TimeRemainingColumn(), TextColumn("left"))
    bar = Progress(
        *(known if total else (SpinnerColumn(), counts, TimeElapsedColumn())),
        console=Console(file=terminal),
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    bar.add_task("", total=total or None, articles=0, rate="")
    return bar
