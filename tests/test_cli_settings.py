"""Settings from end to end: which wins, where it is said, and which commands take them."""

import json
import os
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from mtdetect.cli.app import app
from mtdetect.config.settings import variable_name


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, below one that belongs to the test as well."""
    for name in [name for name in os.environ if name.startswith("MTDETECT_")]:
        monkeypatch.delenv(name)
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    return tmp_path / "inner"


ISOLATED = ("--isolated",)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def shown(*arguments: str) -> dict[str, tuple[str, str]]:
    """Keys with value and source, as `--show-settings` prints them."""
    ran = run(*arguments, "--show-settings")
    assert (ran.exit_code, ran.stderr) == (0, "")
    lines = [line.rsplit("  # ", 1) for line in ran.stdout.splitlines()]
    pairs = [(line.rstrip().partition(" = "), source) for line, source in lines]
    return {key: (value, source) for (key, _, value), source in pairs}


def test_an_option_wins_over_the_environment_and_that_over_a_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "mtdetect.toml").write_text('fpr = 0.1\nprior = 0.1\njobs = 1\nformat = "json"', encoding="utf-8")
    monkeypatch.setenv("MTDETECT_PRIOR", "0.2")
    monkeypatch.setenv("MTDETECT_JOBS", "2")

    settings = shown("score", "--jobs", "3")

    assert [settings[key] for key in ("format", "fpr", "prior", "jobs", "id-key")] == [
        ('"json"', "mtdetect.toml: format"),
        ("0.1", "mtdetect.toml: fpr"),
        ("0.2", "MTDETECT_PRIOR"),
        ("3", "--jobs"),
        ('"id"', "default"),
    ]


def test_the_settings_shown_are_a_file_of_settings(folder: Path) -> None:
    printed = run("score", "--show-settings", "--max-share", "2%", "--output", "json=a.json").stdout

    (folder / "mtdetect.toml").write_text(printed, encoding="utf-8")

    assert shown("score")["max-share"] == ("0.02", "mtdetect.toml: max-share")
    assert tomllib.loads(run("score", "--show-settings").stdout) == tomllib.loads(printed) | {
        "output": [f"json={folder / 'a.json'}"]
    }


def test_every_option_that_is_shown_can_be_set_by_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    values = {"true or false": "1", "a whole number": "1", "a number": "0.5"}
    keys = [key.removeprefix("# ") for key in shown("score")]

    for key in keys:
        for value in (*values.values(), "json=a", "text", "always", "jsonl"):
            with monkeypatch.context() as patched:
                patched.setenv(variable_name(key), value)
                ran = run("score", "--show-settings")
            if ran.exit_code == 0:
                break
        assert f"# {variable_name(key)}\n" in ran.stdout, key


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("fpr = 7", "mtdetect.toml: fpr: "),
        ('format = "pdf"', "mtdetect.toml: format: 'pdf' is not one of "),
        ('max-share = "7"', "mtdetect.toml: max-share: '7' is not between 0 and 1"),
    ],
)
def test_values_out_of_range_are_refused_by_file_and_key(folder: Path, text: str, complaint: str) -> None:
    (folder / "mtdetect.toml").write_text(text, encoding="utf-8")

    ran = run("score", "a.txt")

    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr.startswith(f"mtdetect: error: {complaint}")


def test_a_bad_option_is_no_fault_of_the_file(folder: Path) -> None:
    (folder / "mtdetect.toml").write_text("fpr = 0.5", encoding="utf-8")

    ran = run("score", "a.txt", "--fpr", "7")

    assert (ran.exit_code, "'--fpr'" in ran.stderr, "mtdetect.toml" in ran.stderr) == (2, True, False)


def test_help_is_given_whatever_the_files_hold(folder: Path) -> None:
    (folder / "mtdetect.toml").write_text("frp", encoding="utf-8")

    assert run("score", "--help").exit_code == 0


def test_settings_decide_the_gate_and_isolated_leaves_them_out(folder: Path) -> None:
    (folder / "mtdetect.toml").write_text("max-translated = 0", encoding="utf-8")
    (folder / "short.txt").write_text("Too short.", encoding="utf-8")

    codes = [run("score", "short.txt", *more).exit_code for more in ((), ("--isolated",), ("--allow-unjudged",))]

    assert codes == [1, 0, 0]


def test_a_flag_of_a_file_can_be_taken_back(folder: Path) -> None:
    (folder / "mtdetect.toml").write_text("allow-unreadable = true", encoding="utf-8")

    codes = [run("score", "no.txt", *more).exit_code for more in ((), ("--no-allow-unreadable",))]

    assert codes == [0, 2]


def test_the_file_can_be_named_by_a_variable(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "other.toml").write_text("jobs = 5", encoding="utf-8")
    monkeypatch.setenv("MTDETECT_CONFIG", "other.toml")

    assert shown("score")["jobs"] == ("5", "other.toml: jobs")


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("report", {"format": '"json"'}),
        ("baseline", {"max-bytes": "7", "jobs": "1"}),
        ("evaluate", {"max-bytes": "7", "jobs": "1"}),
        ("estimate", {"max-bytes": "7", "jobs": "1"}),
        ("model", {}),
        ("calibrate", {"max-bytes": "7", "jobs": "1"}),
        ("rules", {"max-bytes": "7"}),
        ("match", {"max-bytes": "7", "jobs": "1", "format": '"json"'}),
        ("index build", {"max-bytes": "7", "jobs": "1"}),
        ("index append", {"max-bytes": "7", "jobs": "1"}),
        ("serve", {"max-bytes": "7", "jobs": "1"}),
    ],
)
def test_other_commands_take_the_settings_that_mean_the_same_there(
    folder: Path, command: str, expected: dict[str, str]
) -> None:
    (folder / "mtdetect.toml").write_text('jobs = 1\nmax-bytes = 7\nformat = "json"', encoding="utf-8")

    settings = shown(*command.split())

    assert {key: value for key, (value, source) in settings.items() if value and source != "default"} == expected


def test_a_setting_to_judge_sites_makes_no_model_of_houses(folder: Path) -> None:
    (folder / "mtdetect.toml").write_text('group-by = "domain"\nfpr = 0.05', encoding="utf-8")

    settings = shown("calibrate")

    assert ("0.05", "mtdetect.toml: fpr") == settings["fpr"]
    assert "group-by" not in settings


def test_settings_say_how_the_rows_of_an_audit_are_read(folder: Path) -> None:
    (folder / "mtdetect.toml").write_text('text-key = "body"', encoding="utf-8")
    rows = '{"body": "A boat.", "label": 0}\n{"body": "The boat of it.", "label": 1}\n'
    (folder / "rows.jsonl").write_text(rows, encoding="utf-8")

    ran = run("rules", "--audit", "rows.jsonl")

    assert (0, "") == (ran.exit_code, ran.stderr)


def test_settings_of_the_server_are_known_to_all_commands(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "mtdetect.toml").write_text('port = 9000\nroot-path = "/a"\nmax-seconds = 2.5', encoding="utf-8")
    monkeypatch.setenv("MTDETECT_HOST", "::1")

    served = shown("serve")

    found = [served[key] for key in ("port", "root-path", "max-seconds", "host", "max-documents")]
    assert [
        ("9000", "mtdetect.toml: port"),
        ('"/a"', "mtdetect.toml: root-path"),
        ("2.5", "mtdetect.toml: max-seconds"),
        ('"::1"', "MTDETECT_HOST"),
        ("1000", "default"),
    ] == found
    assert "port" not in shown("score")


def test_excuses_are_not_looked_for_in_isolation(folder: Path) -> None:
    (folder / ".mtdetectignore.toml").write_text("[[excuse]]\n", encoding="utf-8")
    (folder / "short.txt").write_text("Too short.", encoding="utf-8")

    codes = [run("score", "short.txt", *more).exit_code for more in ((), ("--isolated",), ("--no-excuses",))]

    assert codes == [2, 0, 0]


def test_the_files_that_are_read_unnamed_are_shown(folder: Path) -> None:
    (folder / ".mtdetectignore.toml").touch()

    sources = [[shown("score", *more)[f"# {key}"][1] for key in ("excuses", "baseline")] for more in ((), ISOLATED)]

    assert sources == [["the nearest is .mtdetectignore.toml", "none found"], ["none found", "none found"]]


def test_a_file_of_excuses_can_be_set_from_its_own_folder(folder: Path) -> None:
    (folder.parent / "mtdetect.toml").write_text('excuses = "known.toml"', encoding="utf-8")
    (folder.parent / "known.toml").write_text("[[excuse]]\nid = 'x'\nreason = 'y'\n", encoding="utf-8")
    (folder / "short.txt").write_text("Too short.", encoding="utf-8")

    ran = run("score", "short.txt", "--format", "json")

    assert "known.toml, excuse 1" in ran.stderr
    assert json.loads(ran.stdout)["summary"]["abstained"] == 1
