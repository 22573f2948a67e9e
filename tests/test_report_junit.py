"""The JUnit format, against the schema of Jenkins' xUnit plugin, and read by an XML parser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from mtdetect.report.summary import GateOutcome
from mtdetect.results.row import Result

Draw = Callable[..., str]


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(Path(__file__).parent / "data" / "junit-10.xsd"))


def checked(page: str, schema: etree.XMLSchema) -> etree._Element:
    root = etree.fromstring(page.encode("utf-8"))
    schema.assertValid(root)
    return root


def test_articles_are_test_cases(draw: Draw, schema: etree.XMLSchema, articles: list[Result]) -> None:
    [suite] = checked(draw("junit", articles), schema)

    cases = [(case.get("name"), case[0].tag) for case in suite]
    tags = {"translated": "failure", "human": "system-out", "unsure": "system-out"}
    assert [(result.row["id"], tags[result.row["verdict"]]) for result in articles] == cases


def test_the_counts_are_those_of_the_cases(draw: Draw, schema: etree.XMLSchema, hostile: list[Result]) -> None:
    root = checked(draw("junit", hostile), schema)

    [suite] = root
    tags = ("testcase", "failure", "error", "skipped")
    found = {tag: str(sum(1 for _ in suite.iter(tag))) for tag in tags}
    assert found == dict(zip(tags, map(suite.get, ("tests", "failures", "errors", "skipped")), strict=True))
    assert root.get("tests") == suite.get("tests") == str(len(hostile))


def test_a_failure_names_its_findings(draw: Draw, schema: etree.XMLSchema, articles: list[Result]) -> None:
    [result] = [result for result in articles if result.row["path"].endswith("bees.pt-quotes.txt")]

    [[case]] = checked(draw("junit", [result]), schema)

    [failure] = case
    assert failure.get("message", "").startswith("likely machine-translated; likelihood of machine translation ")
    path = result.row["path"]
    positions = [f"{path}:{tell['line']}:{tell['column']}: {tell['rule']} " for tell in result.row["tells"]]
    lines = (failure.text or "").splitlines()[1:]
    assert [line[: len(position)] for line, position in zip(lines, positions, strict=True)] == positions


def test_the_gate_is_a_property(draw: Draw, schema: etree.XMLSchema, articles: list[Result]) -> None:
    outcome = GateOutcome(False, 'gate: 1 of 1 articles in "a" & <b> translated (allowed 0): FAIL')

    root = checked(draw("junit", articles[:1], outcome), schema)

    assert [outcome.line] == root.xpath("//property[@name='gate']/@value")


def test_what_xml_forbids_is_spelt_out(draw: Draw, schema: etree.XMLSchema, hostile: list[Result]) -> None:
    row = {**hostile[-1].row, "error": {"kind": "\x00\ufffe", "message": "\ud800"}}
    outcome = GateOutcome(False, "gate: 1 of 1 articles of \x01 translated (allowed 0): FAIL")

    root = checked(draw("junit", [Result(row)], outcome), schema)

    found = *root.xpath("//error/@type"), *root.xpath("//error/@message"), *root.xpath("//property/@value")
    assert (r"\x00\ufffe", r"could not be read: \ud800", outcome.line.replace("\x01", r"\x01")) == found


def test_of_nothing_is_an_empty_suite(draw: Draw, schema: etree.XMLSchema) -> None:
    [suite] = checked(draw("junit", []), schema)

    assert ("0", 0) == (suite.get("tests"), len(suite))
