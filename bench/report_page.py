"""How long the HTML report of many articles takes to open, to filter and to sort in a real browser.

`python -m bench.report_page [--articles 5000]` writes a report of this project's own articles, again and again under
other names, and opens it in the system's Chromium. Needs the extra `dev` and Chromium. Times are of the wall clock.
"""

import argparse
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import mtdetect
from mtdetect.document import Document
from mtdetect.report.base import Style, make_report, write
from mtdetect.report.formats import Format
from mtdetect.results.row import Result, row

ARTICLES = Path(__file__).resolve().parents[1] / "seeds" / "articles"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
_SITES = 137
_PATIENCE = 120_000  # milliseconds
# What is done, as a function of the page's script; each is timed until the next frame is drawn.
STEPS = {
    "filter by answer": "() => document.querySelector('.tile.translated').click()",
    "all answers again": "() => document.querySelector('.tile.translated').click()",
    "filter by site": "() => { const field = document.querySelector('[list=site-names]');"
    " field.value = 's42.example'; field.dispatchEvent(new Event('input')); }",
    "all sites again": "() => { const field = document.querySelector('[list=site-names]');"
    " field.value = ''; field.dispatchEvent(new Event('input')); }",
    "filter by rule": "() => { const field = document.querySelector('.filters select');"
    " field.value = 'MT401'; field.dispatchEvent(new Event('input')); }",
    "filter by score": "() => { const field = document.querySelector('.filters [type=number]');"
    " field.value = '95'; field.dispatchEvent(new Event('input')); }",
    "sort by name": "() => document.querySelector('th.name button').click()",
}
TIMED = """async step => {
  const start = performance.now();
  eval(`(${step})`)();
  await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - start;
}"""


def results(count: int) -> Iterator[Result]:
    """Results of this project's articles, `count` in all, each with a name and a site of its own."""
    detector, judged = mtdetect.load(deep="never", sentences=True), []
    for file in sorted(ARTICLES.glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        verdict = detector.score(text)
        judged.append(Result(row(Document(file.name, text), verdict), text, sentences=verdict.sentences))
    for number in range(count):
        made = judged[number % len(judged)]
        named = {"id": f"{number:06}", "path": "crawl.jsonl", "site": f"s{number % _SITES}.example"}
        yield Result({**made.row, **named}, made.text, sentences=made.sentences)


def measure(file: Path, browser: str) -> Iterator[tuple[str, float]]:
    """What is done and how many seconds it takes."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=FLAGS)
        page = opened.new_page(bypass_csp=True)  # the steps are evaluated in the page, which its policy forbids
        start = time.perf_counter()
        page.set_default_timeout(_PATIENCE)
        page.goto(file.as_uri())
        page.wait_for_selector(".sorted tbody tr")
        yield "open", time.perf_counter() - start
        for name, step in STEPS.items():
            yield name, page.evaluate(TIMED, step) / 1000
        start = time.perf_counter()
        page.click(".sorted tbody a")
        page.wait_for_selector(".article")
        yield "open an article", time.perf_counter() - start
        opened.close()


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.report_page", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=5000, metavar="N", help="how many articles (default: 5000)")
    count = parser.parse_args().articles
    browser = next((found for name in NAMES if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit("bench.report_page: no Chromium on PATH: install it (Debian, Ubuntu: apt-get install chromium)")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.html"
        start = time.perf_counter()
        with file.open("w", encoding="utf-8") as out:
            write(results(count), [(make_report(Format.HTML, Style()), out)])
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"written: {count:,} articles, {file.stat().st_size / 1e6:.1f} MB, {time.perf_counter() - start:.1f} s")
        print(f"memory of the writer: {memory:.0f} MB at most")
        for name, seconds in measure(file, browser):
            print(f"{name}: {seconds * 1000:,.0f} ms")


if __name__ == "__main__":
    main()
