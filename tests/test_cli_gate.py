"""The gate, excuses and the baseline from end to end: what is printed, and the exit code."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import mtdetect
from mtdetect.cli import app
from mtdetect.own_files import nearest

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds" / "articles"
COMMAND = (sys.executable, "-m", "mtdetect", "score")
FAIL = "gate: 2 of 3 articles translated (allowed 0): FAIL"
SHORT = "Ferry late again.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder; in `news`, two articles that are likely translated and one that is likely human."""
    monkeypatch.setenv("PYTHONPATH", str(Path(mtdetect.__file__).parents[1]))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    for name in ("bees.pt-quotes", "levee.pt-stops", "organ"):
        shutil.copy(SEEDS / f"{name}.txt", tmp_path / "news")
    return tmp_path


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, arguments, input=stdin)


def score(*arguments: str, stdin: str | None = None) -> Result:
    return run("score", *arguments, stdin=stdin)


@pytest.mark.parametrize(
    ("arguments", "line", "code"),
    [
        (("--max-translated", "0"), FAIL, 1),
        (("--max-translated", "2"), "gate: 2 of 3 articles translated (allowed 2): PASS", 0),
        (
            ("--max-share", "2%"),
            "gate: 2 of 3 articles translated (66.7%, at 95% confidence at least 13.5%, allowed 2%): FAIL",
            1,
        ),
        (
            ("--max-share", "0.15"),
            "gate: 2 of 3 articles translated (66.7%, at 95% confidence at least 13.5%, allowed 15%): PASS",
            0,
        ),
        (
            ("--group-by", "path", "--max-translated", "1"),
            "gate: 0 of 3 groups by path beyond the limit, worst news/bees.pt-quotes.txt"
            " with 1 of 1 article translated (allowed 1): PASS",
            0,
        ),
    ],
)
@pytest.mark.usefixtures("folder")
def test_the_gate_decides_the_exit_code_and_says_why(arguments: tuple[str, ...], line: str, code: int) -> None:
    ran = score("news", *arguments)

    assert (ran.stdout.splitlines()[-1], ran.exit_code, ran.stderr) == (line, code, "")


@pytest.mark.usefixtures("folder")
def test_above_a_likelihood_the_likeliest_is_named() -> None:
    ran = score("news", "--fail-over", "0.9")

    assert re.fullmatch(
        r"gate: 2 of 3 articles above likelihood 0\.9 \(highest 0\.9\d+: news/bees\.pt-quotes\.txt\): FAIL",
        ran.stdout.splitlines()[-1],
    )


@pytest.mark.usefixtures("folder")
def test_without_a_limit_there_is_no_gate() -> None:
    ran = score("news")

    assert ("gate:" in ran.stdout, ran.exit_code) == (False, 0)


@pytest.mark.parametrize("form", ["jsonl", "json", "csv", "sarif", "junit", "html"])
@pytest.mark.usefixtures("folder")
def test_where_standard_output_is_for_programs_the_line_goes_beside_it(form: str) -> None:
    ran = score("news", "--max-translated", "0", "--format", form)

    assert (ran.stderr, ran.exit_code) == (f"{FAIL}\n", 1)


@pytest.mark.parametrize("value", ["2", "-1%", "101%", "two", "%", "nan"])
@pytest.mark.usefixtures("folder")
def test_what_is_no_share_is_refused(value: str) -> None:
    ran = score("news", "--max-share", value)

    assert (ran.stdout, ran.exit_code) == ("", 2)
    assert "--max-share" in ran.stderr


@pytest.mark.usefixtures("folder")
def test_groups_without_a_limit_are_refused() -> None:
    ran = score("news", "--group-by", "domain")

    assert (ran.stdout, ran.exit_code) == ("", 2)


@pytest.mark.usefixtures("folder")
def test_a_group_that_no_article_has_is_no_pass() -> None:
    ran = score("news", "--group-by", "sight", "--max-translated", "5")

    assert ran.exit_code == 2
    assert "--group-by sight: no article has one" in ran.stderr


