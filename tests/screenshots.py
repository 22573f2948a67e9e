"""The pictures in docs/images, of this project's own articles: `python -m tests.screenshots` takes them again."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.browser import PHONE, open_browser, open_page
from tests.served import ROOT, serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

IMAGES = ROOT / "docs" / "images"
ARTICLES = ROOT / "seeds" / "articles"
SCREEN = {"width": 1180, "height": 760}


@contextmanager
def opened(browser: "Browser", address: str, **options: Any) -> Iterator["Page"]:
    with open_page(browser, **{"viewport": SCREEN, **options}) as watched:
        watched.page.goto(address)
        yield watched.page


def take(page: "Page", name: str) -> None:
    """Take a picture of what is in sight."""
    page.wait_for_timeout(500)
    file = IMAGES / f"{name}.png"
    page.screenshot(path=file)
    if pngquant := shutil.which("pngquant"):  # a third of the size, and the same to the eye
        subprocess.run([pngquant, "--force", "--output", file, "--", file], check=True)
    print(f"docs/images/{name}.png")


def report_pictures(browser: "Browser", report: str) -> None:
    """The report: its overview, an article with a note, and on a dark phone with shades."""
    with opened(browser, report) as page:
        take(page, "report")
        page.get_by_role("link", name="bees.pt-quotes").click()
        page.locator(".text .number").nth(6).click()
        take(page, "report-article")
    with opened(browser, report, color_scheme="dark", viewport=PHONE) as page:
        page.get_by_role("link", name="bees.pt-quotes").click()
        page.get_by_role("button", name="Shade sentences").click()
        page.locator(".text").scroll_into_view_if_needed()
        take(page, "report-phone-dark")


def page_pictures(browser: "Browser", address: str) -> None:
    """The page of the server: an article beside its origin, in the dark."""
    with opened(browser, address, color_scheme="dark") as page:
        page.get_by_label("Article", exact=True).fill((ARTICLES / "bees.pt.txt").read_text(encoding="utf-8"))
        page.locator("summary", has_text="Compare").click()
        page.locator("#origin").fill((ARTICLES / "bees.txt").read_text(encoding="utf-8"))
        page.get_by_role("button", name="Check").click()
        page.locator(".pairs").wait_for()
        page.locator(".origin").evaluate("one => one.scrollIntoView()")
        take(page, "page-origin-dark")


def main() -> None:
    """Take all pictures."""
    from typer.testing import CliRunner

    from mtdetect.cli.app import app

    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, open_browser() as browser:
        file = Path(folder) / "report.html"
        CliRunner().invoke(app, ["score", str(ARTICLES), "--isolated", "--output", f"html={file}"])
        file.write_text(file.read_text("utf-8").replace(f"{ARTICLES}/", ""), "utf-8")
        report_pictures(browser, file.as_uri())
        with serve() as server:
            page_pictures(browser, f"http://127.0.0.1:{server.port}/")


if __name__ == "__main__":
    main()
