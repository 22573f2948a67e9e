"""Hostile names of files and folders, ids, columns and texts, through each command and format, as a shell runs them.

What is printed on either stream, or written to a file, is for a terminal, a log of a CI system, a browser or a program:
none of them may find anything in it to act on.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import category

import pytest
from justhtml import JustHTML
from typer.testing import CliRunner

from mtdetect.cli.app import app
from mtdetect.report.formats import Format

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT / "seeds" / "articles"
NAMES = (
    "\x1b[2Jred\x07",
    "::error file=a::no",
    "##[add-mask]no",
    "two\nlines\r::warning::no",
    "=cmd|' C calc'!A0",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "]]>&amp;%0A",
    "javascript:alert(1)",
    "file:",
    "bi\u202edi\u2066 \u2028 \x9b2J",
    "-rf --format=html",
)
IDS = [*NAMES, "\ud800", "file:///etc/passwd", "//evil.example/x", "\x00"]
ACTIVE = re.compile(r"(?i)^[\x00-\x20]*(?:javascript|data|vbscript|file):")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files and folders with such names; a table whose ids, sites and texts hold them; one that cannot be read."""
    made = tmp_path_factory.mktemp("evil")
    human, translated = ((ARTICLES / f"{name}.txt").read_text("utf-8") for name in ("organ", "bees.pt-quotes"))
    for number, name in enumerate(NAMES):
        (made / "in" / name).mkdir(parents=True)
        text = translated if number % 2 else f"{translated}\n\n{name}"
        (made / "in" / name / f"{name}.txt").write_text(text, "utf-8")
        (made / "in" / f"{name}.md").write_bytes(b"\0\1\2")
    rows = [
        {"id": one, "site": one, "label": number % 2, "text": f"{text}\n\n{one} {one}", one: one}
        for number, (one, text) in enumerate((one, text) for one in IDS for text in (human, translated))
    ]
    (made / "table.jsonl").write_text("".join(json.dumps(row) + "\n" for row in [*rows, {"id": "x", "text": 5}]))
    return made


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder)
    return folder


def run(*arguments: str, code: int = 0) -> tuple[str, str]:
    """What a command prints on both streams."""
    ran = CliRunner().invoke(app, [*arguments])
    assert code == ran.exit_code, ran.stderr
    return ran.stdout, ran.stderr


