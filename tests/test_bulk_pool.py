"""Scoring on several cores: the same rows in the same order, and none lost."""

import importlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from mtdetect.bulk.inputs import Input
from mtdetect.bulk.pool import cores, score_results
from mtdetect.bulk.worker import Load
from mtdetect.document import Document, Page, Unreadable
from mtdetect.results.row import Row, dump


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Load:
    """A loader that worker processes can import too."""
    monkeypatch.syspath_prepend(Path(__file__).parent)
    made: Load = importlib.import_module("failing_scorer").LoadFailing(os.getpid())
    return made


def documents(*texts: str) -> list[Input]:
    return [Document(str(number), text) for number, text in enumerate(texts)]


def error_of(row: Row) -> str:
    message: str = row["error"]["message"]
    return f"{row['id']} {row['error']['kind']} {message}"


def test_rows_are_the_same_for_any_number_of_jobs(load: Load) -> None:
    inputs = [*documents(*("word " * number for number in range(200))), Unreadable("x", None, "empty", "is empty")]

    alone, together = ([dump(result.row) for result in score_results(load, inputs, jobs)] for jobs in (1, 2))

    assert together == alone


def test_results_carry_the_text_that_was_judged(load: Load) -> None:
    inputs = [*documents("one", "two"), Unreadable("x", None, "empty", "is empty")]

    texts = [result.text for result in score_results(load, inputs)]

    assert texts == ["one", "two", None]


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_carry_the_columns_that_were_kept(load: Load, jobs: int) -> None:
    inputs: list[Input] = [Document(str(number), "fine", fields={"number": number}) for number in range(80)]

    kept = [result.fields for result in score_results(load, inputs, jobs)]

    assert kept == [{"number": number} for number in range(80)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_pages_are_read_where_they_are_scored(load: Load, jobs: int) -> None:
    page = b"<html><body><p>The ferry was late again, and nobody was surprised.</p></body></html>"
    inputs: list[Input] = [Page(str(number), page, fields={"n": number}) for number in range(40)]

    results = list(score_results(load, [*inputs, Page("x", b"\0", "a.html")], jobs))

    assert {result.text for result in results[:40]} == {"The ferry was late again, and nobody was surprised."}
    assert [result.fields for result in results[:40]] == [{"n": number} for number in range(40)]
    assert error_of(results[40].row) == "x binary is binary, not text: extract its text first"


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_document_that_raises_is_an_error_row(load: Load, jobs: int) -> None:
    inputs = documents(*["fine"] * 40, "raise", *["fine"] * 10)

    rows = [result.row for result in score_results(load, inputs, jobs)]

    assert [error_of(row) for row in rows if "error" in row] == [
        "40 internal scoring failed with ValueError: no good at all; please report it with the document"
    ]
    assert [row["id"] for row in rows] == [str(number) for number in range(51)]


def test_a_document_that_kills_its_worker_is_the_only_one_lost(load: Load) -> None:
    inputs = documents(*["fine"] * 40, "die", *["fine"] * 60, "die", *["fine"] * 10)

    rows = [result.row for result in score_results(load, inputs, 2)]

    assert [error_of(row) for row in rows if "error" in row] == [
        "40 internal the process that scored it died; please report it with the document",
        "101 internal the process that scored it died; please report it with the document",
    ]
    assert [row["id"] for row in rows] == [str(number) for number in range(112)]


def test_inputs_are_read_a_bounded_number_ahead(load: Load) -> None:
    read = 0

    def endless() -> Iterator[Input]:
        nonlocal read
        while True:
            read += 1
            yield Document(str(read), "word " * 10)

    results = score_results(load, endless(), 2)
    for _ in range(64):
        next(results)
    read_ahead = read - 64
    results.close()

    assert read_ahead <= 2 * 3 * 96


def test_what_loading_raises_is_raised_before_anything_is_read() -> None:
    def load() -> object:
        raise LookupError

    with pytest.raises(LookupError):
        score_results(load, iter(()), 2)


def test_at_least_one_core() -> None:
    assert cores() >= 1
