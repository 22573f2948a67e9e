"""SARIF: the official schema, places that lead back to the evidence, rules that explain themselves."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import fastjsonschema
import pytest

from mtdetect.report.sarif_limits import ARTICLE, MOST_BYTES, MOST_RESULTS, Room
from mtdetect.report.summary import GateOutcome
from mtdetect.results.row import Result
from mtdetect.tells.pages import load_page

Draw = Callable[..., str]
Log = dict[str, Any]
Validate = Callable[[Log], Log]


@pytest.fixture(scope="module")
def validate() -> Validate:
    schema = Path(__file__).parent / "data" / "sarif-schema-2.1.0.json"
    made: Validate = fastjsonschema.compile(json.loads(schema.read_bytes()))
    return made


def results(log: Log, code: str = "") -> list[Log]:
    return [result for result in log["runs"][0]["results"] if result["ruleId"].startswith(code)]


def region(result: Log) -> Log:
    found: Log = result["locations"][0]["physicalLocation"]["region"]
    return found


def uri(result: Log) -> str:
    found: str = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    return found


def sliced(text: str, place: Log) -> str:
    """What a viewer shows: lines from 1, columns from 1 in code points, the end column after the last."""
    lines = text.split("\n")[place["startLine"] - 1 : place["endLine"]]
    lines[-1] = lines[-1][: place["endColumn"] - 1]
    lines[0] = lines[0][place["startColumn"] - 1 :]
    return "\n".join(lines)


def test_the_log_is_valid(draw: Draw, validate: Validate, articles: list[Result], hostile: list[Result]) -> None:
    outcome = GateOutcome(False, "gate: 9 of 9 articles translated (allowed 0): FAIL")

    for given in (articles, hostile, [], [*hostile, *articles]):
        validate(json.loads(draw("sarif", given, outcome)))


def test_the_schema_sees_what_is_wrong(draw: Draw, validate: Validate, articles: list[Result]) -> None:
    log = json.loads(draw("sarif", articles))
    log["runs"][0]["columnKind"] = "bytes"

    with pytest.raises(fastjsonschema.JsonSchemaException, match="columnKind"):
        validate(log)


def test_a_translated_article_and_each_tell_in_it_are_results(draw: Draw, articles: list[Result]) -> None:
    log = json.loads(draw("sarif", articles))

    expected = [
        (row["path"], code)
        for row in (result.row for result in articles)
        if row["verdict"] == "translated"
        for code in ("translated", *(tell["rule"] for tell in row["tells"]))
    ]
    assert expected == [(unquote(uri(result)), result["ruleId"]) for result in results(log)]


def test_columns_lead_back_to_the_evidence(draw: Draw, articles: list[Result]) -> None:
    texts = {result.row["path"]: result.text or "" for result in articles}

    found = [
        (sliced(texts[unquote(uri(result))], region(result)), region(result)["snippet"]["text"])
        for result in results(json.loads(draw("sarif", articles)), "MT")
    ]

    assert len(found) > 20
    assert [evidence for _, evidence in found] == [shown for shown, _ in found]


def test_columns_count_code_points_across_lines_of_any_end(draw: Draw, hostile: list[Result]) -> None:
    plain = [result for result in hostile if result.row["id"] == result.row["path"] and result.text]

    for result in plain:
        log = json.loads(draw("sarif", [result]))
        shown = [sliced(result.text or "", region(found)) for found in results(log, "MT")]
        assert [tell["evidence"] for tell in result.row["tells"]] == shown
    assert "unicodeCodePoints" == log["runs"][0]["columnKind"]
    assert len(plain) == 7


@pytest.mark.parametrize("path", ["many.jsonl", "many.txt"])
def test_evidence_that_is_not_in_the_file_as_it_stands_is_told(draw: Draw, articles: list[Result], path: str) -> None:
    result = next(result for result in articles if result.row["verdict"] == "translated" and result.row["tells"])
    row = {**result.row, "id": "n7", "path": path}

    _, first, *_ = results(json.loads(draw("sarif", [Result(row, result.text)])))

    tell = row["tells"][0]
    assert {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1} == region(first)
    assert [{"fullyQualifiedName": "n7"}] == first["locations"][0]["logicalLocations"]
    place = f"Line {tell['line']}, column {tell['column']} of the article's text: “{tell['evidence']}”"
    assert first["message"]["text"].endswith(place)


def test_an_unreadable_input_is_a_result_and_a_failed_run(draw: Draw, hostile: list[Result]) -> None:
    log = json.loads(draw("sarif", hostile))

    unread = [result for result in hostile if "error" in result.row]
    invocation = log["runs"][0]["invocations"][0]
    assert len(unread) == len(results(log, "unreadable"))
    assert False is invocation["executionSuccessful"]
    text = f"{len(unread)} of {len(hostile)} articles could not be read."
    assert [text] == [notification["message"]["text"] for notification in invocation["toolExecutionNotifications"]]


def test_results_name_rules_that_are_described_once(draw: Draw, articles: list[Result], hostile: list[Result]) -> None:
    log = json.loads(draw("sarif", [*articles, *hostile]))

    rules = [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]]
    assert [result["ruleId"] for result in results(log)] == [rules[result["ruleIndex"]] for result in results(log)]
    assert sorted(set(rules)) == sorted(rules)


def test_a_rule_helps_with_its_cause_examples_and_source(draw: Draw, articles: list[Result]) -> None:
    log = json.loads(draw("sarif", articles))

    [rule] = [rule for rule in log["runs"][0]["tool"]["driver"]["rules"] if rule["id"] == "MT401"]
    page = load_page("MT401")
    assert ("SpaceBeforeClosingQuote", "warning") == (rule["name"], rule["defaultConfiguration"]["level"])
    parts = (page.cause, page.source, page.flags[0].text, page.clears[0])
    assert [] == [part for part in parts if part not in rule["help"]["markdown"]]


def test_fingerprints_stay_when_the_sentence_moves(draw: Draw, articles: list[Result]) -> None:
    result = next(result for result in articles if result.row["path"].endswith("bees.pt-quotes.txt"))
    moved = {**result.row, "tells": [{**tell, "line": tell["line"] + 3} for tell in result.row["tells"]]}

    before, after = (results(json.loads(draw("sarif", [Result(row)]))) for row in (result.row, moved))

    prints = [found["partialFingerprints"] for found in before]
    assert prints == [found["partialFingerprints"] for found in after]
    assert len({found["mtdetect/v1"] for found in prints}) == len(prints)
    assert all(re.fullmatch(r"[0-9a-f]{12}:1", found["primaryLocationLineHash"]) for found in prints)


def test_one_sentence_in_two_articles_of_a_file_is_two_findings(draw: Draw, articles: list[Result]) -> None:
    row = next(result.row for result in articles if result.row["path"].endswith("bees.pt-quotes.txt"))
    both = [Result({**row, "id": own, "path": "many.jsonl"}) for own in ("n1", "n2")]

    found = [result["partialFingerprints"] for result in results(json.loads(draw("sarif", both)), "MT")]

    counts = [len({prints[key] for prints in found}) for key in ("primaryLocationLineHash", "mtdetect/v1")]
    assert [2 * len(row["tells"]), len(row["tells"])] == counts


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a b/ü.txt", "a%20b/%C3%BC.txt"),
        ("./a/../b.txt", "b.txt"),
        ("a:b#c?.txt", "a%3Ab%23c%3F.txt"),
        ("/srv/a.txt", "file:///srv/a.txt"),
        ("C:/a.txt", "file:///C:/a.txt"),
    ],
)
def test_a_path_becomes_a_uri(draw: Draw, articles: list[Result], path: str, expected: str) -> None:
    row = next(result.row for result in articles if result.row["verdict"] == "translated")

    log = json.loads(draw("sarif", [Result({**row, "id": path, "path": path})]))

    assert expected == uri(results(log, "translated")[0])


def test_nothing_in_a_message_is_a_link_or_placeholder(draw: Draw, hostile: list[Result]) -> None:
    messages = [result["message"]["text"] for result in results(json.loads(draw("sarif", hostile)))]

    plain = [text.replace("{{", "").replace("}}", "").replace("\\[", "") for text in messages]
    assert [] == [text for text in plain if re.search(r"[{}\[]", text)]


def crowd(articles: list[Result], count: int) -> list[Result]:
    """A likely translated article again and again, under names of its own."""
    one = next(result for result in articles if result.row.get("verdict") == "translated" and result.row["tells"])
    return [Result({**one.row, "id": f"{at}.txt", "path": f"{at}.txt"}, one.text) for at in range(count)]


def test_a_log_keeps_to_what_code_scanning_takes_and_says_what_it_left_out(
    draw: Draw, validate: Validate, articles: list[Result], capsys: pytest.CaptureFixture[str]
) -> None:
    given = crowd(articles, 3_000)

    drawn = draw("sarif", given)

    log = validate(json.loads(drawn))
    [notification] = log["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert len(drawn.encode()) <= MOST_BYTES
    assert 3_000 < len(results(log)) <= MOST_RESULTS
    assert len(results(log, "translated")) == 3_000
    assert "left out, since code scanning takes 25,000 results and 10 MB a file" in notification["message"]["text"]
    assert capsys.readouterr().err.startswith("mtdetect: warning: sarif: ")


def test_a_small_log_leaves_out_nothing_and_says_nothing(
    draw: Draw, articles: list[Result], capsys: pytest.CaptureFixture[str]
) -> None:
    log = json.loads(draw("sarif", crowd(articles, 2)))

    assert [] == log["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert "" == capsys.readouterr().err


def test_the_lightest_findings_are_left_out_first() -> None:
    room = Room()

    taken = {kind: sum(room.takes(kind, "x") for _ in range(MOST_RESULTS)) for kind in ("note", "warning", "error")}
    articles = sum(room.takes(ARTICLE, "x") for _ in range(MOST_RESULTS))

    assert {"note": 7_500, "warning": 5_000, "error": 2_500} == taken
    assert 10_000 == articles
    assert (room.cut_text() or "").startswith("15,000 articles, 22,500 errors, 20,000 warnings, 17,500 notes left out")
