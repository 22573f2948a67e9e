"""The progress bar: only on a terminal, never in the report, and gone at the end."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from mtdetect.readers.progress import ReadProgress
from mtdetect.report import progress
from mtdetect.results.row import Result


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "DELAY", 0)
    monkeypatch.setattr(progress, "REFRESH", 0)
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


def test_with_a_total_the_share_that_is_done_and_the_time_left_are_shown(tmp_path: Path) -> None:
    file, terminal, reading = tmp_path / "inputs", Terminal(), ReadProgress(total=200)
    file.write_bytes(bytes(200))

    def results() -> Iterator[Result]:
        with file.open("rb") as stream, reading.track_file(stream):
            for size, result in zip((50, 50, 100), RESULTS, strict=True):
                stream.read(size)
                yield result

    tracked = list(progress.track(reading.track_inputs(results()), terminal, shared=False, progress=reading))

    shown = terminal.getvalue()
    assert tracked == RESULTS
    assert [part in shown for part in (" 25%", " 50%", "100%", "3 articles, ", " left")] == [True] * 5


def test_without_a_total_articles_are_counted_alone() -> None:
    terminal, reading = Terminal(), ReadProgress()

    list(progress.track(reading.track_inputs(RESULTS), terminal, shared=False, progress=reading))

    assert "3 articles, " in terminal.getvalue()
    assert "%" not in terminal.getvalue()


def test_the_rate_is_that_of_the_last_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of an earlier run come fast, and do not make the rest look fast."""
    clock = iter([0.0, *(at / 1000 for at in range(1, 501)), *map(float, range(1, 1000))])
    monkeypatch.setattr(progress, "monotonic", lambda: next(clock))
    terminal = Terminal()

    list(progress.track([Result({"id": "a"})] * 800, terminal, shared=False))

    assert terminal.getvalue().rindex(" 1/s") > terminal.getvalue().rindex("1,000/s")
