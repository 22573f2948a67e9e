"""The HTML report as a file: valid, self-contained, guarded, escaped; what it holds of articles and sites."""

import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from hashlib import sha256

import pytest
from justhtml import JustHTML

from mtdetect.report.assets import STATIC, join_modules
from mtdetect.report.base import Style, make_report
from mtdetect.report.formats import Format
from mtdetect.report.summary import GateOutcome, Summary
from mtdetect.results.row import Result
from tests.report_pages import facts_of, text_of, tree, views_of

Draw = Callable[..., str]
Given = list[Result]


def without_text(results: Given) -> Given:
    return [Result(result.row) for result in results]


@pytest.fixture(params=["articles", "hostile", "rows alone"])
def given(request: pytest.FixtureRequest, articles: Given, hostile: Given) -> Given:
    return {"articles": articles, "hostile": hostile, "rows alone": without_text([*articles, *hostile])}[request.param]


def test_the_page_is_valid_and_holds_every_article(draw: Draw, given: Given) -> None:
    drawn = draw("html", given)

    JustHTML(drawn, strict=True, sanitize=False)  # raises where a browser's parser would complain
    assert len(given) == len(facts_of(drawn)) == len(views_of(drawn))


def test_nothing_is_loaded_and_only_what_the_policy_names_by_its_hash_runs(draw: Draw, given: Given) -> None:
    root = tree(draw("html", given))

    run = [script.text for script in root.xpath("//script[not(@type='application/json')]")]
    hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in (*run, *root.xpath("//style/text()"))]
    [policy] = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    directives = dict(part.split(" ", 1) for part in policy.split("; "))
    assert [] == root.xpath("//link | //iframe | //object | //base | //form")
    assert [] == root.xpath("//@href | //@*[starts-with(name(), 'on')] | //@style")
    assert {"data:image/svg+xml;base64"} == {source.partition(",")[0] for source in root.xpath("//@src")}
    assert "'none'" == directives["default-src"]
    assert f"'sha256-{hashes[0]}' 'sha256-{hashes[1]}'" == directives["script-src"]
    assert (f"'sha256-{hashes[2]}'", "data:") == (directives["style-src"], directives["img-src"])


def test_ids_are_of_one_element_each(draw: Draw, given: Given) -> None:
    assert {1} == set(Counter(tree(draw("html", given)).xpath("//@id")).values())


def test_without_scripts_each_article_has_its_name_and_answer(draw: Draw, articles: Given) -> None:
    root = tree(draw("html", articles))

    lines = [line.text_content() for line in root.xpath("//*[@id='results']/p")]
    assert ("en", 1, 1) == (root.get("lang"), len(root.xpath("//h1")), len(root.xpath("//main")))
    assert [result.row["path"] for result in articles] == [line.partition(":")[0] for line in lines]
    assert all("likelihood of machine translation" in line for line in lines)


def test_evidence_is_marked_where_it_stands(draw: Draw, articles: Given) -> None:
    [result] = [result for result in articles if result.row["path"].endswith("bees.pt-quotes.txt")]

    [view] = views_of(draw("html", [result]))

    marked = {
        number: "".join(piece for piece, numbers, _ in view["pieces"] if number in numbers)
        for number in {one["mark"] for one in view["evidence"]}
    }
    found = {(one["rule"], marked[one["mark"]]) for one in view["evidence"] if "rule" in one}
    assert result.text == text_of(view)
    assert {(tell["rule"], tell["evidence"]) for tell in result.row["tells"]} == found


def test_reasons_and_their_evidence_lead_to_each_other(draw: Draw, articles: Given) -> None:
    for result, view in zip(articles, views_of(draw("html", articles)), strict=True):
        for number, reason in enumerate(result.row["reasons"]):
            places = [one for one in view["evidence"] if one["reason"] == number]
            assert len(reason["tells"]) + len(reason.get("spans", ())) == len(places)
        assert [reason["log_odds"] for reason in result.row["reasons"]] == [one["weight"] for one in view["reasons"]]


def test_of_a_row_alone_the_evidence_is_quoted(draw: Draw, articles: Given) -> None:
    [result] = [result for result in articles if result.row["path"].endswith("bees.pt-quotes.txt")]

    [view] = views_of(draw("html", without_text([result])))

    assert "pieces" not in view
    assert {tell["evidence"] for tell in result.row["tells"]} == {
        one["quote"] for one in view["evidence"] if "rule" in one
    }


def test_the_counts_and_the_gate_stand_at_the_top(draw: Draw, articles: Given) -> None:
    outcome = GateOutcome(False, "gate: 1 of 1 <articles> translated (allowed 0): FAIL")

    first, second, *_ = tree(draw("html", articles, outcome)).xpath("//h1/following-sibling::p")

    assert first.text.startswith(f"{len(articles)} articles: ")
    assert outcome.line == second.text


def test_what_does_not_print_is_spelt_out(draw: Draw, hostile: Given) -> None:
    drawn = draw("html", hostile)

    assert all(line.replace("\t", " ").isprintable() for line in drawn.split("\n"))
    assert all(line.isprintable() for view in views_of(drawn) for line in json.dumps(view).split("\\n"))


def test_no_text_ends_the_script_that_holds_it(draw: Draw, hostile: Given) -> None:
    data = re.findall(r'<script type="application/json" id="a\d+-view">(.*?)</script>', draw("html", hostile))

    assert len(hostile) == len(data)
    assert [] == [one for one in data if "<" in one]


def test_the_modules_of_a_page_can_be_joined_since_no_name_is_there_twice() -> None:
    for entry in ("report.js", "page.js"):
        joined = join_modules(entry)

        names = re.findall(r"^(?:async )?(?:function\*?|const|let|class) (\w+)", joined, re.M)
        assert [] == [name for name, times in Counter(names).items() if times > 1]
        assert [] == re.findall(r"^\s*(?:import|export)\b.*", joined, re.M)


def test_no_script_or_style_makes_markup_or_names_another_place() -> None:
    sources = {file.name: file.read_text("utf-8") for file in STATIC.iterdir()}
    risky = re.compile(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|new Function|</script|<!--")

    scripts = {name: text for name, text in sources.items() if name.endswith(".js")}
    assert {} == {name: found for name, text in scripts.items() if (found := risky.findall(text))}
    places = {name: set(re.findall(r"(?:https?:)?//[\w-]+\.[\w./]+", text)) for name, text in sources.items()}
    assert {"http://www.w3.org/2000/svg"} == set().union(*places.values())


@pytest.mark.parametrize(("articles", "is_said"), [(20_000, False), (20_001, True)])
def test_that_many_articles_take_long_to_open_is_said(articles: int, is_said: bool) -> None:
    note = make_report(Format.HTML, Style()).note(Summary(articles, 0, 0, articles, 0, 0))

    assert is_said == bool(note and note.startswith("html: 20,001 articles take browsers long to open: "))
