"""Options that do nothing without another are refused in one line, before anything is read."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from mtdetect.cli.app import app


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(app, arguments, env=environment)


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("score", "a.txt", "--shard-rows", "5"), "--shard-rows: says how many rows go into a shard, and none is writ"),
        (("score", "a.txt", "--shard-rows", "1000"), "--shard-rows: says how many rows go into a shard, and none is"),
        *(
            (
                (*command, "--reader", "x.gguf", "--deep", "never"),
                "--reader: names what a reader reads with, and --deep",
            )
            for command in (
                ("score", "a.txt"),
                ("baseline", "a.txt"),
                ("explain", "a.txt"),
                ("match", "a.txt", "--against", "b.txt"),
                ("evaluate", "a.jsonl"),
                ("serve",),
            )
        ),
        *(
            (
                ("score", "a.txt", *rows, "--format", "text"),
                "--format: text is not what --fields, --annotate and --drop",
            )
            for rows in (("--fields", "id"), ("--annotate",), ("--drop-translated", "--dropped", "d.jsonl"))
        ),
        (("report", "a.jsonl", "--fpr", "2%"), "--fpr: judges sites, and nothing is grouped: add --group-by"),
        (("report", "a.jsonl", "--prior", "0"), "--prior: judges sites, and nothing is grouped: add --group-by"),
        (("rules", "--text-key", "body"), "--text-key: says how the rows of --audit are read: add --audit FILE"),
        (("rules", "MT401", "--max-bytes", "9"), "--max-bytes: says how the rows of --audit are read: add --audit"),
    ],
)
def test_an_option_that_does_nothing_is_refused(arguments: tuple[str, ...], line: str) -> None:
    ran = run(*arguments)

    assert (2, "", 1) == (ran.exit_code, ran.stdout, len(ran.stderr.splitlines()))
    assert ran.stderr.startswith(f"mtdetect: error: {line}")


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (("score", "none.txt"), {"MTDETECT_SHARD_ROWS": "5"}),
        (("score", "none.txt", "--deep", "never"), {"MTDETECT_READER": "x.gguf"}),
        (("score", "none.txt", "--allow-unjudged"), {}),
        (("score", "none.txt", "--annotate"), {"MTDETECT_FORMAT": "text"}),
        (("score", "none.txt", "--format", "text"), {}),
        (("report", "none.txt", "--fpr", "2%", "--group-by", "site"), {}),
    ],
)
def test_what_is_set_for_other_runs_or_does_something_is_let_through(
    arguments: tuple[str, ...], environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    ran = run(*arguments, **environment)

    assert "none.txt" in ran.stderr + ran.stdout
    assert "or leave it out" not in ran.stderr
