"""The page of `mtdetect serve` for everybody: axe in each state, in all colours and sizes, and by keyboard."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import PHONE, barriers, is_wider_than_screen
from tests.served import Server, serve
from tests.served_page import DROP, check, opened, read

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow
MODES: dict[str, dict[str, Any]] = {
    "twice as large": {"viewport": {"width": 640, "height": 450}},
    "colours of the system": {"forced_colors": "active", "reduced_motion": "reduce"},
    "colours of the system, dark": {"forced_colors": "active", "color_scheme": "dark"},
}


@pytest.fixture(scope="module")
def server(browser: "Browser") -> Iterator[Server]:  # noqa: ARG001 - without a browser no server is needed
    with serve() as started:
        yield started


@pytest.mark.parametrize(("scheme", "viewport"), [("light", None), ("dark", None), ("light", PHONE), ("dark", PHONE)])
def test_nothing_bars_anybody(browser: "Browser", server: Server, scheme: str, viewport: Any) -> None:
    options = {"color_scheme": scheme, **({"viewport": viewport} if viewport else {})}
    with opened(browser, f"http://127.0.0.1:{server.port}/", **options) as watched:
        page = watched.page
        found = [barriers(page), is_wider_than_screen(page)]
        check(page, read("bees.pt-quotes.txt"), read("bees.txt"))
        page.get_by_role("button", name="Shade sentences").click()
        page.get_by_role("button", name="Next mark").click()
        found += [barriers(page), is_wider_than_screen(page)]

        assert [[], False, [], False] == found


@pytest.mark.parametrize("mode", MODES)
def test_nothing_bars_anybody_in_any_state(browser: "Browser", server: Server, mode: str) -> None:
    with opened(browser, f"http://127.0.0.1:{server.port}/", **MODES[mode]) as watched:
        page, found = watched.page, dict[str, Any]()

        def look(state: str) -> None:
            found[state] = (barriers(page), is_wider_than_screen(page))

        page.get_by_role("button", name="Check").click()
        look("error")
        page.evaluate(DROP, [["a.txt", read("bees.txt")], ["b.txt", read("bees.pt.txt")], ["c.pdf", "none"]])
        page.locator(".sorted").wait_for()
        page.locator(".tile.human").click()
        look("table")
        page.get_by_role("button", name="Clear").click()
        page.locator(".overview").wait_for(state="detached")
        check(page, read("bees.pt-quotes.txt"), read("bees.txt"))
        page.get_by_role("button", name="Shade sentences").click()
        look("comparison")

    assert dict.fromkeys(("error", "table", "comparison"), ([], False)) == found


def test_focus_goes_from_top_to_bottom(browser: "Browser", server: Server) -> None:
    named, seen = "document.activeElement.name || document.activeElement.textContent", []
    with opened(browser, f"http://127.0.0.1:{server.port}/") as watched:
        for _ in range(7):
            watched.page.keyboard.press("Tab")
            seen.append(watched.page.evaluate(named))

    assert ["colours", "article", "files", "Compare with a suspected origin", "Check", "Clear", "the API"] == seen


def test_what_is_pressed_is_seen_in_the_colours_of_the_system(browser: "Browser", server: Server) -> None:
    with opened(browser, f"http://127.0.0.1:{server.port}/", forced_colors="active") as watched:
        check(watched.page, read("bees.pt-quotes.txt"))
        shade = watched.page.get_by_role("button", name="Shade sentences")
        background = "one => getComputedStyle(one).backgroundColor"

        before = shade.evaluate(background)
        shade.click()

        assert before != shade.evaluate(background)
        ink = "one => getComputedStyle(one).color"
        marked, around = watched.page.locator(".text mark").first, watched.page.locator(".text")
        assert marked.evaluate(ink) == around.evaluate(ink)  # and not that of a mark, which may be unseen
