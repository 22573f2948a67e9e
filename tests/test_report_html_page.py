"""The HTML report in a real browser: by keyboard, by pointer, on a phone, on paper, with hostile texts, and many."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import mtdetect
from mtdetect.document import Document
from mtdetect.match.row import match_results
from mtdetect.results.row import Result, Row
from tests.browser import PHONE, Watched, barriers, is_wider_than_screen
from tests.conftest import OF_PAGES
from tests.report_pages import text_of, views_of

if TYPE_CHECKING:
    pass

Draw = Callable[..., str]
Open = Callable[..., Watched]
ARTICLES = Path(__file__).resolve().parents[1] / "seeds" / "articles"
MANY = 5000
SCHEMES = [("light", None), ("dark", None), ("light", PHONE), ("dark", PHONE)]

pytestmark = pytest.mark.slow


def site_row(name: str) -> Row:
    return {
        **{"schema": 1, "kind": "site", "site": name, "articles": 3, "judged": 3, "likelihood": 0.98},
        **{"human_share": 0.004, "verdict": "translated", "abstained": None, "repeated": 0, "excused": 0},
        "share": {"estimate": 0.9, "low": 0.7, "high": 1.0},
        "recurring": [{"rule": "MT401", "articles": 2, "human_sites": 0.01}],
        **{"suppressed": [], "signature": "model:a|rules:b|version:c"},
    }


@pytest.mark.parametrize(("scheme", "viewport"), SCHEMES)
@pytest.mark.parametrize("part", ["", "#a1", "#a5"])
def test_nothing_bars_anybody(show: Open, few: list[Result], part: str, scheme: str, viewport: Any) -> None:
    page = show(few, part, color_scheme=scheme, **({"viewport": viewport} if viewport else {})).page
    if page.get_by_role("button", name="Shade sentences").count():
        page.get_by_role("button", name="Shade sentences").click()
        page.get_by_role("button", name="Next mark").click()

    found = barriers(page)

    assert ([], False) == (found, is_wider_than_screen(page))


def test_marks_are_gone_through_by_keyboard(show: Open, few: list[Result]) -> None:
    page = show(few, "#a1").page
    note, focus = page.get_by_role("note"), page.locator(":focus")
    page.get_by_role("button", name="Next mark").focus()

    page.keyboard.press("Enter")
    seen = [focus.get_attribute("data-mark")]
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "End", "ArrowRight", "End", "Home"):
        page.keyboard.press(key)
        seen.append(focus.get_attribute("data-mark"))

    last = str(page.locator(".text .number").count())
    assert ["1", "2", "3", "2", last, "1", last, "1"] == seen
    assert note.is_visible()
    page.keyboard.press("Escape")
    assert (False, "1") == (note.is_visible(), focus.get_attribute("data-mark"))
    page.keyboard.press("Tab")
    assert 0 == page.locator(".text :focus").count()  # one stop for all marks


def test_a_mark_tells_its_rule_its_cause_and_its_weight_and_leads_to_its_reason(show: Open, few: list[Result]) -> None:
    page = show(few, "#a1").page
    tell = next(tell for tell in few[0].row["tells"] if tell["rule"] == "MT711")
    number = page.locator(".reasons li", has_text="MT711").locator("button.number").first
    chosen = number.inner_text()

    number.click()

    assert chosen == page.locator(":focus").get_attribute("data-mark")
    assert tell["message"] in str(page.locator(":focus").get_attribute("aria-label"))
    said = page.get_by_role("note").inner_text()
    assert all(part in said for part in ("MT711", tell["message"], tell["hint"], "Speaks for machine translation"))
    page.get_by_role("note").locator(".noted", has_text="MT711").get_by_role("button", name="Show the reason").click()
    assert "MT711" in page.locator(":focus").inner_text()


def test_a_pointer_over_a_mark_brings_its_note_and_takes_it_away(show: Open, few: list[Result]) -> None:
    page = show(few, "#a1").page
    note = page.get_by_role("note")

    page.locator(".text mark").first.hover()
    note.wait_for()
    note.hover()  # it stays while it is read
    page.wait_for_timeout(600)
    assert note.is_visible()
    page.mouse.move(5, 5)

    note.wait_for(state="hidden")


def test_a_click_on_a_mark_keeps_its_note_until_one_clicks_elsewhere(show: Open, few: list[Result]) -> None:
    page = show(few, "#a1").page
    note = page.get_by_role("note")

    for chosen in (page.locator(".text .number").nth(6), page.locator(".text mark").nth(3)):
        chosen.click()
        page.mouse.move(5, 5)
        page.wait_for_timeout(400)
        assert note.is_visible()
        page.locator(".text > span").first.click()
        assert not note.is_visible()


def test_no_mark_stands_in_another_and_together_they_are_the_text(show: Open, few: list[Result]) -> None:
    page = show(few, "#a1").page

    shown = page.evaluate(
        "[...document.querySelectorAll('.text > :not(.number)')].map(one => one.textContent).join('')"
    )

    assert few[0].text == shown
    assert 0 == page.locator(".text mark mark, .text mark .number, .text span mark").count()


def test_the_readers_shares_are_a_shade_and_a_list_of_their_own(show: Open, few: list[Result]) -> None:
    first, *others = few[0].sentences
    read = replace(few[0], sentences=(replace(first, reader=0.5), *(replace(one, reader=-0.07) for one in others)))
    page = show([read, *few[1:]], "#a1").page
    shades = [page.get_by_role("button", name=name) for name in ("Shade sentences", "Shade by the reader")]

    for shade in shades:
        shade.click()

    assert ["false", "true"] == [shade.get_attribute("aria-pressed") for shade in shades]
    assert page.locator(".by-reader .reader-machine-3").first.is_visible()
    assert page.locator(".by-reader .reader-human-2").count() > 0
    assert "approximate" in page.locator(".legend").inner_text()
    heavy = page.locator(".heavy", has_text="Sentences that the reader weighs most")
    assert ("Approximate" in heavy.inner_text(), "+0.50") == (True, heavy.locator(".weight").first.inner_text())
    assert [] == barriers(page)


def test_colours_are_chosen_by_keyboard_and_remembered_in_the_file(show: Open, few: list[Result]) -> None:
    page = show(few, color_scheme="light").page
    background = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(background)
    group = page.get_by_role("group", name="Colours")

    group.get_by_role("radio", name="System").focus()
    page.keyboard.press("ArrowLeft")
    dark = page.evaluate(background)
    page.reload()
    page.locator(".sorted").wait_for()

    assert light != dark == page.evaluate(background)
    assert group.get_by_role("radio", name="Dark").is_checked()
    assert [] == barriers(page)
    group.get_by_role("radio", name="System").check(force=True)
    assert (light, 0) == (page.evaluate(background), page.evaluate("localStorage.length"))


def test_sentences_are_shaded_and_those_that_weigh_most_are_led_to(show: Open, few: list[Result]) -> None:
    page = show(few, "#a2").page
    heaviest = max(few[1].sentences, key=lambda one: abs(one.log_odds))
    shade = page.get_by_role("button", name="Shade sentences")

    shade.click()
    page.locator(".heavy button").first.click()

    assert ("true", 1) == (shade.get_attribute("aria-pressed"), page.locator(".annotated.shaded").count())
    assert page.locator(".by-weights .weights-machine-3").count() > 0
    assert few[1].text is not None
    assert few[1].text[heaviest.start : heaviest.end].startswith(page.locator(".flash").inner_text()[:12])


def test_many_articles_are_filtered_and_sorted_and_drawn_when_opened(show: Open, few: list[Result]) -> None:
    given = [replace(few[at % 5], row={**few[at % 5].row, "id": f"{at:04}", "path": None}) for at in range(MANY)]
    given = [replace(one, row={**one.row, "site": f"s{at % 50}.example"}) for at, one in enumerate(given)]
    page = show(given).page
    where, rows = page.locator(".pager .where"), page.locator(".sorted tbody tr")
    translated = sum(one.row["verdict"] == "translated" for one in given)

    assert ("1–100 of 5,000 articles", 100, 0) == (where.inner_text(), rows.count(), page.locator(".article").count())
    page.locator(".tile.translated").click()
    assert f"of {translated:,} articles" in where.inner_text()
    page.get_by_label("Rule").select_option("MT514")
    assert "of 1,000 articles" in where.inner_text()
    page.get_by_label("Site").fill("s11.example")
    assert "1–100 of 100 articles" == where.inner_text()
    page.get_by_label("Article", exact=True).fill("00")
    page.get_by_role("button", name="Article", exact=True).click()
    names = page.locator(".sorted td.name").all_inner_texts()
    assert names == sorted(one.row["id"] for one in given if one.row["id"] in names)
    page.get_by_label("Likelihood from %").fill("100")
    assert "No article fits" == where.inner_text()


def test_an_article_opens_by_its_link_and_leads_on_and_back(show: Open, few: list[Result]) -> None:
    page = show(few).page
    names = page.locator(".sorted td.name").all_inner_texts()

    page.get_by_role("link", name=names[1]).click()
    assert names[1] == page.locator("h2:focus").inner_text()
    page.get_by_role("link", name="Next").click()
    assert names[2] == page.locator("h2:focus").inner_text()
    page.go_back()
    assert names[1] == page.locator("h2:focus").inner_text()
    page.get_by_role("link", name="All articles").click()

    assert names[1] == page.locator("td a:focus").inner_text()


def test_a_site_shows_what_recurs_and_its_articles(show: Open, few: list[Result]) -> None:
    given = [replace(one, row={**one.row, "site": f"{'ab'[at > 2]}.example"}) for at, one in enumerate(few)]
    page = show([*given, Result(site_row("a.example")), Result(site_row("b.example"))]).page

    page.get_by_role("button", name="a.example").click()

    assert "MT401 space before closing quote" in page.locator(".card").inner_text()
    assert "1–3 of 3 articles" == page.locator(".pager .where").last.inner_text()
    assert [] == barriers(page)
    page.get_by_role("button", name="Show those of all sites").click()
    assert "1–5 of 5 articles" == page.locator(".pager .where").last.inner_text()


def test_an_article_and_its_origin_stand_side_by_side(show: Open) -> None:
    matcher = mtdetect.load_matcher([ARTICLES / "bees.txt"])
    copy = Document("bees.pt", (ARTICLES / "bees.pt.txt").read_text(encoding="utf-8"))
    results = list(match_results(mtdetect.load(), matcher, [copy]))
    pairs = results[0].row["origin"]["pairs"]
    page = show(results).page
    rows = page.locator(".pairs tbody tr")

    assert (len(pairs), []) == (rows.count(), barriers(page))
    first = next(pair for pair in pairs if pair["suspect"] and pair["origin"])
    assert [first["suspect"]["text"], first["origin"]["text"]] == rows.first.locator("td").all_text_contents()[:2]
    page.get_by_label("that show it best").check()
    assert len(results[0].row["origin"]["best"]) == sum(one.is_visible() for one in rows.all())
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert ([], False) == (barriers(page), is_wider_than_screen(page))


def test_hostile_texts_show_as_text(show: Open, draw: Draw, hostile: list[Result]) -> None:
    views = views_of(draw("html", hostile))
    page = show(hostile).page

    assert len(hostile) == page.locator(".sorted tbody tr").count()
    for number, (result, view) in enumerate(zip(hostile, views, strict=True), 1):
        page.goto(page.url.partition("#")[0] + f"#a{number}")
        assert view["name"] == page.locator("h2").text_content()
        if result.text is not None and "pieces" in view:
            shown = "[...document.querySelectorAll('.text > :not(.number)')].map(one => one.textContent).join('')"
            assert text_of(view) == page.evaluate(shown)
    assert 0 == page.locator("#stage script, #stage img, #stage iframe").count()


def test_on_paper_the_article_stands_without_its_tools(show: Open, few: list[Result]) -> None:
    page = show(few, "#a1").page

    pdf = page.pdf()
    page.emulate_media(media="print")

    assert b"%PDF" == pdf[:4]
    assert 0 == sum(one.is_visible() for one in page.locator(".tools, .path, .note").all())
    assert page.locator(".text").is_visible()
    assert page.locator(".reasons").first.is_visible()


def test_on_paper_the_table_has_all_its_rows(show: Open, few: list[Result]) -> None:
    given = [replace(few[at % 5], row={**few[at % 5].row, "id": f"{at:04}", "path": None}) for at in range(250)]
    page = show(given).page
    count = "() => { window.printed = document.querySelectorAll('tbody tr').length }"
    page.evaluate(f"addEventListener('beforeprint', {count})")

    page.pdf()

    assert (250, 100) == (page.evaluate("window.printed"), page.locator(".sorted tbody tr").count())


def test_without_scripts_the_articles_are_listed(show: Open, few: list[Result]) -> None:
    page = show(few, java_script_enabled=False).page

    lines = page.locator("#results p").all_inner_texts()

    assert len(few) == len(lines)
    assert all(name in line for name, line in zip([*OF_PAGES, "short"], lines, strict=True))


def test_rows_without_texts_show_their_evidence_with_its_reasons(show: Open, few: list[Result]) -> None:
    page = show([Result(few[0].row)]).page

    quoted = page.locator(".quoted mark").all_inner_texts()

    assert {tell["evidence"].strip() for tell in few[0].row["tells"]} == {quote.strip() for quote in quoted}
    assert [] == barriers(page)
