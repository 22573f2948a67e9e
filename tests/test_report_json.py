"""JSON and JSON Lines: the same rows, streamed."""

import io
import json
from collections.abc import Iterator

import pytest

from mtdetect.report.base import Report, Style, make_report, write
from mtdetect.report.formats import Format
from mtdetect.report.summary import GateOutcome, Summary
from mtdetect.results.row import Result, Row, dump

ROWS: list[Row] = [
    {"schema": 1, "id": "a", "path": None, "verdict": "human"},
    {"schema": 1, "id": "b", "path": None, "verdict": "translated"},
    {"schema": 1, "id": "c", "path": None, "verdict": "abstained"},
    {"schema": 1, "id": "d", "path": None, "error": {"kind": "empty", "message": "is empty"}},
]


def test_json_lines_are_the_canonical_rows() -> None:
    out = io.StringIO()

    write(map(Result, ROWS), [(make_report(Format.JSONL, Style()), out)])

    assert out.getvalue() == "".join(dump(row) + "\n" for row in ROWS)


def test_a_line_is_out_before_the_next_article_is_scored() -> None:
    out = io.StringIO()
    seen: list[int] = []

    def results() -> Iterator[Result]:
        for row in ROWS:
            seen.append(out.getvalue().count("\n"))
            yield Result(row)

    write(results(), [(make_report(Format.JSONL, Style()), out)])

    assert seen == [0, 1, 2, 3]


def test_json_is_one_object_with_rows_and_summary() -> None:
    out = io.StringIO()

    write(map(Result, ROWS), [(make_report(Format.JSON, Style()), out)])

    assert json.loads(out.getvalue()) == {
        "schema": 1,
        "rows": ROWS,
        "summary": {
            "articles": 4,
            "translated": 1,
            "unsure": 0,
            "human": 1,
            "abstained": 1,
            "unreadable": 1,
            "excused": 0,
            "suppressed": 0,
            "gate": None,
        },
    }


def test_json_of_nothing_is_still_an_object() -> None:
    out = io.StringIO()

    write([], [(make_report(Format.JSON, Style()), out)])

    assert json.loads(out.getvalue())["rows"] == []


def test_the_gate_is_asked_at_the_end_and_its_outcome_is_in_the_summary() -> None:
    out = io.StringIO()
    seen: list[str] = []
    outcome = GateOutcome(False, "gate: 1 of 4 articles translated (allowed 0): FAIL")

    def gate() -> GateOutcome:
        seen.extend(json.loads(line.rstrip(","))["id"] for line in out.getvalue().splitlines()[1:])
        return outcome

    summary = write(map(Result, ROWS), [(make_report(Format.JSON, Style()), out)], gate)

    assert seen == ["a", "b", "c", "d"]
    assert summary.gate is outcome
    assert json.loads(out.getvalue())["summary"]["gate"] == {"met": False, "line": outcome.line}


def test_what_depends_on_the_end_can_stand_at_the_top() -> None:
    out = io.StringIO()
    report = Report(
        entry=lambda result: result.row["id"],
        top=lambda summary: f"{summary.articles}:",
        between=",",
        tail=lambda summary: f";{summary.human}",
    )

    write(map(Result, ROWS), [(report, out)])

    assert out.getvalue() == "4:a,b,c,d;1"


def test_all_outputs_get_the_same_results() -> None:
    first, second = io.StringIO(), io.StringIO()

    summary = write(map(Result, ROWS), [(make_report(Format.JSONL, Style()), out) for out in (first, second)])

    assert first.getvalue() == second.getvalue()
    assert summary == Summary(articles=4, translated=1, unsure=0, human=1, abstained=1, unreadable=1)


def test_nothing_is_written_when_there_is_no_first_result() -> None:
    out = io.StringIO()

    def results() -> Iterator[Result]:
        raise LookupError
        yield

    with pytest.raises(LookupError):
        write(results(), [(make_report(Format.JSON, Style()), out)])

    assert out.getvalue() == ""
