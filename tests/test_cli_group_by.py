"""`--group-by`: sites are the same whatever fields of them are printed. No name is refused, as where a variable of a
script is not set: it would group nothing without a word."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mtdetect.cli.app import app

ROOT = Path(__file__).resolve().parents[1]
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


def test_chosen_fields_change_no_verdict_on_a_site(tmp_path: Path) -> None:
    pages = [page.read_text(encoding="utf-8") for page in sorted((ROOT / "docs").glob("*.md"))]
    prose = ["\n".join(line for line in page.splitlines() if line[:1].isalpha()) for page in pages]
    human = [text[:2_000] for text in prose if len(text) > 2_000]
    articles = [*(f"{text} A letter from the Mrs. Lee arrived." for text in human[:4]), *human[4:]]
    file = tmp_path / "pages.jsonl"
    file.write_text("".join(f"{json.dumps({'text': text, 'site': 'a'})}\n" for text in articles), encoding="utf-8")

    whole, chosen = (
        json.loads(CliRunner().invoke(app, ["score", str(file), "--group-by", "site", *rest]).stdout.splitlines()[-1])
        for rest in (["--format", "jsonl"], ["--fields", "human_share,verdict"])
    )

    assert whole["rare_tells"] is not None
    assert [whole["human_share"], whole["verdict"]] == [chosen["human_share"], chosen["verdict"]]
