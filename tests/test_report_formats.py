"""All formats together: several in one run, from one result, and the same again from saved rows."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from unicodedata import category
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner
from typer.testing import Result as Ran

from mtdetect.cli.app import app
from mtdetect.report.formats import Format
from mtdetect.results.row import Result
from tests.report_pages import facts_of

Draw = Callable[..., str]
ROOT = Path(__file__).resolve().parents[1]
BEES = "seeds/articles/bees.pt-quotes.txt"
# How many articles each format says it tells of; its parser must accept the whole.
COUNTS: dict[str, Callable[[str], int]] = {
    "text": lambda page: int(page.splitlines()[-1].split()[0]),
    "concise": lambda page: int(page.splitlines()[-1].split()[0]),
    "json": lambda page: len(json.loads(page)["rows"]),
    "jsonl": lambda page: len([json.loads(line) for line in page.splitlines()]),
    "csv": lambda page: len(list(csv.DictReader(io.StringIO(page, newline=""), strict=True))),
    "sarif": lambda page: json.loads(page)["runs"][0]["properties"]["articles"],
    "github": lambda page: int(page.splitlines()[-1].split()[1]),
    "junit": lambda page: len(list(ElementTree.fromstring(page).iter("testcase"))),
    "html": lambda page: len(facts_of(page)),
}


def run(*arguments: str | Path) -> Ran:
    return CliRunner().invoke(app, [*map(str, arguments)], env={"COLUMNS": "80", "GITHUB_STEP_SUMMARY": ""})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(ROOT)
    return tmp_path


def test_each_format_is_tested() -> None:
    assert {*COUNTS} == {str(form) for form in Format}


@pytest.mark.parametrize("form", COUNTS)
def test_a_format_tells_of_every_article(draw: Draw, form: str, articles: list[Result], hostile: list[Result]) -> None:
    for given in ([*articles, *hostile], articles[:1], []):
        assert len(given) == COUNTS[form](draw(form, given))


@pytest.mark.parametrize("form", COUNTS)
def test_no_format_sends_a_terminal_anything_to_act_on(draw: Draw, form: str, hostile: list[Result]) -> None:
    page = draw(form, hostile)

    assert set() == {"Cc", "Cs", "Zl", "Zp"} & {category(char) for char in page if char not in "\n\t"}
    if form not in ("json", "jsonl", "sarif"):  # these keep what only turns or joins letters, for programs
        assert [] == [char for char in page if not char.isprintable() and char not in "\n\t"]


@pytest.mark.parametrize("form", ["text", "concise"])
def test_no_line_is_a_command_to_the_runner_of_github(draw: Draw, form: str, hostile: list[Result]) -> None:
    evil = "::error::" + "and so on " * 20 + "::error::" * 40 + " ##[add-mask]"
    row = {**hostile[0].row, "notes": [f"{evil[:at]} {evil}" for at in range(0, 200, 7)], "id": evil, "path": evil}

    lines = draw(form, [*hostile, Result(row)]).splitlines()

    assert [] == [line for line in lines if line.lstrip().startswith("::") or "##[" in line]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("text", "a.txt: likely machine-translated, excused: known\n"),
        ("concise", "a.txt: excused likely machine-translated, excused: known; "),
        ("json", '"translated": 0, "unsure": 0, "human": 0, "abstained": 0, "unreadable": 0, "excused": 1'),
        ("csv", "a.txt,a.txt,excused,"),
        ("sarif", '"results": [\n\n]'),
        (
            "github",
            "mtdetect: 1 article: 0 likely translated, 0 unsure, 0 likely human, 0 not judged, 0 unreadable, 1 ex",
        ),
        ("junit", '<testcase classname="mtdetect" name="a.txt"><skipped type="excused" '),
        ("html", "<b>a.txt</b>: likely machine-translated, excused: known; "),
    ],
)
def test_an_excused_article_is_told_and_is_no_problem(
    draw: Draw, articles: list[Result], form: str, expected: str
) -> None:
    result = next(result for result in articles if result.row["path"].endswith("bees.pt-quotes.txt"))
    excuse = {"excuse": {"reason": "known", "source": ".mtdetectignore.toml"}}
    tells = [{"finding": "tell", **excuse, **tell} for tell in result.row["tells"]]
    reasons = [{**reason, "tells": []} for reason in result.row["reasons"]]
    suppressed = [{"finding": "verdict", "verdict": "translated", **excuse}, *tells]
    row = {**result.row, "id": "a.txt", "path": "a.txt", "reasons": reasons, "tells": [], "suppressed": suppressed}

    page = draw(form, [Result(row, result.text)])

    assert expected in page
    if form in ("text", "concise", "github"):
        assert page.endswith("0 unreadable, 1 excused; 21 findings excused\n")


def test_a_new_tell_in_an_excused_article_is_a_finding(draw: Draw, articles: list[Result]) -> None:
    result = next(result for result in articles if result.row["path"].endswith("bees.pt-quotes.txt"))
    verdict = {"finding": "verdict", "verdict": "translated", "excuse": {"reason": "known", "source": "baseline"}}
    given = [Result({**result.row, "suppressed": [verdict]}, result.text)]

    codes = [found["ruleId"] for found in json.loads(draw("sarif", given))["runs"][0]["results"]]
    [skipped] = ElementTree.fromstring(draw("junit", given)).iter("skipped")

    assert [tell["rule"] for tell in result.row["tells"]] == codes
    assert len(codes) == len((skipped.text or "").splitlines()) - 1


def test_several_formats_in_one_run_tell_the_same(folder: Path) -> None:
    outputs = [argument for form in COUNTS for argument in ("--output", f"{form}={folder / form}")]

    ran = run("score", "seeds/articles", folder / "no.txt", "--format", "jsonl", *outputs)

    files = {form: (folder / form).read_text("utf-8") for form in COUNTS}
    assert ran.stdout == files["jsonl"]
    assert dict.fromkeys(COUNTS, 12) == {form: count(files[form]) for form, count in COUNTS.items()}


@pytest.mark.parametrize("form", COUNTS)
def test_an_unreadable_input_is_in_every_format_and_the_exit_code(folder: Path, form: str) -> None:
    (folder / "binary.txt").write_bytes(b"\0")

    ran = run("score", folder / "binary.txt", BEES, "--format", form)

    assert 2 == ran.exit_code
    assert 2 == COUNTS[form](ran.stdout)
    assert "is binary, not text" in ran.stdout


@pytest.mark.parametrize("form", COUNTS)
def test_an_empty_folder_is_an_error_and_no_report(folder: Path, form: str) -> None:
    out = folder / "out"
    (folder / "empty").mkdir()

    ran = run("score", folder / "empty", "--format", form, "--output", f"{form}={out}")

    assert (2, "", False) == (ran.exit_code, ran.stdout, out.exists())
    assert "holds no file that can be read" in ran.stderr


def test_a_file_may_not_be_written_twice(folder: Path) -> None:
    ran = run("score", BEES, "--output", f"csv={folder}/a", "--output", f"html={folder}/x/../a")

    assert 2 == ran.exit_code
    assert "is named twice" in ran.stderr


def test_the_step_summary_is_added_to_its_file_beside_github_alone(folder: Path) -> None:
    file = folder / "summary.md"
    file.write_text("before\n")
    environment = {"GITHUB_STEP_SUMMARY": str(file)}

    for form in ("github", "text"):
        CliRunner().invoke(app, ["score", BEES, "--format", form], env=environment)

    before, heading, *_ = file.read_text("utf-8").splitlines()
    assert ("before", "### mtdetect") == (before, heading)
    assert 1 == file.read_text("utf-8").count("### mtdetect")


def test_a_step_summary_that_cannot_be_written_is_named(folder: Path) -> None:
    ran = CliRunner().invoke(app, ["score", BEES, "--format", "github"], env={"GITHUB_STEP_SUMMARY": str(folder)})

    assert 2 == ran.exit_code
    assert f"GITHUB_STEP_SUMMARY {folder}: cannot be written" in ran.stderr


@pytest.mark.usefixtures("folder")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full, which stands for a full disk")
@pytest.mark.parametrize("form", COUNTS)
def test_a_full_disk_is_an_error_that_names_the_file(form: str) -> None:
    ran = run("score", BEES, "--output", f"{form}=/dev/full")

    assert 2 == ran.exit_code
    complaint = "/dev/full: cannot be written (No space left on device): make room, or name another place"
    assert f"mtdetect: error: {complaint}\n" == ran.stderr
