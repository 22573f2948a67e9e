"""The progress bar: only on a terminal, never in the report, and gone at the end."""

import io

import pytest

from mtdetect.report import progress
from mtdetect.row import Result


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0)
    monkeypatch.setattr(progress, "_REFRESH", 0)
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
