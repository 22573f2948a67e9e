"""The page of `mtdetect serve` as tests use it: what is pasted, dropped and looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import Watched, open_page
from tests.conftest import SEEDS
from tests.served import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARTICLES = ROOT / "seeds" / "articles"
SHOWN = "[...document.querySelectorAll('.text > :not(.number)')].map(one => one.textContent).join('')"
DROP = """files => {
  const data = new DataTransfer();
  for (const [name, text] of files) data.items.add(new File([text], name, {type: "text/plain"}));
  const drop = new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true});
  document.querySelector("main").dispatchEvent(drop);
}"""


@contextmanager
def opened(browser: "Browser", address: str, **options: Any) -> Iterator[Watched]:
    """The page at an address; at the end nothing went wrong in it, and nothing was asked for elsewhere."""
    with open_page(browser, **options) as watched:
        watched.page.goto(address)
        yield watched
        assert ([], []) == (watched.faults, watched.asked_elsewhere(address))


def read(name: str) -> str:
    return (ARTICLES / name).read_text(encoding="utf-8")


def seed(number: str) -> str:
    """A seed that is not part of the project."""
    found = sorted(SEEDS.glob(f"{number}*.txt"))
    if not found:
        pytest.skip(f"no seed {number} in {SEEDS} (MTDETECT_SEEDS names the folder)")
    return found[0].read_text(encoding="utf-8")


def check(page: "Page", article: str, origin: str = "") -> None:
    page.get_by_label("Article", exact=True).fill(article)
    if origin:
        page.locator("summary", has_text="Compare").click()
        page.get_by_label("The article that it may have been copied from").fill(origin)
    page.get_by_role("button", name="Check").click()
    page.locator(".article").wait_for()
