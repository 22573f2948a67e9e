"""A progress bar on a terminal's standard error, out of the way of what is printed."""

import time
from collections.abc import Generator, Iterable
from typing import TYPE_CHECKING, TextIO, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

_Item = TypeVar("_Item")
_PATIENCE = 0.5  # seconds that pass before there is a bar: rich is slow to import
_REFRESH = 0.1  # seconds between two drawings


def track(results: Iterable[_Item], terminal: TextIO, *, shared: bool) -> Generator[_Item, None, None]:
    """What is done for each article, counted on `terminal` if it is one; `shared` when it is printed on one too."""
    if not terminal.isatty():
        yield from results
        return
    started = drawn = time.monotonic()
    bar: Progress | None = None
    try:
        for count, result in enumerate(results, 1):
            if bar and shared:
                bar.stop()
            yield result
            now = time.monotonic()
            if now - started < _PATIENCE:
                continue
            bar = bar or _bar(terminal)
            if now - drawn >= _REFRESH:
                bar.update(bar.task_ids[0], completed=count, rate=f"{count / (now - started):.0f}/s")
                bar.start()
                bar.refresh()
                drawn = now
    finally:
        if bar:
            bar.stop()


def _bar(terminal: TextIO) -> "Progress":
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.completed:,} articles, {task.fields[rate]}"),
        TimeElapsedColumn(),
        console=Console(file=terminal),
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    bar.add_task("", total=None, rate="")
    return bar
