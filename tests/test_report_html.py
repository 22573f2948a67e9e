"""The HTML page: valid, self-contained, escaped, its evidence where it stands, its links leading somewhere."""

import re
from collections import Counter
from collections.abc import Callable

import pytest
from justhtml import JustHTML
from lxml import etree
from lxml import html as parser

from mtdetect.report.highlights import Mark, mark_html
from mtdetect.report.summary import GateOutcome
from mtdetect.results.row import Result

Draw = Callable[..., str]
Given = list[Result]


def page(drawn: str) -> etree._Element:
    """The page as a tree; raises where a browser's parser would complain."""
    JustHTML(drawn, strict=True, sanitize=False)
    return parser.document_fromstring(drawn)


def without_text(results: Given) -> Given:
    return [Result(result.row) for result in results]


@pytest.fixture(params=["articles", "hostile", "rows alone"])
def given(request: pytest.FixtureRequest, articles: Given, hostile: Given) -> Given:
    return {"articles": articles, "hostile": hostile, "rows alone": without_text([*articles, *hostile])}[request.param]


def test_the_page_is_valid_and_has_an_element_an_article(draw: Draw, given: Given) -> None:
    elements = page(draw("html", given)).xpath("//article/h2")

    assert len(given) == len(elements)


def test_nothing_is_run_or_loaded(draw: Draw, given: Given) -> None:
    root = page(draw("html", given))

    assert [] == root.xpath("//script | //link | //img | //iframe | //object | //base | //form")
    assert [] == root.xpath("//@src | //@*[starts-with(name(), 'on')] | //@style")
    assert {"#"} >= {href[0] for href in root.xpath("//@href")}
    assert ["default-src 'none'; style-src 'unsafe-inline'"] == root.xpath("//meta[@http-equiv]/@content")


def test_links_lead_to_one_place_each(draw: Draw, given: Given) -> None:
    root = page(draw("html", given))

    ids = Counter(root.xpath("//@id"))
    assert {1} == set(ids.values())
    assert set() == {href[1:] for href in root.xpath("//@href")} - set(ids)
    assert set() == set(root.xpath("//@aria-labelledby")) - set(ids)


def test_headings_tables_and_language_are_marked_up(draw: Draw, articles: Given) -> None:
    root = page(draw("html", articles))

    judged = [result for result in articles if result.row["abstained"] is None]
    assert ("en", 1, 1) == (root.get("lang"), len(root.xpath("//h1")), len(root.xpath("//main")))
    assert len(judged) == len(root.xpath("//table[caption]/thead/tr[count(th[@scope='col']) = 3]"))


def test_evidence_is_marked_where_it_stands(draw: Draw, articles: Given) -> None:
    [result] = [result for result in articles if result.row["path"].endswith("bees.pt-quotes.txt")]

    root = page(draw("html", [result]))

    marks = [mark.text for mark in root.xpath("//mark")]
    assert [] == [tell["evidence"] for tell in result.row["tells"] if tell["evidence"] not in marks]
    for sup in root.xpath("//div[@class='text']//sup"):
        sup.drop_tree()
    assert result.text == root.xpath("string(//div[@class='text'])")


def test_of_a_row_alone_the_evidence_is_named(draw: Draw, articles: Given) -> None:
    [result] = [result for result in articles if result.row["path"].endswith("bees.pt-quotes.txt")]

    root = page(draw("html", without_text([result])))

    assert [] == root.xpath("//details")
    assert {tell["evidence"] for tell in result.row["tells"]} == {mark.text for mark in root.xpath("//td/mark")}


def test_the_text_of_a_translated_article_is_open(draw: Draw, articles: Given) -> None:
    root = page(draw("html", articles))

    opened = [details.get("open") is not None for details in root.xpath("//details")]
    assert [result.row["verdict"] == "translated" for result in articles] == opened


def test_the_counts_and_the_gate_stand_at_the_top(draw: Draw, articles: Given) -> None:
    outcome = GateOutcome(False, "gate: 1 of 1 <articles> translated (allowed 0): FAIL")

    first, second, *_ = page(draw("html", articles, outcome)).xpath("//h1/following-sibling::p")

    assert first.text.startswith(f"{len(articles)} articles: ")
    assert outcome.line == second.text


def test_what_does_not_print_is_spelt_out(draw: Draw, hostile: Given) -> None:
    drawn = draw("html", hostile)

    assert all(line.replace("\t", " ").isprintable() for line in drawn.split("\n"))


def test_places_may_overlap_and_touch() -> None:
    marks = [Mark(0, 4, "a", "A", ""), Mark(2, 6, "b", "B", ""), Mark(6, 8, "c", "C", ""), Mark(6, 8, "d", "D", "")]

    made = re.sub(' title=""', "", mark_html("012345678", marks))

    assert (
        '<span id="a"></span><mark>01</mark><span id="b"></span><mark>23</mark><sup><span>A</span></sup>'
        '<mark>45</mark><sup><span>B</span></sup><span id="c"></span><span id="d"></span><mark>67</mark>'
        "<sup><span>C</span> <span>D</span></sup>8"
    ) == made


def test_line_ends_stay_one_each_where_a_place_cuts_them() -> None:
    made = mark_html("a\r\nb\rc\td", [Mark(0, 2, "k", "K", "")])

    assert '<span id="k"></span><mark>a</mark><sup><span title="">K</span></sup>\nb\nc\td' == made