def test_a_site_is_judged_by_the_url_of_its_rows(folder: Path) -> None:
    rows = [
        {"id": name, "url": f"https://www.{site}/{name}", "text": (folder / "news" / f"{name}.txt").read_text("utf-8")}
        for name, site in (("bees.pt-quotes", "farm.example"), ("organ", "paper.example"))
    ]
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    ran = score("rows.jsonl", "--group-by", "domain", "--max-translated", "0")

    assert ran.stdout.splitlines()[-1] == (
        "gate: 1 of 2 groups by domain beyond the limit,"
        " worst farm.example with 1 of 1 article translated (allowed 0): FAIL"
    )


def test_nothing_judged_is_not_passed(folder: Path) -> None:
    (folder / "short.txt").write_text(SHORT, encoding="utf-8")

    ran = score("short.txt", "--max-translated", "0")
    allowed = score("short.txt", "--max-translated", "0", "--allow-unjudged")

    assert (ran.stdout.splitlines()[-1], ran.exit_code) == (
        "gate: no article was judged; not counted: 1 not judged: FAIL",
        1,
    )
    assert allowed.exit_code == 0


def test_an_unreadable_input_is_worse_than_a_gate_not_met(folder: Path) -> None:
    (folder / "empty.txt").touch()

    ran = score("news", "empty.txt", "--max-translated", "0")
    allowed = score("news/organ.txt", "empty.txt", "--max-translated", "0", "--allow-unreadable")

    assert ran.exit_code == 2
    assert ran.stdout.splitlines()[-1] == (
        "gate: 2 of 3 articles translated (allowed 0); not counted: 1 unreadable: FAIL"
    )
    assert allowed.exit_code == 0


