"""What is wrong with a setting is said with its place, and with the option where the command line gives it."""

import os
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mtdetect.cli.app import app

ARTICLE = Path(__file__).resolve().parents[1] / "seeds" / "articles" / "bees.txt"
UNKNOWN = "unknown field 'verdct': did you mean 'verdict'?"
NO_OUTPUT = "is not FORMAT=FILE with one of the formats text, concise, json, jsonl, csv, sarif, github, junit, html"
NO_SITE = "says nothing of what a site is: add --group-by domain, or a column"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("MTDETECT_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    shutil.copy(ARTICLE, "a.txt")


def complaint(*arguments: str, **environment: str) -> str:
    ran = CliRunner().invoke(app, ["score", "a.txt", "--deep", "never", *arguments], env=environment)
    assert 2 == ran.exit_code
    return ran.stderr.removeprefix("mtdetect: error: ").removesuffix("\n")


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ('fields = "id,verdct"', f"mtdetect.toml: fields: {UNKNOWN}"),
        ('output = ["x"]', f"mtdetect.toml: output x: {NO_OUTPUT}"),
        ("max-translated-sites = 1", f"mtdetect.toml: max-translated-sites: {NO_SITE}"),
        (
            'group-by = "sight"',
            "mtdetect.toml: group-by sight: no article has one: name a column of the rows, domain or",
        ),
    ],
)
def test_a_setting_of_a_file_is_named_by_it(setting: str, expected: str) -> None:
    Path("mtdetect.toml").write_text(setting, encoding="utf-8")

    assert complaint().startswith(expected)


def test_a_variable_is_named() -> None:
    assert f"MTDETECT_FIELDS: {UNKNOWN}" == complaint(MTDETECT_FIELDS="id,verdct")


def test_an_option_of_the_command_line_is_named_as_it_was_written() -> None:
    Path("mtdetect.toml").write_text('fields = "id"', encoding="utf-8")

    assert f"--fields: {UNKNOWN}" == complaint("--fields", "id,verdct")
