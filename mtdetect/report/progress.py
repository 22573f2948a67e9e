"""A progress bar on the terminal of standard error; it never stands in the report."""

from collections import deque
from collections.abc import Generator, Iterable
from time import monotonic
from typing import TYPE_CHECKING, TextIO, TypeVar

from mtdetect.readers.progress import ReadProgress

if TYPE_CHECKING:
    from rich.progress import Progress

_Item = TypeVar("_Item")
DELAY = 0.5  # seconds before the bar appears: rich is slow to import
REFRESH = 0.1  # seconds between two drawings
_SAMPLES = 100  # drawings over which the rate is computed: ten seconds


def track(
    results: Iterable[_Item], terminal: TextIO, *, shared: bool, progress: ReadProgress | None = None
) -> Generator[_Item, None, None]:
    """The same results, counted by a bar on `terminal` if that is one; `shared` when results are printed there too.

    With a `progress` that has a total, the bar also shows the share of the bytes that is done and the time left.
    """
    if not terminal.isatty():
        yield from results
        return
    started = drawn_at = monotonic()
    samples = deque([(started, 0)], _SAMPLES)
    bar: Progress | None = None
    try:
        for count, result in enumerate(results, 1):
            if bar and shared:
                bar.stop()
            done = progress.next_position() if progress else 0
            yield result
            now = monotonic()
            if now - started < DELAY:
                continue
            bar = bar or _bar(terminal, progress.total if progress else None)
            if now - drawn_at >= REFRESH:
                then, before = samples[0]
                samples.append((now, count))
                rate = f"{(count - before) / (now - then):,.0f}/s"
                bar.update(bar.task_ids[0], completed=done, articles=count, rate=rate)
                bar.start()
                bar.refresh()
                drawn_at = now
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
