"""GitHub Actions: what its runner makes of the log, and the summary of the step."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from mtdetect.report import step_summary
from mtdetect.report.base import Style
from mtdetect.report.summary import GateOutcome, Summary
from mtdetect.results.row import Result

Draw = Callable[..., str]
PASS = GateOutcome(True, "gate: 0 of 1 articles translated (allowed 0): PASS")
FAIL = GateOutcome(False, "gate: 1 of 1 articles translated (allowed 0): FAIL")


_ESCAPES = {"%0D": "\r", "%0A": "\n", "%25": "%"}
_IN_SETTINGS = {"%3A": ":", "%2C": ",", **_ESCAPES}  # the percent sign last


@dataclass(frozen=True)
class Command:
    level: str
    settings: dict[str, str]
    text: str


def obeyed(line: str) -> Command | None:
    """A line as the runner reads it (actions/runner, ActionCommand.cs)."""
    if not line.lstrip().startswith("::"):
        assert "##[" not in line
        return None
    head, _, text = line.lstrip()[2:].partition("::")
    level, _, listed = head.partition(" ")
    settings = dict(part.split("=", 1) for part in listed.split(","))
    undone = {key: unescaped(value, _IN_SETTINGS) for key, value in settings.items()}
    return Command(level, undone, unescaped(text, _ESCAPES))


def unescaped(value: str, escapes: dict[str, str]) -> str:
    for escape, char in escapes.items():
        value = value.replace(escape, char)
    return value


def commands(page: str) -> list[Command]:
    return [command for line in page.split("\n") if (command := obeyed(line))]


def copies(result: Result, number: int) -> list[Result]:
    return [Result({**result.row, "id": f"{at}.txt", "path": f"{at}.txt"}) for at in range(number)]


@pytest.fixture
def translated(articles: list[Result]) -> Result:
    return next(result for result in articles if result.row["path"].endswith("bees.pt-quotes.txt"))


@pytest.fixture
def unread(hostile: list[Result]) -> Result:
    return next(result for result in hostile if "error" in result.row)


def test_an_annotation_an_article_at_its_heaviest_evidence(draw: Draw, translated: Result) -> None:
    [command] = commands(draw("github", [translated]))

    assert "warning" == command.level
    assert {"file": translated.row["path"], "line": "7", "col": "1", "title": "mtdetect"} == command.settings
    first, *reasons = command.text.split("\n")
    assert first.startswith("likely machine-translated; likelihood of machine translation ")
    weights = [float(reason.split()[0]) for reason in reasons]
    assert sorted(weights, reverse=True) == weights
    assert {"MT403", "MT401", "MT711"} >= {reason.split()[1] for reason in reasons if " MT" in reason} > set()


def test_human_articles_make_no_noise(draw: Draw, articles: list[Result]) -> None:
    quiet = [result for result in articles if result.row["verdict"] != "translated"]

    page = draw("github", quiet)

    assert page.startswith(f"mtdetect: {len(quiet)} articles: 0 likely translated, ")
    assert 1 == len(page.splitlines())


def test_a_row_of_a_table_is_named_and_has_no_line(draw: Draw, translated: Result) -> None:
    row = {**translated.row, "id": "n7", "path": "many.jsonl"}

    [command] = commands(draw("github", [Result(row)]))

    assert {"file": "many.jsonl", "title": "mtdetect"} == command.settings
    assert "n7" == command.text.split("\n")[0]


@pytest.mark.parametrize(("number", "last"), [(9, None), (10, None), (11, 2), (30, 21)])
def test_ten_annotations_tell_of_all_articles(draw: Draw, translated: Result, number: int, last: int | None) -> None:
    page = draw("github", copies(translated, number))

    files = [command.settings.get("file") for command in commands(page)]
    shown = number if last is None else 9
    assert [f"{at}.txt" for at in range(shown)] == files[:shown]
    assert ([] if last is None else [None]) == files[shown:]
    if last:
        text = f"{last} more articles are likely machine-translated: the log lists them"
        assert text == commands(page)[-1].text
        listed = [line.split(": ")[1] for line in page.splitlines() if line.startswith("mtdetect: ")][:-1]
        assert [f"{at}.txt" for at in range(9, number)] == listed


def test_errors_leave_a_place_for_the_gate(draw: Draw, unread: Result) -> None:
    found = commands(draw("github", copies(unread, 40), FAIL))

    assert ["error"] * 10 == [command.level for command in found]
    assert ["32 more articles are unreadable: the log lists them", FAIL.line] == [c.text for c in found[-2:]]


def test_a_gate_that_is_met_is_a_line_of_the_log(draw: Draw, articles: list[Result]) -> None:
    page = draw("github", articles[2:3], PASS)

    assert f"mtdetect: {PASS.line}" == page.splitlines()[-1]
    assert [] == commands(page)


def test_hostile_articles_make_no_command_of_their_own(draw: Draw, hostile: list[Result]) -> None:
    found = commands(draw("github", hostile))

    assert {"warning": 10, "error": 9} == {
        level: sum(command.level == level for command in found) for level in ("warning", "error")
    }
    assert {"mtdetect"} == {command.settings["title"] for command in found}
    assert all(line.isprintable() for command in found for line in command.text.split("\n"))


def test_a_line_of_the_log_is_no_command_either(draw: Draw, unread: Result) -> None:
    row = {**unread.row, "error": {"kind": "empty", "message": "##[add-mask]no"}}

    lines = draw("github", copies(Result(row), 12)).splitlines()

    *_, line, _totals = [line for line in lines if line.startswith("mtdetect: ")]
    assert "mtdetect: 11.txt: could not be read: #\\x23[add-mask]no" == line


def summarised(results: list[Result], summary: Summary) -> str:
    report = step_summary.report(Style())
    return "".join(map(report.entry, results)) + report.tail(summary)


def test_the_step_summary_lists_what_to_look_at(articles: list[Result], translated: Result) -> None:
    human = next(result for result in articles if result.row["verdict"] == "human")

    page = summarised([translated, human], Summary(2, 1, 0, 1, 0, 0, gate=FAIL))

    rows = [line for line in page.splitlines() if line.startswith("| ")][1:]
    assert 1 == len(rows)
    assert "bees&#46;pt&#45;quotes&#46;txt" in rows[0]
    assert "&#40;allowed 0&#41;&#58; FAIL  " in page


def test_the_step_summary_stays_within_what_the_platform_takes(hostile: list[Result]) -> None:
    evil = "😀|" * 10_000
    row = {**hostile[-1].row, "id": evil, "path": None, "error": {"kind": "empty", "message": evil}}

    page = summarised([Result(row)] * 1_000, Summary(1_000, 0, 0, 0, 0, 1_000))

    assert len(page.encode("utf-8")) < 1 << 20
    assert "\nand 800 more\n" in page


def test_nothing_in_the_step_summary_is_markup(hostile: list[Result]) -> None:
    page = summarised(hostile, Summary(len(hostile), 13, 0, 0, 1, 13))

    head, _, rows = page.partition("|---|---|\n")
    lines = rows.rstrip("\n").split("\n")
    assert head.startswith("### mtdetect\n")
    assert 26 == len(lines)
    assert all(line.count("|") == 3 for line in lines)
    assert not set("<>`[]*@") & set(rows)
