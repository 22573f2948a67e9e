"""The HTML report on screens, phones and paper: nothing is cut off, and nothing is lost where there is less room."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import mtdetect
from mtdetect.document import Document
from mtdetect.match.row import match_results
from mtdetect.results.row import Result
from tests.browser import PHONE, Watched, barriers, is_wider_than_screen
from tests.served_page import read
from tests.test_report_html_page import site_row

Open = Callable[..., Watched]
LONG = "archive_" + "of_the_whole_year_" * 12 + "bees.txt"
PAPER = {"width": 680, "height": 960}  # about what a sheet of A4 has between its margins

# Of each mark the bottom of its last line, and of its number: those of one mark stand on one line.
LINES = """() => [...document.querySelectorAll(".text [data-mark]")].map(number => {
  const marks = document.querySelectorAll(`.text mark[data-marks~="${number.dataset.mark}"]`);
  const last = [...marks[marks.length - 1].getClientRects()].at(-1);
  return [last.top, last.bottom, (number.getBoundingClientRect().top + number.getBoundingClientRect().bottom) / 2];
})"""

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("width", range(300, 420, 6))
def test_a_number_stands_on_the_line_on_which_its_mark_ends(show: Open, few: list[Result], width: int) -> None:
    page = show(few, "#a1", viewport={"width": width, "height": 800}).page

    lines = page.evaluate(LINES)

    assert len(lines) > 10
    assert [] == [line for line in lines if not line[0] <= line[2] <= line[1]]


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_number_is_pressed_by_keyboard(show: Open, few: list[Result], key: str) -> None:
    page = show(few, "#a1").page
    page.get_by_role("button", name="Next mark").press("Enter")
    page.keyboard.press("Escape")

    page.keyboard.press(key)

    assert page.get_by_role("note").is_visible()
    assert "1" == page.locator(":focus").get_attribute("data-mark")


def test_a_phone_shows_long_names_in_full(show: Open, tmp_path: Path) -> None:
    (tmp_path / LONG).write_text(read("bees.txt"), encoding="utf-8")
    matcher = mtdetect.load_matcher([tmp_path / LONG])
    results = list(match_results(mtdetect.load(), matcher, [Document("a", read("bees.pt.txt"))]))
    page = show(results, viewport=PHONE).page

    assert LONG in page.locator(".article > header").inner_text()
    assert not is_wider_than_screen(page)


def test_a_phone_sorts_by_the_headings_that_it_shows(show: Open, few: list[Result]) -> None:
    page = show(few, viewport=PHONE).page
    heading = page.get_by_role("button", name="Words", exact=True)

    heading.click()

    words = [int(cell) for cell in page.locator(".sorted td.words:visible").all_text_contents()]
    assert sorted(words, reverse=True) == words
    box = heading.bounding_box()
    assert box is not None
    assert box["width"] > 24 and box["height"] > 24  # noqa: PT018 - one size
    assert ([], False) == (barriers(page), is_wider_than_screen(page))


def test_a_phone_leaves_out_what_an_article_has_not(show: Open, few: list[Result]) -> None:
    page = show(few, viewport=PHONE).page

    cells = page.locator(".sorted tbody tr", has_text="too short").locator("td:visible")

    assert [" not judged: too short (2 words; 50 needed)", "short", "2"] == cells.all_text_contents()


def test_paper_shows_all_columns(show: Open, few: list[Result]) -> None:
    given = [
        replace(one, row={**one.row, "id": LONG[:60] + str(at), "site": "s.example"}) for at, one in enumerate(few)
    ]
    page = show(given, viewport=PAPER).page

    page.emulate_media(media="print")

    right = page.locator(".sorted th").last.evaluate("one => one.getBoundingClientRect().right")
    assert right <= PAPER["width"]
    assert not is_wider_than_screen(page)


def test_paper_shows_all_reasons(show: Open, few: list[Result]) -> None:
    page = show(few, "#a1").page
    lighter = page.locator(".lighter .reasons li").last

    before = lighter.is_visible()
    page.emulate_media(media="print")

    assert (False, True) == (before, lighter.is_visible())


def test_many_sites_leave_the_articles_in_reach(show: Open, few: list[Result]) -> None:
    sites = [Result(site_row(f"s{at:02}.example")) for at in range(40)]
    page = show([*few, *sites]).page

    assert 10 == page.locator("[aria-labelledby=sites-title] tbody tr").count()
    assert "1–10 of 40 sites" == page.locator(".pager .where").first.inner_text()
    page.get_by_role("button", name="Next page").first.click()
    assert "11–20 of 40 sites" == page.locator(".pager .where").first.inner_text()


def test_the_bars_of_answers_are_told_apart_without_colours(show: Open, few: list[Result]) -> None:
    page = show(few).page

    key = page.locator(".key")

    assert "In a bar, from below: likely human unsure likely translated" == " ".join(key.inner_text().split())
    assert 3 == key.locator("svg.shape").count()
    assert max(one.evaluate("one => one.getBoundingClientRect().width") for one in key.locator("svg").all()) < 20


def test_rules_are_chosen_by_their_names(show: Open, few: list[Result]) -> None:
    page = show(few).page

    names = page.get_by_label("Rule").locator("option").all_text_contents()
    page.get_by_label("Rule").select_option(label="MT514 country cut off")

    assert "any" == names[0]
    assert all(" " in name for name in names[1:])
    assert "1–1 of 1 article" == page.locator(".pager .where").inner_text()
    assert "MT514" in page.locator(".sorted td.rules").inner_text()


def test_fields_of_a_range_are_named_each(show: Open, few: list[Result]) -> None:
    page = show(few).page

    page.get_by_role("spinbutton", name="Likelihood to %").fill("0")

    assert "No article fits" == page.locator(".pager .where").inner_text()


@pytest.mark.parametrize(
    ("text", "language"), [("هذا نص عربي عن سياسة الحكومة والاقتصاد في البلاد. " * 20, ""), (None, "en")]
)
def test_a_text_is_english_to_a_screen_reader_only_where_it_is(
    show: Open, few: list[Result], judged: Callable[[str], Result], text: str | None, language: str
) -> None:
    page = show([judged(text) if text else few[0]]).page

    assert language == page.locator(".text").get_attribute("lang")


def test_a_text_without_marks_has_no_buttons_to_go_through_them(show: Open, judged: Callable[[str], Result]) -> None:
    page = show([judged("Too short."), judged("")], "#a1").page

    assert ("Nothing is marked", 0) == (page.locator(".tools").inner_text(), page.locator(".tools button").count())
    page.goto(page.url.replace("#a1", "#a2"))
    page.locator("h2", has_text="a.txt").wait_for()
    page.get_by_text("There is no text to show.").wait_for()
    assert 0 == page.locator(".text").count()


def test_a_weight_that_is_nearly_none_keeps_its_sign(show: Open, few: list[Result]) -> None:
    page = show(few, "#a1").page
    page.locator(".lighter summary").click()

    said = {item.locator(".weight").inner_text(): item.inner_text() for item in page.locator(".reasons li").all()}

    assert [] == [text for weight, text in said.items() if "speaks for a human" in text and not weight.startswith("−")]
    assert not {"+0.0", "−0.0"} & said.keys()


def test_words_that_a_message_quotes_are_set_as_code(show: Open, judged: Callable[[str], Result]) -> None:
    page = show([judged(read("quota.es-apertium.txt"))], "#a0").page
    page.locator(".lighter summary").evaluate_all("found => found.forEach(one => one.parentElement.open = true)")

    message = page.get_by_text("stands behind a figure").first

    assert ["Millions", "billions"] == message.locator("code").all_inner_texts()
    labels = page.locator(".text [data-mark]").evaluate_all("found => found.map(one => one.ariaLabel)")
    assert any("Millions or billions stands behind a figure" in label for label in labels)
    assert not any("`" in label for label in labels)


def test_plots_say_how_far_to_trust_the_report(show: Open, few: list[Result]) -> None:
    page = show(few, viewport=PHONE).page
    page.locator(".about summary").click()
    plots = page.locator(".plot")

    said = " ".join(image.get_attribute("alt") or "" for image in plots.locator("img").all())

    assert all(word in said for word in ("ROC", "found", "false positives", "likelihoods", "scores", "weights"))
    assert all(
        image.evaluate("one => one.naturalWidth > 0 && one.width >= 600") for image in plots.locator("img").all()
    )
    assert ([], False) == (barriers(page), is_wider_than_screen(page))
