"""What the page of `mtdetect serve` says: in its own words, with the names of what was given, and where one sees it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import Watched
from tests.served import Server, serve
from tests.served_page import DROP, check, opened, read

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(browser: "Browser") -> Iterator[Server]:  # noqa: ARG001 - without a browser no server is needed
    with serve("--max-bytes", "5000") as started:
        yield started


@pytest.fixture
def watched(browser: "Browser", server: Server) -> Iterator[Watched]:
    with opened(browser, f"http://127.0.0.1:{server.port}/") as made:
        yield made
        made.faults[:] = [fault for fault in made.faults if "Failed to load resource" not in fault]


@pytest.fixture
def page(watched: Watched) -> "Page":
    return watched.page


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table whose texts stand in a column that is not called `text`."""
    file = tmp_path / "table.jsonl"
    file.write_text(json.dumps({"id": "one", "body": read("bees.txt")}), encoding="utf-8")
    return file


def status_of(page: "Page", part: str) -> str:
    """What the page says once it says `part`."""
    page.locator("#status").filter(has_text=part).wait_for()
    return page.locator("#status").inner_text()


@pytest.mark.parametrize("compare", [False, True])
def test_a_missing_column_is_asked_for_by_the_name_of_the_field(page: "Page", table: Path, compare: bool) -> None:
    if compare:
        page.locator("summary", has_text="Compare").click()
        page.locator("#origin").fill(read("bees.txt")[:4000])
    page.locator("#files").set_input_files([table])
    page.get_by_role("button", name="Check").click()

    verdict = page.locator(".article .verdict")

    assert "name the right one in the field “Column of the text”." in verdict.inner_text()
    assert "text_key" not in page.locator("main").inner_text()


@pytest.mark.parametrize(
    ("article", "origin", "name"),
    [
        ("Long. " * 999, "", "Pasted text"),
        ("Long. " * 999, "An origin.", "Pasted text"),
        ("a", "b" * 5001, "Suspected"),
    ],
)
def test_a_text_that_is_too_long_is_named(page: "Page", article: str, origin: str, name: str) -> None:
    page.get_by_label("Article", exact=True).fill(article)
    page.locator("summary", has_text="Compare").click()
    page.locator("#origin").fill(origin)
    page.get_by_role("button", name="Check").click()

    said = status_of(page, "holds more than 5,000 bytes")

    assert said.startswith(name)
    assert "documents[" not in said
    assert "candidates[" not in said


def test_a_busy_server_is_asked_again_and_one_that_took_too_long_is_not(page: "Page") -> None:
    answers, asked = ["busy", "too_many_requests", "out_of_time"], list[str]()

    def refuse(route: "Route") -> None:
        asked.append(answers[len(asked)])
        problem = {"error": {"kind": asked[-1], "message": f"{asked[-1]}: try again"}}
        route.fulfill(status=429 if "many" in asked[-1] else 503, json=problem, headers={"retry-after": "1"})

    page.route("**/v1/score", refuse)
    page.get_by_label("Article", exact=True).fill("A text.")
    page.get_by_role("button", name="Check").click()

    assert "out_of_time: try again" == status_of(page, "out_of_time")
    assert answers == asked


def test_a_server_that_has_ended_is_said(browser: "Browser") -> None:
    with serve() as server, opened(browser, f"http://127.0.0.1:{server.port}/") as watched:
        page = watched.page
        page.get_by_label("Article", exact=True).fill(read("bees.txt"))
        page.get_by_role("button", name="Stop").wait_for(state="hidden")
        server.stop()
        page.get_by_role("button", name="Check").click()

        assert "The server cannot be reached: is mtdetect serve still running?" == status_of(page, "reached")
        assert read("bees.txt") == page.get_by_label("Article", exact=True).input_value()
        watched.faults.clear()  # the browser notes that nothing answered


def test_what_could_not_be_read_is_not_counted_as_read(page: "Page") -> None:
    page.evaluate(DROP, [["a.txt", read("bees.txt")[:4000]], ["b.pdf", "none"]])

    assert "1 article read, 1 could not be." == status_of(page, "could not be")


@pytest.mark.parametrize("origin", ["", "bees.txt"])
def test_the_whole_answer_is_in_sight(page: "Page", origin: str) -> None:
    page.emulate_media(reduced_motion="reduce")

    check(page, read("bees.pt.txt")[:4000], read(origin)[:4000] if origin else "")

    top = page.locator(".article").evaluate("one => one.getBoundingClientRect().top")
    assert 0 <= top < 100
    assert "Pasted text" == page.locator("h2:focus").inner_text()


def test_long_names_of_files_are_broken(page: "Page", tmp_path: Path) -> None:
    file = tmp_path / f"{'W' * 200}.txt"
    file.write_text("A text.", encoding="utf-8")

    page.locator("#files").set_input_files([file])

    assert page.locator(".chosen").first.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert page.get_by_role("button", name="Leave out WWW").is_visible()
