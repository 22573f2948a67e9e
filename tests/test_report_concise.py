"""The concise format: lines that editors and problem matchers read."""

import re
from collections.abc import Callable

from mtdetect.report.summary import GateOutcome
from mtdetect.results.row import Result

Draw = Callable[..., str]

_PROBLEM = re.compile(r"(?P<path>.+?):(?P<line>\d+):(?P<column>\d+): (?P<code>[A-Z]+\d+|translated|unreadable) .+")


def test_problems_have_a_position_and_all_else_has_none(draw: Draw, articles: list[Result]) -> None:
    *lines, _totals = draw("concise", articles).splitlines()
    positions = [bool(_PROBLEM.fullmatch(line)) for line in lines]

    expected = [
        problem
        for result in articles
        for problem in ([True] * (1 + len(result.row["tells"])) if result.row["verdict"] == "translated" else [False])
    ]
    assert expected == positions


def test_a_finding_is_where_its_tell_is(draw: Draw, articles: list[Result]) -> None:
    [result] = [result for result in articles if result.row["path"].endswith("bees.pt-quotes.txt")]

    found = [match.groups() for line in draw("concise", [result]).splitlines() if (match := _PROBLEM.fullmatch(line))]

    path = result.row["path"]
    tells = [(path, str(tell["line"]), str(tell["column"]), tell["rule"]) for tell in result.row["tells"]]
    assert [(path, "1", "1", "translated"), *tells] == found


def test_what_could_not_be_read_is_a_problem(draw: Draw, hostile: list[Result]) -> None:
    row = {**hostile[-1].row, "id": "a.txt", "path": "a.txt", "error": {"kind": "empty", "message": "holds no text"}}

    line, _totals = draw("concise", [Result(row)]).splitlines()

    assert "a.txt:1:1: unreadable could not be read: holds no text" == line


def test_the_last_lines_are_the_counts_and_the_gate(draw: Draw, articles: list[Result]) -> None:
    outcome = GateOutcome(True, "gate: 0 of 1 articles translated (allowed 0): PASS")

    row = {**articles[0].row, "verdict": "human"}

    *_, counts, gate = draw("concise", [Result(row)], outcome).splitlines()

    assert "1 article: 0 likely translated, 0 unsure, 1 likely human, 0 not judged, 0 unreadable" == counts
    assert outcome.line == gate


def test_a_line_is_a_line_whatever_the_articles_hold(draw: Draw, hostile: list[Result]) -> None:
    page = draw("concise", hostile)

    findings = sum(len(result.row.get("tells", ())) for result in hostile if result.row.get("verdict") == "translated")
    lines = page.split("\n")
    assert len(hostile) + findings + len(["totals", ""]) == len(lines)
    assert all(line.isprintable() for line in lines)
