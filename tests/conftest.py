"""What tests share: articles of this project, their rows, a folder of them, and rows that want to break formats."""

import io
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

import mtdetect
from mtdetect.document import Document, Unreadable
from mtdetect.report.base import Style, make_report, write
from mtdetect.report.formats import Format
from mtdetect.report.summary import GateOutcome
from mtdetect.results.row import Result, error_row, row
from mtdetect.verdict import Reason, Tell, Verdict
from tests.browser import Watched, open_browser, open_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile("mtdetect", deadline=None)  # a busy machine is slow, and timings are no tests
settings.load_profile("mtdetect")
ROOT = Path(__file__).resolve().parents[1]
SEEDS = Path(os.environ.get("MTDETECT_SEEDS", ROOT.parent / "shared" / "seeds"))
# The articles of `few`.
OF_PAGES = ("bees.pt-quotes", "levee.pt-stops", "organ", "quota.es-apertium")
EVIL = (
    "=cmd|' /C calc'!A0",
    "::error file=a,line=1::no",
    "##[add-mask]no",
    "]]>",
    "<script>alert(1)</script>",
    "&amp; \" ' ` | %0A",
    "[a](javascript:alert(1)) {0} {",
    "\x00\x07\x1b[2J\x7f\x9b2J",
    "\ud800 \udfff",
    "\u202e\u2028\ufeff\uffff",
    "two\r\nlines\rand\nthree",
    "naïve 😀 \N{ZERO WIDTH JOINER}",
    "\t@sum(1)",
)


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty cache folder for the session, so that no test reads or writes the user's own."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session", autouse=True)
def no_reader() -> Iterator[None]:
    """No reader unless a test asks for one: rows are the same with and without its weights installed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MTDETECT_DEEP", "never")
        patch.setattr("mtdetect.deep.installed.is_installed", lambda *_: False)
        yield


@pytest.fixture(scope="session")
def draw() -> Callable[..., str]:
    """A report of one format, which has passed through UTF-8: `draw(form, results, gate)`."""

    def drawn(form: str, results: Iterable[Result], gate: GateOutcome | None = None) -> str:
        out = io.StringIO()
        write(results, [(make_report(Format(form), Style()), out)], lambda: gate)
        return out.getvalue().encode("utf-8").decode("utf-8")

    return drawn


@pytest.fixture(scope="session")
def judged() -> Callable[[str], Result]:
    """The result of a text, as of a file `a.txt` with the id `a`."""
    detector = mtdetect.load()
    return lambda text: Result(row(Document("a", text, "a.txt"), detector.score(text)), text)


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder; in `news`, two articles that are likely translated and one that is likely human."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    for name in ("bees.pt-quotes", "levee.pt-stops", "organ"):
        shutil.copy(ROOT / "seeds" / "articles" / f"{name}.txt", tmp_path / "news")
    return tmp_path


@pytest.fixture(scope="session")
def articles() -> list[Result]:
    """The project's own articles, and the five seeds where they are at hand: human, unsure and translated ones."""
    detector = mtdetect.load()
    files = [*sorted((ROOT / "seeds" / "articles").glob("*.txt")), *sorted(SEEDS.glob("*.txt"))]
    made = []
    for file in files:
        name = f"{file.parent.name}/{file.name}"
        text = file.read_text(encoding="utf-8")
        made.append(Result(row(Document(name, text, name), detector.score(text)), text))
    return made


@pytest.fixture(scope="session")
def hostile() -> list[Result]:
    """Articles with hostile content wherever an input may put some: judged ones, one not judged, one not readable."""
    made = [_judged(evil, number) for number, evil in enumerate(EVIL)]
    quiet = replace(_verdict("", []), verdict="abstained", likelihood=None, human_share=None, abstained="too_short")
    made.append(Result(row(Document("".join(EVIL[4:7]), "short", "short.txt"), quiet), "short"))
    made.extend(
        Result(error_row(Unreadable(evil, f"{evil}.txt", "not_found", f"no such file: {evil}"))) for evil in EVIL
    )
    return made


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """A browser; a test that asks for it is skipped where there is none."""
    with open_browser() as made:
        yield made


@pytest.fixture(scope="session")
def few() -> list[Result]:
    """Some articles with the weights of their sentences, one of them not judged."""
    detector = mtdetect.load(sentences=True)
    texts = {name: (ROOT / "seeds" / "articles" / f"{name}.txt").read_text(encoding="utf-8") for name in OF_PAGES}
    made = []
    for name, text in {**texts, "short": "Too short."}.items():
        verdict = detector.score(text)
        made.append(Result(row(Document(name, text, name), verdict), text, sentences=verdict.sentences))
    return made


@pytest.fixture
def show(browser: "Browser", draw: Callable[..., str], tmp_path: Path) -> Iterator[Callable[..., Watched]]:
    """Opens a report of results in a page; at the end nothing went wrong in it and nothing else was asked for."""
    opened = []

    def shown(results: list[Result], part: str = "", **options: Any) -> Watched:
        file = tmp_path / "report.html"
        file.write_text(draw("html", results), encoding="utf-8")
        manager = open_page(browser, **options)
        watched = manager.__enter__()
        opened.append((manager, watched, file.as_uri()))
        watched.page.goto(file.as_uri() + part)
        return watched

    yield shown
    for manager, watched, own in opened:
        manager.__exit__(None, None, None)
        assert ([], []) == (watched.faults, watched.asked_elsewhere(own))


def _judged(evil: str, number: int) -> Result:
    """A plain file and a row of a table in turn; the evidence overlaps itself, and crosses lines where `evil` does."""
    text = f"It rained. {evil}{evil} It rained\r\n again.\r\n{evil}"
    spans = [(0, 5), (8, 11 + len(evil)), (11, 11 + 2 * len(evil)), (len(text) - len(evil), len(text))]
    path = f"{evil}.txt"
    document = Document(evil if number % 2 else path, text, path, notes=(f"read as {evil}",))
    return Result(row(document, _verdict(text, spans, evil)), text)


def _verdict(text: str, spans: list[tuple[int, int]], evil: str = "") -> Verdict:
    tells = tuple(
        Tell(
            rule="MT401" if number else "MT999",
            name="space-before-closing-quote",
            severity="warning",
            start=start,
            end=end,
            line=text.count("\n", 0, start) + 1,
            column=start - text.rfind("\n", 0, start),
            evidence=text[start:end],
            message=f"A space stands there. Seen: {evil}",
            hint="Machines leave it.",
            fingerprint=f"{number:012x}",
        )
        for number, (start, end) in enumerate(spans)
    )
    reasons = (
        Reason("tell:MT401", 1.9, tuple(range(1, len(tells)))),
        Reason(f"phrase:{evil}", -0.5, (), tuple(spans[:1])),
        Reason("measure:commas", 0.01),
    )
    return Verdict("translated", 0.97, 0.002, None, 410, 0.0, reasons, tells, "model:a|rules:b|version:c")
