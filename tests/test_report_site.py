"""A site in every format: told once, after the articles, and nothing in its name breaks out."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from mtdetect.report.formats import Format
from mtdetect.results.row import Result, Row
from tests.report_pages import facts_of

Draw = Callable[..., str]
EVIL = "x\n::error::y <script>alert(1)</script>\x1b[2J =1+1"


def site(name: str = "farm.example", verdict: str = "translated", **fields: Any) -> Result:
    row: Row = {
        "schema": 1,
        "kind": "site",
        "site": name,
        "articles": 20,
        "judged": 18,
        "repeated": 2,
        "excused": 0,
        "log_odds": 4.0,
        "likelihood": 0.98,
        "human_share": 0.004,
        "verdict": verdict,
        "abstained": None,
        "share": {"estimate": 0.9, "low": 0.7, "high": 1.0},
        "recurring": [
            {"rule": "MT401", "articles": 14, "human_sites": 0.01},
            {"phrase": "in the framework", "articles": 9, "human_sites": 0.01},
        ],
        "rare_tells": {
            "articles": 6,
            "human_sites": 0.005,
            "rules": [{"rule": "MT514", "articles": 5}, {"rule": "MT502", "articles": 2}],
        },
        "signature": "s",
    }
    return Result(row | fields)


def test_text_tells_a_site_with_what_recurs(draw: Draw, articles: list[Result]) -> None:
    page = " ".join(draw("text", [*articles, site()]).split())

    assert "Site farm.example: likely machine-translated" in page
    assert "About 90% of its articles likely translated (70% to 100%)." in page
    assert "18 of 20 articles counted (2 copies of others left out)." in page
    assert "14 of 18 articles: MT401 space before closing quote" in page
    assert (
        "6 of 18 articles: tells that hardly any human text has (about 1 in 200 human sites show as many): "
        "MT514 country cut off (5), MT502 stranded abbreviation (2)"
    ) in page
    assert "9 of 18 articles: the words “in the framework” (about 1 in 100 human sites show as much of any" in page
    assert "1 site: 1 likely translated, 0 unsure, 0 likely human, 0 not judged" in page
    assert f"{len(articles)} articles:" in page


def test_a_rule_among_the_rare_tells_has_no_line_of_its_own(draw: Draw) -> None:
    recurs = [{"rule": "MT514", "articles": 5, "human_sites": 0.01}]

    page = " ".join(draw("text", [site(recurring=recurs)]).split())

    assert "MT514 country cut off (5)" in page
    assert 1 == page.count("MT514")


def test_of_many_rare_rules_the_first_are_named(draw: Draw) -> None:
    rules = [{"rule": f"MT9{number}", "articles": 20 - number} for number in range(7)]

    page = " ".join(draw("text", [site(rare_tells={"articles": 18, "human_sites": 0.005, "rules": rules})]).split())

    assert "MT94 (16), and 2 other rules" in page
    assert "MT95" not in page


def test_json_counts_sites_apart_where_there_are_any(draw: Draw, articles: list[Result]) -> None:
    with_sites, without = (json.loads(draw("json", given)) for given in ([*articles, site()], articles))

    assert len(articles) == with_sites["summary"]["articles"] == without["summary"]["articles"]
    assert (1, 1) == (with_sites["summary"]["sites"]["sites"], with_sites["summary"]["sites"]["translated"])
    assert "sites" not in without["summary"]
    assert site().row == with_sites["rows"][-1]


def test_csv_has_a_line_a_site(draw: Draw, articles: list[Result]) -> None:
    lines = list(csv.DictReader(io.StringIO(draw("csv", [*articles, site()]), newline=""), strict=True))

    keys = ("kind", "id", "path", "verdict", "judged", "share", "recurring", "rare_tells")
    assert (
        "site",
        "farm.example",
        "",
        "translated",
        "18",
        "0.9",
        'MT401:14 "in the framework":9',
        "MT514:5 MT502:2",
    ) == tuple(lines[-1][key] for key in keys)
    assert {"article"} == {line["kind"] for line in lines[:-1]}


def test_sarif_has_a_result_for_a_translated_site_alone(draw: Draw) -> None:
    [run] = json.loads(draw("sarif", [site(), site("plain.example", "human", likelihood=0.1)]))["runs"]

    [result] = run["results"]
    assert ("site", "farm.example") == (result["ruleId"], result["properties"]["site"])
    assert "MT401" in result["message"]["text"]
    assert "9 of 18 articles: the words “in the framework”" in result["message"]["text"]
    assert ["site"] == [rule["id"] for rule in run["tool"]["driver"]["rules"]]


@pytest.mark.parametrize("form", list(Format))
def test_a_row_that_was_saved_before_rare_tells_were_told_is_reported(form: Format, draw: Draw) -> None:
    row = dict(site().row)
    del row["rare_tells"]

    assert "farm.example" in draw(form, [Result(row)])


def test_github_has_one_annotation_a_site_and_says_how_many_more(draw: Draw) -> None:
    lines = draw("github", [site(f"s{number}.example") for number in range(12)]).splitlines()

    warnings = [line for line in lines if line.startswith("::warning")]
    assert 10 == len(warnings)
    assert "3 more sites are likely machine-translated" in warnings[-1]


def test_junit_has_a_case_a_site(draw: Draw, articles: list[Result]) -> None:
    suite = ET.fromstring(draw("junit", [*articles, site()])).find("testsuite")

    assert suite is not None
    case = suite.findall("testcase")[-1]
    assert str(len(articles) + 1) == suite.get("tests")
    assert ("farm.example", True) == (case.get("name"), case.find("failure") is not None)


def test_html_holds_the_sites_and_of_each_article_its_site(draw: Draw, articles: list[Result]) -> None:
    of_site = [Result({**result.row, "site": "farm.example"}, result.text) for result in articles]

    page = draw("html", [*of_site, site()])

    [found] = facts_of(page, "site")
    assert ("farm.example", "translated", "90% (70% to 100%)") == (found["name"], found["answer"], found["shared"])
    assert [line for line in found["recurring"] if "MT401" in line]
    assert {"farm.example"} == {one["site"] for one in facts_of(page)}


@pytest.mark.parametrize("form", list(Format))
def test_a_hostile_name_breaks_no_format(draw: Draw, form: Format) -> None:
    wording = [{"phrase": EVIL, "articles": 9, "human_sites": 0.01}]
    page = draw(
        form,
        [
            site(EVIL, recurring=wording),
            site(EVIL, "abstained", abstained="too_few_articles", share=None, likelihood=None),
        ],
    )

    assert "\x1b" not in page
    assert form is not Format.HTML or "<script>alert" not in page
    assert not any(line.startswith("::error::y") for line in page.splitlines())
