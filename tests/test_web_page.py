"""The page of `mtdetect serve` in a real browser against a real server: paste, drop, compare, and what goes wrong."""

import csv
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import Watched, barriers
from tests.conftest import EVIL
from tests.served import Server, serve
from tests.served_page import ARTICLES, DROP, SHOWN, check, opened, read, seed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(browser: "Browser") -> Iterator[Server]:  # noqa: ARG001 - without a browser no server is needed
    with serve("--max-bytes", "200000") as started:
        yield started


@pytest.fixture
def watched(browser: "Browser", server: Server) -> Iterator[Watched]:
    with opened(browser, f"http://127.0.0.1:{server.port}/") as made:
        yield made


@pytest.fixture
def page(watched: Watched) -> "Page":
    return watched.page


@pytest.mark.parametrize("name", ["levee.pt-stops.txt", "seed 001"])
def test_a_pasted_article_is_judged_and_its_marks_are_gone_through_by_keyboard(page: "Page", name: str) -> None:
    text = seed("001") if name == "seed 001" else read(name)
    check(page, text)

    assert "Likely machine-translated." == page.locator(".verdict").inner_text().strip()
    assert text.replace("\r\n", "\n") == page.evaluate(SHOWN)
    page.get_by_role("button", name="Next mark").press("Enter")
    page.keyboard.press("ArrowRight")
    assert "2" == page.locator(":focus").get_attribute("data-mark")
    assert page.get_by_role("note").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("note").is_visible()


@pytest.mark.parametrize("name", ["levee.pt-stops.txt", "seed 001"])
def test_a_reason_leads_to_its_mark_and_back(page: "Page", name: str) -> None:
    check(page, seed("001") if name == "seed 001" else read(name))
    reason = page.locator(".reasons li", has=page.locator("button.number")).first
    said, number = reason.locator("strong").inner_text(), reason.locator("button.number").first

    chosen = number.inner_text()
    number.press("Enter")

    assert chosen == page.locator(":focus").get_attribute("data-mark")
    page.get_by_role("button", name="Show the reason").first.press("Enter")
    assert said in page.locator(".reasons strong").all_inner_texts()
    assert 1 == page.locator(".reasons li:focus").count()


def test_twenty_files_are_dropped_and_shown_as_a_table(page: "Page") -> None:
    names = sorted(file.name for file in ARTICLES.glob("*.txt"))
    files = [[f"{at:02} {names[at % len(names)]}", read(names[at % len(names)])] for at in range(20)]

    page.evaluate(DROP, files)
    page.locator(".sorted").wait_for()

    assert "1–20 of 20 articles" == page.locator(".pager .where").inner_text()
    assert [name for name, _ in files] == sorted(page.locator(".sorted td.name").all_inner_texts())
    assert "20 articles read." == page.locator("#status").inner_text()
    assert [] == barriers(page)
    page.locator(".tile.translated").click()
    page.locator(".sorted td.name a").first.click()
    assert page.locator(".article .text").is_visible()


@pytest.mark.parametrize("names", [("bees.pt.txt", "bees.txt"), ("001", "000")])
def test_an_article_stands_beside_its_suspected_origin(page: "Page", names: tuple[str, str]) -> None:
    article, origin = map(read if names[0].endswith(".txt") else seed, names)

    check(page, article, origin)

    assert "Likely origin: Suspected origin" in page.locator(".article > header").inner_text()
    assert page.locator(".pairs tbody tr").count() > 5
    assert page.locator(".pairs mark.changed").count() > 5
    assert [] == barriers(page)


def test_an_article_is_judged_also_where_the_candidates_are_others(page: "Page") -> None:
    check(page, read("bees.pt.txt"), read("organ.txt"))

    assert "No likely origin among the candidates." in page.locator(".article > header").inner_text()
    assert 0 == page.locator(".pairs").count()


def test_an_article_is_matched_with_the_index_of_the_server(browser: "Browser", tmp_path: Path) -> None:
    index = str(tmp_path / "archive.index")
    files = [str(ARTICLES / name) for name in ("bees.txt", "quota.txt")]
    subprocess.run([sys.executable, "-m", "mtdetect", "index", "build", *files, "-o", index], check=True)
    with serve("--against", index) as server, opened(browser, f"http://127.0.0.1:{server.port}/") as watched:
        page = watched.page
        switch = page.get_by_label("Look for the origin among the 2 articles of this server")
        switch.wait_for()
        check(page, read("bees.pt.txt"))
        with_index = page.locator(".article > header").inner_text()

        switch.uncheck()
        page.get_by_role("button", name="Check").click()
        page.locator(".pairs").wait_for(state="detached")

        assert "bees.txt" in with_index.partition("Likely origin: ")[2]
        assert page.locator(".article").is_visible()


def test_hostile_text_shows_as_text(page: "Page") -> None:
    hostile = "".join(EVIL).replace("\ud800 \udfff", "").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    text = f"{hostile}<img src=x onerror=alert(1)> \u202eRTL\u202c zero\u200bwidth {read('bees.pt-quotes.txt')}"

    check(page, text)

    shown = page.evaluate(SHOWN)
    assert "<script>alert(1)</script>" in shown
    assert "<img src=x onerror=alert(1)> \\u202eRTL\\u202c zero\\u200bwidth " in shown
    assert 0 == page.locator("#stage img, #stage script").count()