@pytest.mark.parametrize(("signalled", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.usefixtures("folder")
def test_an_interrupted_run_says_nothing_of_the_gate(signalled: signal.Signals, code: int) -> None:
    with subprocess.Popen(
        [*COMMAND, "-", "--format", "concise", "--jobs", "1", "--max-translated", "0"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(json.dumps({"text": "The ferry was late. " * 20}).encode() + b"\n")
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signalled)
        said = process.stdout.read() + process.stderr.read()

    assert (process.returncode, b"gate:" in said) == (code, False)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full, a disk that is always full")  # noqa: PTH110
@pytest.mark.usefixtures("folder")
def test_a_report_that_cannot_be_written_is_no_pass() -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        ran = subprocess.run(
            [*COMMAND, "news/organ.txt", "--max-translated", "0"], stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert (ran.returncode, b"PASS" in ran.stderr) == (2, False)


# Excuses


def excuse(folder: Path, text: str) -> None:
    (folder / ".mtdetectignore.toml").write_text(text, encoding="utf-8")


BEES = "[[excuse]]\npath = 'news/bees.*'\nreason = 'our own translation'\n"


def test_an_excused_article_passes_and_is_told(folder: Path) -> None:
    excuse(folder, BEES)

    ran = score("news", "--max-translated", "1")

    assert ran.exit_code == 0
    assert "news/bees.pt-quotes.txt: likely machine-translated, excused: our own translation\n" in ran.stdout
    assert ran.stdout.splitlines()[-1] == ("gate: 1 of 2 articles translated (allowed 1); not counted: 1 excused: PASS")


def test_excuses_are_found_from_folders_below_and_named_by_paths_from_their_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    excuse(folder, BEES)
    monkeypatch.chdir(folder / "news")

    ran = score("bees.pt-quotes.txt", "--max-translated", "0")

    assert ran.exit_code == 0


def test_an_ignore_file_beside_the_articles_is_not_theirs_to_bring(folder: Path) -> None:
    excuse(folder / "news", "[[excuse]]\npath = '*'\nreason = 'trust me'\n")

    ran = score("news", "--max-translated", "0")

    assert (ran.stdout.splitlines()[-1], ran.exit_code) == (FAIL, 1)


def test_excuses_can_be_left_out(folder: Path) -> None:
    excuse(folder, BEES)

    ran = score("news", "--max-translated", "0", "--no-excuses")

    assert (ran.stdout.splitlines()[-1], ran.stderr) == (FAIL, "")


def test_expired_and_dead_excuses_are_told(folder: Path) -> None:
    excuse(folder, BEES + "expires = 2020-01-31\n[[excuse]]\nid = 'x'\nreason = 'gone'\n")

    ran = score("news", "--max-translated", "0")
    quiet = score("news", "--max-translated", "0", "--no-report-unused-excuses")

    expired = (
        'mtdetect: warning: .mtdetectignore.toml, excuse 1 (path "news/bees.*"): expired on 2020-01-31:'
        " renew it, or delete it\n"
    )
    dead = (
        'mtdetect: note: .mtdetectignore.toml, excuse 2 (id "x"): excused nothing in this run:'
        " delete it if it is dead\n"
    )
    assert (ran.stderr, ran.exit_code) == (expired + dead, 1)
    assert quiet.stderr == expired


def test_a_bad_ignore_file_stops_the_run(folder: Path) -> None:
    excuse(folder, "[[excuse]]\nid = 'a'\n")

    ran = score("news")

    assert (ran.stdout, ran.exit_code) == ("", 2)
    assert ran.stderr == "mtdetect: error: .mtdetectignore.toml, excuse 1: has no reason: say why it is excused\n"


# The baseline


@pytest.mark.usefixtures("folder")
def test_a_baseline_lets_pass_what_was_there() -> None:
    written = run("baseline", "news")
    ran = score("news", "--max-translated", "0")

    assert (written.exit_code, written.stderr) == (0, "")
    assert re.fullmatch(r"\.mtdetectbaseline\.json: 2 articles with \d+ tells known, of 3 articles\n", written.stdout)
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.stdout.splitlines()[-1] == ("gate: 0 of 1 article translated (allowed 0); not counted: 2 excused: PASS")


def test_what_comes_later_counts(folder: Path) -> None:
    run("baseline", "news")
    shutil.copy(SEEDS / "quota.es-apertium.txt", folder / "news")

    ran = score("news", "--max-translated", "0")

    assert (ran.exit_code, ran.stdout.splitlines()[-1]) == (
        1,
        "gate: 1 of 2 articles translated (allowed 0); not counted: 2 excused: FAIL",
    )


def test_a_baseline_is_written_anew_where_it_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("baseline", "news")
    before = (folder / ".mtdetectbaseline.json").read_bytes()
    monkeypatch.chdir(folder / "news")

    run("baseline", "bees.pt-quotes.txt", "levee.pt-stops.txt", "organ.txt")

    assert nearest(".mtdetectbaseline.json") == folder / ".mtdetectbaseline.json"
    assert (folder / ".mtdetectbaseline.json").read_bytes() == before.replace(b"news/", b"")


def test_known_articles_that_are_gone_are_told(folder: Path) -> None:
    run("baseline", "news")
    (folder / "news" / "levee.pt-stops.txt").unlink()

    ran = score("news")

    assert ran.stderr == (
        "mtdetect: note: .mtdetectbaseline.json: 1 of 2 known articles excused nothing in this run"
        " (news/levee.pt-stops.txt): if they are gone, write it anew with 'mtdetect baseline'\n"
    )


def test_a_baseline_of_what_cannot_be_read_is_not_written(folder: Path) -> None:
    (folder / "empty.txt").touch()

    ran = run("baseline", "news", "empty.txt")
    allowed = run("baseline", "news", "empty.txt", "--allow-unreadable", "--baseline", "-")

    assert (ran.exit_code, ran.stdout) == (2, "")
    assert not (folder / ".mtdetectbaseline.json").exists()
    assert len(json.loads(allowed.stdout)["articles"]) == 2


def test_a_baseline_leaves_out_what_is_excused_by_hand(folder: Path) -> None:
    excuse(folder, BEES)

    ran = run("baseline", "news", "--baseline", "-")

    assert [known["name"] for known in json.loads(ran.stdout)["articles"]] == ["news/levee.pt-stops.txt"]


@pytest.mark.usefixtures("folder")
def test_a_baseline_can_be_named() -> None:
    run("baseline", "news", "--baseline", "known.json")

    codes = [score("news", "--max-translated", "0", *named).exit_code for named in ((), ("--baseline", "known.json"))]

    assert codes == [1, 0]


def test_a_baseline_that_cannot_be_written_leaves_the_old_one(folder: Path) -> None:
    (folder / "known.json").mkdir()

    ran = run("baseline", "news", "--baseline", "known.json")

    assert (ran.exit_code, sorted(path.name for path in folder.iterdir())) == (2, ["known.json", "news"])
    assert ran.stderr.startswith("mtdetect: error: known.json: cannot be written (")
