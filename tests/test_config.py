"""Settings from files, the environment and the command line: which wins, and what is refused."""

import json
import os
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from mtdetect.cli import app
from mtdetect.config import Found, Kind, find_settings, variable
from mtdetect.errors import UsageError

KINDS = {
    "fpr": Kind.NUMBER,
    "jobs": Kind.INTEGER,
    "deep": Kind.FLAG,
    "max-share": Kind.SHARE,
    "text-key": Kind.TEXT,
    "model": Kind.PATH,
    "output": Kind.OUTPUTS,
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, below one that belongs to the test as well."""
    for name in [name for name in os.environ if name.startswith("MTDETECT_")]:
        monkeypatch.delenv(name)
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    return tmp_path / "inner"


def found(
    environment: dict[str, str] | None = None, config: Path | None = None, *, isolated: bool = False
) -> dict[str, object]:
    settings = find_settings(KINDS, environment or {}, config, isolated=isolated)
    return {key: one.value for key, one in settings.items()}


def refusal(environment: dict[str, str] | None = None, config: Path | None = None) -> str:
    with pytest.raises(UsageError) as refused:
        find_settings(KINDS, environment or {}, config)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_nothing_is_set_where_nothing_is_found() -> None:
    assert found() == {}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"mtdetect.toml": "jobs = 1"}, 1),
        ({"pyproject.toml": "[tool.mtdetect]\njobs = 2"}, 2),
        ({"../mtdetect.toml": "jobs = 3"}, 3),
        ({"mtdetect.toml": "jobs = 1", "../mtdetect.toml": "jobs = 3"}, 1),
        ({"mtdetect.toml": "jobs = 1", "pyproject.toml": "[tool.mtdetect]\njobs = 2"}, 1),
        ({"pyproject.toml": "[tool.mtdetect]\njobs = 2", "../mtdetect.toml": "jobs = 3"}, 2),
        ({"pyproject.toml": "[tool.ruff]", "../mtdetect.toml": "jobs = 3"}, 3),
        ({"pyproject.toml": "", "../pyproject.toml": "[tool.mtdetect]\njobs = 4"}, 4),
    ],
)
def test_the_nearest_file_wins(folder: Path, files: dict[str, str], expected: int) -> None:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")

    assert found() == {"jobs": expected}


def test_the_nearest_file_wins_wholly(folder: Path) -> None:
    (folder / "mtdetect.toml").write_text("jobs = 1", encoding="utf-8")
    (folder.parent / "mtdetect.toml").write_text("fpr = 0.1", encoding="utf-8")

    assert found() == {"jobs": 1}


def test_the_environment_wins_over_files_and_says_so(folder: Path) -> None:
    (folder / "mtdetect.toml").write_text("jobs = 1\nfpr = 0.1", encoding="utf-8")

    settings = find_settings(KINDS, {"MTDETECT_JOBS": "2"})

    assert settings == {"jobs": Found(2, "MTDETECT_JOBS"), "fpr": Found(0.1, "mtdetect.toml: fpr")}


def test_a_file_can_be_named_and_files_can_be_left_out(folder: Path) -> None:
    (folder / "mtdetect.toml").write_text("jobs = 1", encoding="utf-8")
    (folder / "other.toml").write_text("jobs = 2", encoding="utf-8")

    assert [found(config=folder / "other.toml"), found(isolated=True)] == [{"jobs": 2}, {}]


def test_a_file_cannot_be_named_and_left_out(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"^--isolated: "):
        find_settings(KINDS, {}, folder / "other.toml", isolated=True)


def test_paths_of_a_file_are_relative_to_its_folder(folder: Path) -> None:
    (folder.parent / "mtdetect.toml").write_text('model = "m"\noutput = ["json=a.json"]', encoding="utf-8")

    assert found() == {"model": str(folder.parent / "m"), "output": [f"json={folder.parent / 'a.json'}"]}


def test_paths_of_the_environment_are_relative_to_the_working_folder() -> None:
    assert found({"MTDETECT_MODEL": "m", "MTDETECT_OUTPUT": "json=a.json csv=b.csv"}) == {
        "model": "m",
        "output": ["json=a.json", "csv=b.csv"],
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("jobs = 7", 7),
        ("fpr = 0.5", 0.5),
        ("fpr = 1", 1),
        ("deep = true", True),
        ('max-share = "2%"', "2%"),
        ("max-share = 0.02", 0.02),
        ('text-key = "body"', "body"),
    ],
)
def test_values_have_the_types_of_toml(folder: Path, text: str, value: object) -> None:
    (folder / "mtdetect.toml").write_text(text, encoding="utf-8")

    assert list(found().values()) == [value]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("frp = 1", "mtdetect.toml: unknown key 'frp': did you mean 'fpr'?"),
        ("max_share = 1", "mtdetect.toml: unknown key 'max_share': did you mean 'max-share'?"),
        ("zzz = 1", "mtdetect.toml: unknown key 'zzz': known are deep, fpr, jobs, max-share, model, output, text-key"),
        ("[jobs]", "mtdetect.toml: jobs: is not a whole number: mend it there"),
        ("jobs = 1.5", "mtdetect.toml: jobs: is not a whole number: mend it there"),
        ("jobs = true", "mtdetect.toml: jobs: is not a whole number: mend it there"),
        ('jobs = "1"', "mtdetect.toml: jobs: is not a whole number: mend it there"),
        ('fpr = "0.01"', "mtdetect.toml: fpr: is not a number: mend it there"),
        ("deep = 1", "mtdetect.toml: deep: is not true or false: mend it there"),
        ("text-key = 1", "mtdetect.toml: text-key: is not text in quotation marks: mend it there"),
        ("model = []", "mtdetect.toml: model: is not a path in quotation marks: mend it there"),
        ('output = "json=a"', 'mtdetect.toml: output: is not a list such as ["json=results.json"]: mend it there'),
        ("output = [1]", 'mtdetect.toml: output: is not a list such as ["json=results.json"]: mend it there'),
        ("jobs = ", "mtdetect.toml: is not TOML (Invalid value (at end of document)): mend it there"),
    ],
)
def test_what_is_no_setting_is_refused_by_file_and_key(folder: Path, text: str, complaint: str) -> None:
    (folder / "mtdetect.toml").write_text(text, encoding="utf-8")

    assert refusal() == complaint


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[tool.mtdetect]\nfrp = 1", "pyproject.toml: tool.mtdetect: unknown key 'frp': did you mean 'fpr'?"),
        ("[tool.mtdetect]\njobs = ''", "pyproject.toml: tool.mtdetect.jobs: is not a whole number: mend it there"),
        ("tool.mtdetect = 1", "pyproject.toml: tool.mtdetect: is no table: add [tool.mtdetect], or name another file"),
    ],
)
def test_in_a_project_file_its_table_is_named(folder: Path, text: str, complaint: str) -> None:
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")

    assert refusal() == complaint


def test_a_project_file_that_is_named_must_have_the_table(folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[tool.ruff]", encoding="utf-8")

    assert refusal(config=folder / "pyproject.toml").startswith("pyproject.toml: tool.mtdetect: is no table")


def test_a_file_that_is_not_there_is_named(folder: Path) -> None:
    assert refusal(config=folder / "no.toml") == (
        "no.toml: cannot be read (No such file or directory): name another file"
    )


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("MTDETECT_FRP", "1", "MTDETECT_FRP: is no setting: did you mean MTDETECT_FPR?"),
        ("MTDETECT_MAXSHARE", "1", "MTDETECT_MAXSHARE: is no setting: did you mean MTDETECT_MAX_SHARE?"),
        ("MTDETECT_JOBS", "two", "MTDETECT_JOBS: 'two' is not a whole number: mend it there"),
        ("MTDETECT_FPR", "two", "MTDETECT_FPR: 'two' is not a number: mend it there"),
        ("MTDETECT_DEEP", "2", "MTDETECT_DEEP: '2' is not true or false: give 1 or 0"),
    ],
)
def test_a_misspelt_variable_or_value_is_refused(name: str, value: str, complaint: str) -> None:
    assert refusal({name: value}) == complaint


def test_other_variables_are_left_alone() -> None:
    assert found({"MTDETECT_VERSION": "0.1.0", "MTDETECT_CORPORA": "/c", "MTDETECT_JOBS": "", "JOBS": "3"}) == {}


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("Yes", True), ("false", False), ("off", False)])
def test_flags_of_the_environment_are_words_or_figures(value: str, expected: bool) -> None:
    assert found({"MTDETECT_DEEP": value}) == {"deep": expected}


# The command line


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
        for value in (*values.values(), "json=a", "text"):
            with monkeypatch.context() as patched:
                patched.setenv(variable(key), value)
                ran = run("score", "--show-settings")
            if ran.exit_code == 0:
                break
        assert f"# {variable(key)}\n" in ran.stdout, key


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
        ("model", {}),
    ],
)
def test_other_commands_take_the_settings_that_mean_the_same_there(
    folder: Path, command: str, expected: dict[str, str]
) -> None:
    (folder / "mtdetect.toml").write_text('jobs = 1\nmax-bytes = 7\nformat = "json"', encoding="utf-8")

    settings = shown(command)

    assert {key: value for key, (value, source) in settings.items() if source != "default"} == expected


def test_excuses_are_not_looked_for_in_isolation(folder: Path) -> None:
    (folder / ".mtdetectignore.toml").write_text("[[excuse]]\n", encoding="utf-8")
    (folder / "short.txt").write_text("Too short.", encoding="utf-8")

    codes = [run("score", "short.txt", *more).exit_code for more in ((), ("--isolated",), ("--no-excuses",))]

    assert codes == [2, 0, 0]


def test_a_file_of_excuses_can_be_set_from_its_own_folder(folder: Path) -> None:
    (folder.parent / "mtdetect.toml").write_text('excuses = "known.toml"', encoding="utf-8")
    (folder.parent / "known.toml").write_text("[[excuse]]\nid = 'x'\nreason = 'y'\n", encoding="utf-8")
    (folder / "short.txt").write_text("Too short.", encoding="utf-8")

    ran = run("score", "short.txt", "--format", "json")

    assert "known.toml, excuse 1" in ran.stderr
    assert json.loads(ran.stdout)["summary"]["abstained"] == 1
