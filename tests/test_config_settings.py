"""Settings from files and the environment: which wins, and what is refused."""

import os
from pathlib import Path

import pytest

from mtdetect.config.settings import Setting, find_settings
from mtdetect.config.value_types import ValueType
from mtdetect.errors import UsageError

TYPES = {
    "fpr": ValueType.NUMBER,
    "jobs": ValueType.INTEGER,
    "deep": ValueType.FLAG,
    "max-share": ValueType.SHARE,
    "text-key": ValueType.TEXT,
    "model": ValueType.PATH,
    "output": ValueType.OUTPUTS,
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
    settings = find_settings(TYPES, environment or {}, config, isolated=isolated)
    return {key: one.value for key, one in settings.items()}


def refusal(environment: dict[str, str] | None = None, config: Path | None = None) -> str:
    with pytest.raises(UsageError) as refused:
        find_settings(TYPES, environment or {}, config)
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

    settings = find_settings(TYPES, {"MTDETECT_JOBS": "2"})

    assert settings == {"jobs": Setting(2, "MTDETECT_JOBS"), "fpr": Setting(0.1, "mtdetect.toml: fpr")}


def test_a_file_can_be_named_and_files_can_be_left_out(folder: Path) -> None:
    (folder / "mtdetect.toml").write_text("jobs = 1", encoding="utf-8")
    (folder / "other.toml").write_text("jobs = 2", encoding="utf-8")

    assert [found(config=folder / "other.toml"), found(isolated=True)] == [{"jobs": 2}, {}]


def test_a_file_cannot_be_named_and_left_out(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"^--isolated: "):
        find_settings(TYPES, {}, folder / "other.toml", isolated=True)


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
    assert refusal(config=folder / "no.toml") == ("no.toml: does not exist: check the path")


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
