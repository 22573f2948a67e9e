"""The CSV format, read by a CSV parser: a line an article, and nothing that a spreadsheet would run."""

import csv
import io
from collections.abc import Callable

from mtdetect.results.row import Result

Draw = Callable[..., str]


def parsed(page: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(page, newline=""), strict=True))


def test_a_judged_article_is_a_line_with_its_figures(draw: Draw, articles: list[Result]) -> None:
    rows = parsed(draw("csv", articles))

    expected = [
        (row["id"], row["verdict"], str(row["likelihood"]), str(row["human_share"]), str(len(row["tells"])))
        for row in (result.row for result in articles)
    ]
    found = [(row["id"], row["verdict"], row["likelihood"], row["human_share"], row["tells"]) for row in rows]
    assert expected == found


def test_rules_are_counted_and_the_heaviest_reasons_named(draw: Draw, articles: list[Result]) -> None:
    [result] = [result for result in articles if result.row["path"].endswith("bees.pt-quotes.txt")]

    [row] = parsed(draw("csv", [result]))

    assert "MT401:8 MT403:8 MT415:2 MT711:2" == row["rules"]
    heaviest = sorted(result.row["reasons"], key=lambda reason: -abs(reason["log_odds"]))[:3]
    assert [reason["name"] for reason in heaviest] == [part.split()[0] for part in row["reasons"].split("; ")]


def test_what_was_not_judged_says_why(draw: Draw, hostile: list[Result]) -> None:
    [short, *unread] = parsed(draw("csv", [result for result in hostile if result.row.get("verdict") != "translated"]))

    assert ("abstained", "too_short", "") == (short["verdict"], short["abstained"], short["likelihood"])
    assert {("unreadable", "not_found")} == {(row["verdict"], row["error"]) for row in unread}


def test_no_cell_begins_a_formula_in_any_locale(draw: Draw, hostile: list[Result]) -> None:
    page = draw("csv", hostile)

    starts = [
        part.lstrip()[:1]
        for delimiter in ",;|\t"
        for cells in csv.reader(io.StringIO(page, newline=""), delimiter=delimiter)
        for part in cells
    ]
    assert set() == set(starts) & set("=+-@\t\r＝＋－＠")


def test_a_line_is_an_article_whatever_it_holds(draw: Draw, hostile: list[Result]) -> None:
    page = draw("csv", hostile)

    assert len(hostile) == len(page.splitlines()) - 1 == len(parsed(page))
    assert all(line.isprintable() for line in page.splitlines())
