"""The gate from end to end: what is printed, and the exit code."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from mtdetect.cli.app import app

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds" / "articles"
COMMAND = (sys.executable, "-m", "mtdetect", "score")
FAIL = "gate: 2 of 3 articles translated (allowed 0): FAIL"
SHORT = "Ferry late again.\n"


def score(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["score", *arguments])


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
            "gate: 0 of 3 groups by path beyond the limit, worst news/levee.pt-stops.txt"
            " with 1 of 1 article translated (allowed 1): PASS",
            0,
        ),
    ],
)
@pytest.mark.usefixtures("newsroom")
def test_the_gate_decides_the_exit_code_and_says_why(arguments: tuple[str, ...], line: str, code: int) -> None:
    ran = score("news", *arguments)

    assert (ran.stdout.splitlines()[-1], ran.exit_code, ran.stderr) == (line, code, "")


@pytest.mark.usefixtures("newsroom")
def test_above_a_likelihood_the_likeliest_is_named() -> None:
    ran = score("news", "--fail-over", "0.9")

    assert re.fullmatch(
        r"gate: 2 of 3 articles above likelihood 0\.9 \(highest 0\.9\d+: news/[\w.-]+\.txt\): FAIL",
        ran.stdout.splitlines()[-1],
    )


@pytest.mark.usefixtures("newsroom")
def test_without_a_limit_there_is_no_gate() -> None:
    ran = score("news")

    assert ("gate:" in ran.stdout, ran.exit_code) == (False, 0)


@pytest.mark.parametrize("form", ["jsonl", "json", "csv", "sarif", "junit", "html"])
@pytest.mark.usefixtures("newsroom")
def test_where_standard_output_is_for_programs_the_line_goes_beside_it(form: str) -> None:
    ran = score("news", "--max-translated", "0", "--format", form)

    assert (ran.stderr, ran.exit_code) == (f"{FAIL}\n", 1)


@pytest.mark.parametrize("value", ["2", "-1%", "101%", "two", "%", "nan"])
@pytest.mark.usefixtures("newsroom")
def test_what_is_no_share_is_refused(value: str) -> None:
    ran = score("news", "--max-share", value)

    assert (ran.stdout, ran.exit_code) == ("", 2)
    assert "--max-share" in ran.stderr


@pytest.mark.usefixtures("newsroom")
def test_sites_are_judged_without_a_limit_and_redrawn_from_saved_rows(tmp_path: Path) -> None:
    ran = score("news", "--group-by", "folder", "--format", "jsonl")
    saved = tmp_path / "rows.jsonl"
    saved.write_text(ran.stdout, encoding="utf-8")

    again = CliRunner().invoke(app, ["report", str(saved), "--group-by", "site", "--format", "jsonl"])

    sites = [row for row in map(json.loads, ran.stdout.splitlines()) if row.get("kind") == "site"]
    assert "news" in [row["site"] for row in sites]
    assert ran.stdout == again.stdout


@pytest.mark.usefixtures("newsroom")
def test_a_group_that_no_article_has_is_no_pass() -> None:
    ran = score("news", "--group-by", "sight", "--max-translated", "5")

    assert ran.exit_code == 2
    assert "--group-by sight: no article has one" in ran.stderr


def test_a_site_is_judged_by_the_url_of_its_rows(newsroom: Path) -> None:
    rows = [
        {
            "id": name,
            "url": f"https://www.{site}/{name}",
            "text": (newsroom / "news" / f"{name}.txt").read_text("utf-8"),
        }
        for name, site in (("bees.pt-quotes", "farm.example"), ("organ", "paper.example"))
    ]
    (newsroom / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    ran = score("rows.jsonl", "--group-by", "domain", "--max-translated", "0")

    assert ran.stdout.splitlines()[-1] == (
        "gate: 1 of 2 groups by domain beyond the limit,"
        " worst farm.example with 1 of 1 article translated (allowed 0): FAIL"
    )


def test_nothing_judged_is_not_passed(newsroom: Path) -> None:
    (newsroom / "short.txt").write_text(SHORT, encoding="utf-8")

    ran = score("short.txt", "--max-translated", "0")
    allowed = score("short.txt", "--max-translated", "0", "--allow-unjudged")

    assert (ran.stdout.splitlines()[-1], ran.exit_code) == (
        "gate: no article was judged; not counted: 1 not judged: FAIL",
        1,
    )
    assert allowed.exit_code == 0


def test_an_unreadable_input_is_worse_than_a_gate_not_met(newsroom: Path) -> None:
    (newsroom / "binary.txt").write_bytes(b"\0")

    ran = score("news", "binary.txt", "--max-translated", "0")
    allowed = score("news/organ.txt", "binary.txt", "--max-translated", "0", "--allow-unreadable")

    assert ran.exit_code == 2
    assert ran.stdout.splitlines()[-1] == (
        "gate: 2 of 3 articles translated (allowed 0); not counted: 1 unreadable: FAIL"
    )
    assert allowed.exit_code == 0


@pytest.mark.parametrize(("signalled", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.usefixtures("newsroom")
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
@pytest.mark.usefixtures("newsroom")
def test_a_report_that_cannot_be_written_is_no_pass() -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        ran = subprocess.run(
            [*COMMAND, "news/organ.txt", "--max-translated", "0"], stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert (ran.returncode, b"PASS" in ran.stderr) == (2, False)


@pytest.mark.parametrize("data", ["", " \n", "<html><head><title>A</title></head><body></body></html>"])
@pytest.mark.parametrize("name", ["none.txt", "none.html", "none.jsonl", "none.csv"])
def test_nothing_to_read_is_not_judged_and_passes(newsroom: Path, name: str, data: str) -> None:
    if data.startswith("<") and not name.endswith("html"):
        data = ""
    (newsroom / name).write_text(data, encoding="utf-8")

    ran = score(name, "--max-translated", "0")
    among = score(name, "news/organ.txt", "--max-translated", "0")

    assert f"{name}: not judged: nothing to read" in ran.stdout
    assert ran.stdout.splitlines()[-1] == "gate: no article was judged; not counted: 1 not judged: PASS"
    assert (ran.exit_code, among.exit_code) == (0, 0)


def test_shares_may_have_a_per_cent_sign(newsroom: Path) -> None:
    runs = [
        [score("news", "--format", "jsonl", *options).stdout for options in pairs]
        for pairs in (
            (("--fpr", "1%"), ("--fpr", "0.01")),
            (("--prior", "30%"), ("--prior", "0.3")),
            (("--fail-over", "90%"), ("--fail-over", "0.9")),
        )
    ]

    assert all(one == other for one, other in runs)
    assert newsroom.exists()


@pytest.mark.parametrize("value", ["7", "101%", "x"])
def test_what_is_no_share_is_no_false_positive_rate(value: str) -> None:
    ran = score("a.txt", "--fpr", value)

    assert (ran.exit_code, "'--fpr'" in ran.stderr) == (2, True)


def test_a_column_called_domain_comes_first(newsroom: Path) -> None:
    rows = [
        {"url": "https://example.org/", "domain": f"site {number}", "text": text} for number, text in enumerate("ab")
    ]
    text = (newsroom / "news" / "organ.txt").read_text(encoding="utf-8")
    lines = (json.dumps(row | {"text": text}) for row in rows)
    (newsroom / "rows.jsonl").write_text("\n".join(lines), encoding="utf-8")

    ran = score("rows.jsonl", "--max-translated", "0", "--group-by", "domain")

    assert "gate: 0 of 2 groups by domain beyond the limit" in ran.stdout