def test_what_cannot_be_read_is_named_and_the_rest_is_judged(page: "Page", tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00\x01\x02 binary")
    (tmp_path / "b.pdf").write_bytes(b"%PDF")
    (tmp_path / "c.jsonl").write_text('{"id": "one", "text": "Too short."}\n{"id": 2}\nno JSON\n', encoding="utf-8")
    (tmp_path / "d.txt").write_bytes(b"x" * 10_000_001)

    page.locator("#files").set_input_files([tmp_path / f"{name}" for name in ("a.txt", "b.pdf", "c.jsonl", "d.txt")])
    page.get_by_role("button", name="Check").click()
    page.locator(".sorted").wait_for()

    names, answers = (page.locator(f".sorted td.{column}").all_inner_texts() for column in ("name", "answer"))
    rows = dict(zip(names, answers, strict=True))
    assert {"a.txt", "b.pdf", "2", "c.jsonl:3", "d.txt", "one"} == rows.keys()
    assert "is binary, not text" in rows["a.txt"]
    assert "holds more than 10,000,000 bytes" in rows["d.txt"]
    assert "save its text as .txt" in rows["b.pdf"]
    assert "is not JSON" in rows["c.jsonl:3"]
    assert "too short" in rows["one"]


def test_pages_and_tables_are_read_as_the_command_reads_them(page: "Page", tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in read("bees.pt-quotes.txt").splitlines() if line)
    (tmp_path / "a.html").write_text(f"<!DOCTYPE html><article>{paragraphs}</article>", encoding="utf-8")
    with (tmp_path / "b.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "body"], ["one", read("bees.txt")], ["two", read("levee.pt-stops.txt")]])
    assert page.get_by_label("Column of the text").is_hidden()

    page.locator("#files").set_input_files([tmp_path / "a.html", tmp_path / "b.csv"])
    page.get_by_label("Column of the text").fill("body")
    page.get_by_role("button", name="Check").click()
    page.locator(".sorted").wait_for()

    names, answers = (page.locator(f".sorted td.{column}").all_inner_texts() for column in ("name", "answer"))
    rows = dict(zip(names, (answer.strip() for answer in answers), strict=True))
    machine = "likely machine-translated"
    assert {"a.html": machine, "one": "likely human", "two": machine} == rows


def test_a_file_stands_beside_its_origin_among_the_rows_of_a_table(page: "Page", tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(read("bees.pt.txt"), encoding="utf-8")
    rows = [{"id": name, "text": read(f"{name}.txt")} for name in ("organ", "bees", "levee")]
    (tmp_path / "b.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")

    page.locator("#files").set_input_files([tmp_path / "a.txt"])
    page.locator("summary", has_text="Compare").click()
    page.locator("#origin-files").set_input_files([tmp_path / "b.jsonl"])
    page.get_by_role("button", name="Check").click()
    page.locator(".pairs").wait_for()

    assert "Likely origin: bees" in page.locator(".article > header").inner_text()


def test_what_the_server_refuses_is_said(watched: Watched) -> None:
    page = watched.page
    page.get_by_role("button", name="Check").click()
    assert "There is no text yet: paste an article, or choose files." == page.locator("#status").inner_text()

    page.get_by_label("Article", exact=True).fill("Too long. " * 30_000)
    page.get_by_role("button", name="Check").click()
    page.locator("#status.wrong").filter(has_text="200,000 bytes").wait_for()

    assert ["413"] == [fault.split("status of ")[1][:3] for fault in watched.faults]
    watched.faults.clear()  # the browser notes every such answer


def test_clear_leaves_nothing(page: "Page") -> None:
    check(page, read("bees.pt.txt"))

    page.get_by_role("button", name="Clear").click()

    page.locator(".article").wait_for(state="detached")
    assert "" == page.get_by_label("Article", exact=True).input_value()
    assert 0 == page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length")


@contextmanager
def proxied(server: Server, prefix: str) -> Iterator[str]:
    """The address of the server under a path, as a proxy offers it."""

    class Proxy(BaseHTTPRequestHandler):
        def _pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {"Content-Type": self.headers.get("Content-Type", "")}
            inside = self.path.startswith(f"{prefix}/")
            answer = server.ask(self.command, self.path.removeprefix(prefix) if inside else "/none", body, headers)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                if name not in ("connection", "transfer-encoding"):
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        do_GET = do_POST = _pass_on  # noqa: N815 - as the library calls them

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    proxy = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{proxy.server_address[1]}{prefix}/"
    finally:
        proxy.shutdown()
        proxy.server_close()


def test_the_page_works_under_a_path(browser: "Browser", server: Server) -> None:
    with proxied(server, "/tools/mtdetect") as address, opened(browser, address) as watched:
        check(watched.page, read("bees.pt-quotes.txt"))

        assert "Likely machine-translated." == watched.page.locator(".verdict").inner_text().strip()
        assert f"{address}v1/score" in watched.requests
