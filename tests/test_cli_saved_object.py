"""Results that were saved as one object (--format json) where texts or saved rows are read: the way out is named."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mtdetect.cli.app import app

ROW = {"schema": 1, "id": "a", "path": None, "error": {"kind": "empty", "message": "holds no text"}}
ADVICE = "holds saved results as one object, and saved rows are read one a line: take its rows out by jq"
FORMS = {
    "as written": f'{{"schema": 1, "rows": [\n{json.dumps(ROW)},\n{json.dumps(ROW)}\n], "summary": {{}}}}\n',
    "of the server": json.dumps({"schema": 1, "rows": [ROW], "signature": "x"}),
    "indented": json.dumps({"schema": 1, "rows": [ROW], "summary": {}}, indent=2),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("stdin", [False, True])
def test_scoring_names_the_way_to_its_rows(tmp_path: Path, form: str, stdin: bool) -> None:
    file = tmp_path / "results.json"
    file.write_text(FORMS[form])

    ran = CliRunner().invoke(
        app, ["score", "-" if stdin else str(file), "--deep", "never", "--format", "jsonl"], input=FORMS[form]
    )

    [row] = map(json.loads, ran.stdout.splitlines())
    assert (2, True) == (ran.exit_code, row["error"]["message"].startswith(ADVICE))


@pytest.mark.parametrize("command", ["report", "estimate"])
@pytest.mark.parametrize("form", ["as written", "of the server"])
def test_what_reads_saved_rows_names_it_too(tmp_path: Path, command: str, form: str) -> None:
    file = tmp_path / "results.json"
    file.write_text(FORMS[form])

    ran = CliRunner().invoke(app, [command, str(file)])

    assert (2, f"mtdetect: error: {file}: {ADVICE}") == (ran.exit_code, ran.stderr.partition(" -c")[0])


@pytest.mark.parametrize(
    ("content", "way"),
    [
        (FORMS["indented"], ".rows[]? // ."),
        (json.dumps(ROW, indent=2), ".rows[]? // ."),
        (json.dumps([ROW, ROW]), ".[]"),
        (json.dumps([ROW], indent=1), ".[]"),
    ],
)
def test_other_json_is_refused_in_one_line_whose_advice_works(tmp_path: Path, content: str, way: str) -> None:
    file, rows = tmp_path / "results.json", tmp_path / "rows.jsonl"
    file.write_text(content)

    ran = CliRunner().invoke(app, ["report", str(file)])

    assert (2, 1) == (ran.exit_code, ran.stderr.count("\n")), ran.stderr
    assert f"{file}: holds a" in ran.stderr
    assert f"jq -c '{way}'" in ran.stderr
    if jq := shutil.which("jq"):
        rows.write_bytes(subprocess.run([jq, "-c", way, str(file)], capture_output=True, check=True).stdout)
        assert {json.dumps(json.loads(line)) for line in rows.read_text().splitlines()} == {json.dumps(ROW)}