def unsafe(text: str, *, keeps_format: bool = False) -> set[str]:
    """The characters that a terminal acts on: control characters, and, unless a program reads it, those of format."""
    kinds = {"Cc", "Cs", "Zl", "Zp"} if keeps_format else {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return {char for char in text if category(char) in kinds and char not in "\n\t\u00ad"}


def commands(text: str) -> list[str]:
    """The lines that the runner of GitHub takes for commands: `::` where one begins, `##[` anywhere."""
    return [line for line in text.splitlines() if line.lstrip().startswith("::") or "##[" in line]


RUNS = [
    ("score", "in", "table.jsonl", "--allow-unreadable"),
    ("score", "table.jsonl", "--allow-unreadable", "--group-by", "site", "--fail-over", "0.9"),
    ("score", "in", "--allow-unreadable", "--group-by", "folder", "--max-translated", "0"),
    ("score", "in", "--allow-unreadable", "--format", "concise"),
    ("estimate", "table.jsonl", "--allow-unreadable", "--group-by", "site"),
    ("evaluate", "table.jsonl"),
    ("match", "table.jsonl", "--against", "in", "--allow-unreadable"),
    ("baseline", "in"),
    ("rules", "--audit", "table.jsonl"),
    ("calibrate", "--human", "in", "-o", "model-\x1b[2J"),
    ("score", *NAMES),
    ("score", "::error::no", "--model", "##[add-mask]\x1b[2J"),
    ("report", "table.jsonl"),
    ("report", "\x1b[2J##[add-mask]"),
    ("index", "info", "##[add-mask]\x1b[2J"),
    ("score", "in", "--config", "##[add-mask]\x1b[2J\n::error::"),
    ("score", "in", "--group-by", "##[add-mask]\x1b[2J\n::error::"),
    ("score", "in", "--fields", "id,##[add-mask]\x1b[2J\n::error::"),
    ("explain", "in/##[add-mask]no/##[add-mask]no.txt"),
]


@pytest.mark.slow
@pytest.mark.parametrize("arguments", RUNS, ids=[" ".join(one)[:40].encode("unicode_escape").decode() for one in RUNS])
def test_nothing_printed_is_for_a_terminal_or_a_log_to_act_on(here: Path, arguments: tuple[str, ...]) -> None:
    ran = CliRunner().invoke(app, [*arguments])

    printed = ran.stdout + ran.stderr
    assert not isinstance(ran.exception, Exception) or isinstance(ran.exception, SystemExit), ran.exception
    assert (set(), []) == (unsafe(printed), commands(printed))
    assert here.exists()


DATA = [  # for programs: what only turns or joins letters stays, and so do names that a log would take for commands
    ("score", "in", "--allow-unreadable", "--group-by", "folder", "--max-translated", "0", "--format", "csv"),
    ("score", "table.jsonl", "--allow-unreadable", "--annotate"),
    ("score", "table.jsonl", "--allow-unreadable", "--fields", "id,path,notes"),
    ("estimate", "table.jsonl", "--allow-unreadable", "--group-by", "site", "--format", "csv"),
]


@pytest.mark.slow
@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("arguments", DATA, ids=[" ".join(one)[-30:] for one in DATA])
def test_data_on_standard_output_cannot_act_on_a_terminal_and_messages_beside_it_are_plain(
    arguments: tuple[str, ...],
) -> None:
    ran = CliRunner().invoke(app, [*arguments])

    assert ran.stdout
    assert set() == unsafe(ran.stdout, keeps_format=True)
    assert (set(), []) == (unsafe(ran.stderr), commands(ran.stderr))


@pytest.fixture(scope="module")
def reports(folder: Path) -> dict[str, str]:
    """The reports of one run in each format, as they were written."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        outputs = [f"--output={form}={form}.out" for form in Format]
        run("score", "in", "table.jsonl", "--allow-unreadable", "--group-by", "site", *outputs)
        read = {form: Path(f"{form}.out").read_text("utf-8") for form in map(str, Format)}
        summary = folder / "summary.md"
        patch.setenv("GITHUB_STEP_SUMMARY", str(summary))
        run("score", "in", "table.jsonl", "--allow-unreadable", "--format", "github")
        assert "### mtdetect" in summary.read_text("utf-8")
        return {**read, "markdown": summary.read_text("utf-8")}


@pytest.mark.slow
@pytest.mark.parametrize("form", [*map(str, Format), "markdown"])
def test_no_report_holds_a_character_that_is_acted_on(reports: dict[str, str], form: str) -> None:
    assert set() == unsafe(reports[form], keeps_format=form in ("json", "jsonl", "sarif"))


@pytest.mark.slow
def test_the_only_commands_in_a_log_of_github_are_those_of_the_report(reports: dict[str, str]) -> None:
    beginnings = {line.split(" ")[0] for line in commands(reports["github"])}

    assert {"::warning", "::error"} == beginnings
    assert not re.search(r"##\[(?!.*::)", "\n".join(set(reports["text"].splitlines()) & set(commands(reports["text"]))))


@pytest.mark.slow
def test_no_cell_is_a_formula_and_each_line_has_as_many_cells(reports: dict[str, str]) -> None:
    lines = list(csv.reader(io.StringIO(reports["csv"], newline="")))

    assert {len(lines[0])} == {len(line) for line in lines}
    assert [] == [cell for line in lines for cell in line if re.match(r"\s*[=+@＝＋＠]|\s*-(?![\d.]+$)", cell)]


def links(page: str) -> Iterator[str]:
    """The addresses that a page names, wherever a browser would follow or load them."""
    for node in JustHTML(page, sanitize=False).query("*"):
        for name, value in (node.attrs or {}).items():
            if name in ("href", "src", "action", "formaction", "srcset", "data", "poster", "background"):
                yield value or ""


def handlers(page: str) -> list[str]:
    return [
        name for node in JustHTML(page, sanitize=False).query("*") for name in node.attrs or {} if name.startswith("on")
    ]


@pytest.mark.slow
def test_the_links_of_a_page_stay_on_it_and_no_element_is_from_a_text(reports: dict[str, str]) -> None:
    page = reports["html"]

    images = JustHTML(page, sanitize=False).query("img")  # the plots of the page's own notes
    pictures = [(image.attrs or {}).get("src") or "" for image in images]
    assert {*pictures} == {link for link in links(page) if not link.startswith("#")}
    assert [] == [address for address in pictures if not address.startswith("data:image/svg+xml")]
    assert [] == handlers(page)


@pytest.mark.slow
def test_addresses_in_sarif_are_quoted_paths(reports: dict[str, str]) -> None:
    log = json.loads(reports["sarif"])

    found = [
        place["physicalLocation"]["artifactLocation"]["uri"]
        for result in log["runs"][0]["results"]
        for place in result["locations"]
    ]
    assert [] == [uri for uri in found if ACTIVE.match(uri) or not re.fullmatch(r"[\w.~%/-]+", uri)]


@pytest.mark.slow
def test_nothing_in_a_summary_is_markdown_or_markup(reports: dict[str, str]) -> None:
    lines = reports["markdown"].splitlines()
    cells = [line for line in lines if line.startswith("| ") and line != "| article | answer |"]

    assert len(cells) > 2 * len(NAMES)
    assert [] == [cell for cell in cells if re.search(r"[<>\[\]`*_()]|javascript:", cell[2:-2])]


@pytest.mark.slow
def test_a_row_is_a_line_of_json_whatever_separates_lines_elsewhere(reports: dict[str, str]) -> None:
    """`str.splitlines` and JavaScript cut lines at U+2028 and others: rows have none of these."""
    rows = [json.loads(line) for line in reports["jsonl"].splitlines()]

    expected = {*IDS} - {"\ud800"} | {"\ufffd", "x"}
    assert expected <= {row.get("id") for row in rows}
