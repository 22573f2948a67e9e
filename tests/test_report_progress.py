"""The progress bar: only on a terminal, never in the report, and gone at the end."""

import io
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from mtdetect.readers.progress import Meter
from mtdetect.report import progress
from mtdetect.results.row import Result


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second passes with each result, so that all are drawn."""
    seconds = itertools.count()
    monkeypatch.setattr(progress, "monotonic", lambda: float(next(seconds)))
    monkeypatch.setenv("TERM", "xterm")


RESULTS = [Result({"id": str(number)}) for number in range(3)]


def test_a_terminal_shows_how_many_articles_and_how_fast() -> None:
    terminal = Terminal()

    tracked = list(progress.track(RESULTS, terminal, shared=False))

    assert tracked == RESULTS
    assert "3 articles, " in terminal.getvalue()
    assert "/s" in terminal.getvalue()


def test_a_file_gets_nothing() -> None:
    file = io.StringIO()

    tracked = list(progress.track(RESULTS, file, shared=False))

    assert tracked == RESULTS
    assert file.getvalue() == ""


def test_results_on_the_same_terminal_are_printed_on_a_clean_line() -> None:
    terminal = Terminal()

    for result in progress.track(RESULTS, terminal, shared=True):
        terminal.write(f"<{result.row['id']}>")

    erased_before = [part.endswith("\x1b[2K") for part in terminal.getvalue().split("<")[2:]]
    assert erased_before == [True, True]


def test_the_bar_is_taken_away_when_the_reader_stops() -> None:
    terminal = Terminal()

    tracked = progress.track(RESULTS, terminal, shared=False)
    next(tracked)
    next(tracked)
    tracked.close()

    assert terminal.getvalue().endswith("\x1b[2K")


def read_in_parts(file: Path, meter: Meter) -> Iterator[Result]:
    """The three results: a quarter of a file is read before the first, half before the second, all before the last."""
    size = file.stat().st_size
    with file.open("rb") as opened, meter.reading(opened):
        for result, part in zip(RESULTS, (size // 4, size // 4, size // 2), strict=True):
            opened.read(part)
            yield result


def test_a_meter_adds_the_share_that_is_done_and_the_time_left(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 200)
    terminal, meter = Terminal(), Meter(total=200)
    inputs = meter.note(read_in_parts(tmp_path / "a.txt", meter))

    tracked = list(progress.track(inputs, terminal, shared=False, meter=meter))

    shown = terminal.getvalue()
    assert tracked == RESULTS
    assert [part in shown for part in (" 25%", " 50%", "100%", "3 articles, ", " left")] == [True] * 5


def test_a_meter_that_does_not_know_the_total_counts_only() -> None:
    terminal, meter = Terminal(), Meter()
    list(progress.track(meter.note(RESULTS), terminal, shared=False, meter=meter))

    assert "3 articles, " in terminal.getvalue()
    assert "%" not in terminal.getvalue()


def test_the_rate_is_that_of_the_last_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of an earlier run come fast, and do not make the rest look fast."""
    clock = iter([0.0, *(at / 1000 for at in range(1, 501)), *map(float, range(1, 1000))])
    monkeypatch.setattr(progress, "monotonic", lambda: next(clock))
    terminal = Terminal()

    list(progress.track([Result({"id": "a"})] * 800, terminal, shared=False))

    assert terminal.getvalue().rindex(" 1/s") > terminal.getvalue().rindex("1,000/s")
