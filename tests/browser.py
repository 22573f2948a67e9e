"""A real browser for tests: the system's Chromium, driven by Playwright, without any network but what a test serves."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page

_PATIENCE = 60_000  # milliseconds
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@dataclass(frozen=True, slots=True)
class Watched:
    """A page, with what went wrong in it, and the addresses that it asked for."""

    page: "Page"
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def note_message(self, message: "ConsoleMessage") -> None:
        """Note an error or a warning of the console."""
        if message.type in ("error", "warning"):
            self.faults.append(message.text)

    def note_dialog(self, dialog: "Dialog") -> None:
        """Note a dialog, which no page of ours opens, and close it."""
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def asked_elsewhere(self, own: str) -> list[str]:
        """The addresses that do not begin with `own`."""
        return [url for url in self.requests if not url.startswith((own, "blob:", "data:"))]


@contextmanager
def open_browser() -> Iterator["Browser"]:
    """The browser, with a profile of its own that is gone afterwards; skips the test where there is none."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium on PATH (Debian, Ubuntu: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def open_page(browser: "Browser", **options: Any) -> Iterator[Watched]:
    """A page in a context of its own, that is watched from its first request on."""
    context = browser.new_context(**{"viewport": WIDE, **options})
    watched = Watched(context.new_page())
    page = watched.page
    page.set_default_timeout(_PATIENCE)
    page.on("console", lambda message: watched.note_message(message))
    page.on("pageerror", lambda error: watched.faults.append(str(error)))
    page.on("dialog", lambda dialog: watched.note_dialog(dialog))
    page.on("request", lambda request: watched.requests.append(request.url))
    try:
        yield watched
    finally:
        context.close()


def barriers(page: "Page") -> list[str]:
    """What axe finds against WCAG 2.2 AA and its best practices in a page as it is shown."""
    from axe_playwright_python.sync_playwright import Axe

    rules = {"runOnly": {"type": "tag", "values": LEVELS}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=rules).response["violations"]
    return [f"{one['id']}: {node['html'][:200]} {node['failureSummary']}" for one in found for node in one["nodes"]]


def is_wider_than_screen(page: "Page") -> bool:
    """Whether the page would have to be moved sideways to be read."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
