"""The end of the text report on a terminal."""

import io
import re
from typing import Any

import pytest

from mtdetect.report.base import Style, make_report, write
from mtdetect.report.formats import Format
from mtdetect.report.overview import Overview
from mtdetect.results.row import Result


def row(name: str, verdict: str, human_share: float | None = 0.5) -> dict[str, Any]:
    judged = verdict not in ("abstained", "unreadable")
    made: dict[str, Any] = {"id": name, "path": name, "verdict": verdict, "human_share": human_share, "suppressed": []}
    if verdict == "unreadable":
        return {"id": name, "path": name, "error": {"kind": "binary", "message": "is binary"}}
    return {**made, "likelihood": 0.97 if judged else None, "abstained": None if judged else "empty"}


def drawn(rows: list[dict[str, Any]], style: Style) -> list[str]:
    overview = Overview(style)
    for one in rows:
        overview.add(one)
    return [re.sub(r"\x1b\[[\d;]+m", "", line) for line in overview.lines()]


def test_answers_are_counted_and_the_highest_named_first() -> None:
    rows = [row("a", "human"), row("b", "translated", 0.01), row("c", "unsure", 0.02), row("d", "translated", 0.001)]

    lines = drawn(rows, Style(100, colour=True))

    assert [
        "  likely machine-translated          2  ████████████                   50%",
        "  unsure                             1  ██████                         25%",
        "  likely human                       1  ██████                         25%",
        "",
        "  to look at first  answer                     likelihood  humans as high",
        "  d                 likely machine-translated         97%  about 1 in 1,000",
        "  b                 likely machine-translated         97%  about 1 in 100",
        "  c                 unsure                            97%  about 1 in 50",
    ] == lines


def test_of_many_the_ten_highest_are_named_in_the_order_in_which_they_came() -> None:
    rows = [row(f"{at}", "translated", 0.01 if at % 2 else 0.02) for at in range(30)]

    lines = drawn(rows, Style(100, colour=True))

    assert [str(at) for at in range(1, 20, 2)] == [line.split()[0] for line in lines[3:]]


@pytest.mark.parametrize("rows", [[], [row("a", "translated")]])
def test_one_article_is_its_own_overview(rows: list[dict[str, Any]]) -> None:
    assert [] == drawn(rows, Style(100, colour=True))


def test_what_was_not_judged_is_counted_and_long_names_are_cut() -> None:
    rows = [row("a", "abstained", None), row("b", "unreadable"), row("x" * 99, "unsure", 0.01)]

    lines = drawn(rows, Style(80, colour=True, blocks=False))

    assert [
        "  unsure                             1  ########                       33%",
        "  not judged                         1  ########                       33%",
        "  unreadable                         1  ########                       33%",
        "",
        "  to look at first      answer                     likelihood  humans as high",
        "  …xxxxxxxxxxxxxxxxxxx  unsure                            97%  about 1 in 100",
    ] == lines


def test_a_narrow_terminal_has_room_for_each_line() -> None:
    rows = [row("x" * 99, "translated", 0.001), row("b", "unsure", 0.01), row("c", "human")]

    lines = drawn(rows, Style(60, colour=True))

    assert [
        "  likely machine-translated          1  ███▍             33%",
        "  unsure                             1  ███▍             33%",
        "  likely human                       1  ███▍             33%",
        "",
        "  to look at first       answer             humans as high",
        "  …xxxxxxxxxxxxxxxxxxxx  likely translated  about 1 in 1,000",
        "  b                      unsure             about 1 in 100",
    ] == lines
    assert max(map(len, lines)) <= 60


@pytest.mark.parametrize(("colour", "lines"), [(True, 2), (False, 1)])
def test_the_totals_are_broken_between_words_on_a_terminal_alone(colour: bool, lines: int) -> None:
    out = io.StringIO()

    write([Result(row("a", "unreadable"))], [(make_report(Format.TEXT, Style(60, colour=colour)), out)])

    totals = out.getvalue().splitlines()[-lines:]
    assert "1 article: 0 likely translated, 0 unsure, 0 likely human, 0 not judged, 1 unreadable" == " ".join(totals)
