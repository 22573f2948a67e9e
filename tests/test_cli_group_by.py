"""`--group-by` without a name, as where a variable of a script is not set: it would group nothing without a word."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from mtdetect.cli.app import app

CAUSE = "names nothing to group by: give domain, folder, path or a column of the rows"


@pytest.mark.parametrize(
    "command",
    [
        ("score", "a.txt"),
        ("report", "a.jsonl"),
        ("estimate", "a.txt"),
        ("calibrate", "--human", "a.txt"),
    ],
)
@pytest.mark.parametrize("name", ["", " "])
def test_no_name_is_refused(command: tuple[str, ...], name: str) -> None:
    ran = CliRunner().invoke(app, [*command, "--group-by", name])

    assert (2, "") == (ran.exit_code, ran.stdout)
    assert ran.stderr.splitlines()[-1] == f"Error: Invalid value for '--group-by': {CAUSE}"


def test_no_name_in_a_file_is_refused_by_its_place(tmp_path: Path) -> None:
    file = tmp_path / "mtdetect.toml"
    file.write_text('group-by = ""\n', encoding="utf-8")

    ran = CliRunner().invoke(app, ["score", "a.txt", "--config", str(file)])

    assert (2, "", f"mtdetect: error: {file}: group-by: {CAUSE}\n") == (ran.exit_code, ran.stdout, ran.stderr)
