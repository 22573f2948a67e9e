"""`mtdetect report`: saved rows redrawn, and what is no row told apart."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner
from typer.testing import Result as Ran

from mtdetect.cli.app import app
from mtdetect.report.formats import Format
from mtdetect.results.row import Result, dump

Draw = Callable[..., str]
NEED_TEXT = (Format.TEXT, Format.HTML)


def report(*arguments: str | Path, stdin: str | bytes | None = None) -> Ran:
    environment = {"COLUMNS": "80", "GITHUB_STEP_SUMMARY": ""}
    return CliRunner().invoke(app, ["report", *map(str, arguments)], input=stdin, env=environment)


@pytest.fixture
def saved(tmp_path: Path, articles: list[Result], hostile: list[Result]) -> Path:
    """The rows of all articles, saved."""
    file = tmp_path / "results.jsonl"
    file.write_text("".join(dump(result.row) + "\n" for result in [*articles, *hostile]), "utf-8")
    return file


@pytest.fixture
def good(articles: list[Result]) -> dict[str, Any]:
    """A row with tells, to be spoilt."""
    row = next(result.row for result in articles if result.row["path"].endswith("bees.pt-quotes.txt"))
    copy: dict[str, Any] = json.loads(dump(row))
    return copy


@pytest.mark.parametrize("form", [form for form in Format if form not in NEED_TEXT])
def test_a_format_that_needs_no_text_is_the_same_bytes(
    draw: Draw, saved: Path, form: Format, articles: list[Result], hostile: list[Result]
) -> None:
    ran = report(saved, "--format", form)

    assert draw(form, [*articles, *hostile]) == ran.stdout
    assert 1 == len(ran.stderr.splitlines())


@pytest.mark.parametrize("form", NEED_TEXT)
def test_a_format_that_needs_the_text_says_what_is_missing(
    draw: Draw, saved: Path, form: Format, articles: list[Result], hostile: list[Result]
) -> None:
    ran = report(saved, "--format", form)

    assert draw(form, [Result(result.row) for result in [*articles, *hostile]]) == ran.stdout
    note = f"mtdetect: note: {form}: saved rows hold no texts, so the evidence stands by itself"
    assert note == ran.stderr.splitlines()[0]


def test_the_exit_code_follows_unreadable_rows_as_in_score(tmp_path: Path, saved: Path, articles: list[Result]) -> None:
    readable = tmp_path / "readable.jsonl"
    readable.write_text("".join(dump(result.row) + "\n" for result in articles), "utf-8")

    codes = [report(*arguments).exit_code for arguments in ((readable,), (saved,), (saved, "--allow-unreadable"))]

    assert [0, 2, 0] == codes


def test_the_gate_judges_saved_rows(tmp_path: Path, good: dict[str, Any]) -> None:
    file = tmp_path / "results.jsonl"
    file.write_text(dump({**good, "id": "https://www.example.org/a", "site": "b"}))
    gate = "gate: 1 of 1 group by {} beyond the limit, worst {} with 1 of 1 article translated (allowed 0): FAIL"

    failed = [report(file, "--format", "csv", "--max-translated", "0", "--group-by", by) for by in ("domain", "site")]
    met = report(file, "--format", "csv", "--max-translated", "1")

    expected = [(1, gate.format("domain", "example.org")), (1, gate.format("site", "b"))]
    assert expected == [(ran.exit_code, ran.stderr.strip()) for ran in failed]
    assert (0, "gate: 1 of 1 article translated (allowed 1): PASS\n") == (met.exit_code, met.stderr)


def test_groups_that_no_row_has_are_an_error(good: dict[str, Any]) -> None:
    ran = report("-", "--max-translated", "1", "--group-by", "site", stdin=dump(good))

    assert 2 == ran.exit_code
    assert "--group-by site: no row has one: save the rows with 'mtdetect score --group-by COLUMN --form" in ran.stderr
    assert ran.stderr.rstrip().endswith(", or group by domain or path")


def test_rows_that_name_their_sites_are_grouped_by_these(tmp_path: Path, good: dict[str, Any]) -> None:
    file = tmp_path / "results.jsonl"
    file.write_text(dump({**good, "path": "bees.txt", "id": "1", "site": "b"}))

    by_domain, by_site = (report(file, "--format", "csv", "--group-by", by) for by in ("domain", "site"))

    advice = "--group-by domain: no row has one: the rows name their sites: use --group-by site"
    assert (2, f"mtdetect: error: {advice}\n") == (by_domain.exit_code, by_domain.stderr)
    assert (0, "") == (by_site.exit_code, by_site.stderr)


@pytest.mark.parametrize("option", ["fpr", "prior"])
def test_an_option_of_sites_needs_sites(
    tmp_path: Path, good: dict[str, Any], monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    line = dump({**good, "site": "b"})
    settings = tmp_path / "mtdetect.toml"
    settings.write_text(f"{option} = 0.1")

    alone = report("-", f"--{option}", "0.1", stdin=line)
    grouped = report("-", f"--{option}", "0.1", "--group-by", "site", stdin=line)
    of_file = report("-", "--config", settings, stdin=line)
    monkeypatch.setenv(f"MTDETECT_{option.upper()}", "0.1")
    of_variable = report("-", stdin=line)

    complaint = f"--{option}: judges sites, and nothing is grouped: add --group-by, or score anew"
    assert (2, "", f"mtdetect: error: {complaint}\n") == (alone.exit_code, alone.stdout, alone.stderr)
    assert [0, 0, 0] == [ran.exit_code for ran in (grouped, of_file, of_variable)]


def test_a_folder_is_no_file_of_rows(tmp_path: Path) -> None:
    ran = report(f"{tmp_path}/")

    complaint = f"mtdetect: error: {tmp_path}/: is a folder: name its files, such as {tmp_path}/*.jsonl.zst\n"
    assert (2, complaint) == (ran.exit_code, ran.stderr)


@pytest.mark.parametrize(
    ("spoilt", "cause"),
    [
        (b"{", "no JSON: "),
        (b"[]", "must be object"),
        (b"\xff{}", "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"schema": 1, "id": "a", "path": NaN}', "NaN is no number of JSON"),
        (b'{"schema": 1, "id": "a", "path": 1e999}', "1e999 is no number of JSON"),
        (b'{"schema": 1, "id": "a", "path": null}', "must contain"),
        (b'{"schema": 1, "id": "a", "path": null, "error": {}}', "error must contain"),
    ],
)
def test_a_line_that_is_no_row_is_named_and_the_rest_redrawn(
    tmp_path: Path, good: dict[str, Any], spoilt: bytes, cause: str
) -> None:
    line = dump(good).encode()
    file = tmp_path / "results.jsonl"
    file.write_bytes(b"\n".join([line, b"", spoilt, line]))

    ran = report(file, "--format", "jsonl")

    assert 2 == ran.exit_code
    assert [good["id"], f"{file}:3", good["id"]] == [json.loads(row)["id"] for row in ran.stdout.splitlines()]
    named, counted = ran.stderr.splitlines()
    assert named.startswith(f"mtdetect: error: {file}:3: is no row of schema 1 (")
    assert cause in named
    assert "1 of 3 unreadable" in counted


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"schema": 2}, "data.schema"),
        ({"id": 7}, "data.id"),
        ({"likelihood": 1.5}, "data.likelihood"),
        ({"likelihood": None}, "data.likelihood"),
        ({"abstained": "too_short"}, "data.abstained"),
        ({"verdict": "guilty"}, "data.verdict"),
        ({"words": True}, "data.words"),
        ({"reasons": [{"name": "tell:MT401", "log_odds": 1, "tells": [99]}]}, "a tell that is not there"),
        ({"reasons": [{"name": "tell:MT401", "log_odds": 1, "tells": [1.0]}]}, "a tell that is not there"),
        ({"notes": "none"}, "data.notes"),
    ],
)
def test_a_row_that_breaks_the_schema_is_no_row(good: dict[str, Any], change: dict[str, Any], cause: str) -> None:
    ran = report("-", "--format", "html", stdin=dump(good | change))

    assert 2 == ran.exit_code
    assert cause in ran.stderr.splitlines()[0]


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"rule": "../../etc/passwd"}, "data.tells[0].rule"),
        ({"severity": "fatal"}, "data.tells[0].severity"),
        ({"line": 0}, "data.tells[0].line"),
        ({"start": -1}, "data.tells[0].start"),
        ({"evidence": "more than its span holds"}, "does not fill its span"),
    ],
)
def test_a_tell_that_breaks_the_schema_spoils_its_row(good: dict[str, Any], change: dict[str, Any], cause: str) -> None:
    good["tells"][0] |= change

    ran = report("-", "--format", "sarif", stdin=dump(good))

    assert 2 == ran.exit_code
    assert cause in ran.stderr.splitlines()[0]


def test_fields_of_a_later_version_are_kept(good: dict[str, Any]) -> None:
    later = {**good, "colour": {"of": "bees"}}

    ran = report("-", "--format", "jsonl", stdin=dump(later))

    assert (0, dump(later) + "\n") == (ran.exit_code, ran.stdout)


def test_a_row_that_is_too_long_is_named(tmp_path: Path, good: dict[str, Any]) -> None:
    file = tmp_path / "results.jsonl"
    file.write_text(dump(good))

    ran = report(file, "--max-bytes", "100")

    assert 2 == ran.exit_code
    assert "holds more than 100 bytes" in ran.stderr


def test_several_files_and_gzip_are_one_report(tmp_path: Path, good: dict[str, Any]) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl.gz"
    first.write_text(dump(good))
    second.write_bytes(gzip.compress(dump({**good, "id": "second"}).encode()))

    ran = report(first, second, "--format", "jsonl")

    assert [good["id"], "second"] == [json.loads(line)["id"] for line in ran.stdout.splitlines()]


@pytest.mark.parametrize(("content", "cause"), [(None, "does not exist"), (b"\n\n", "holds no rows")])
def test_a_file_of_which_nothing_is_known_is_an_error(tmp_path: Path, content: bytes | None, cause: str) -> None:
    file = tmp_path / "results.jsonl"
    if content is not None:
        file.write_bytes(content)

    ran = report(file, "--format", "junit")

    assert (2, "") == (ran.exit_code, ran.stdout)
    assert f"mtdetect: error: {file}: {cause}" in ran.stderr


def test_saved_rows_are_not_overwritten(saved: Path) -> None:
    before = saved.read_bytes()

    ran = report(saved, "--output", f"jsonl={saved}")

    assert (2, before) == (ran.exit_code, saved.read_bytes())


def test_files_may_be_named_by_a_pattern(tmp_path: Path, good: dict[str, Any]) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.jsonl").write_text(dump({**good, "id": name}))

    found = report(tmp_path / "*.jsonl", "--format", "jsonl")
    none = report(tmp_path / "*.zst")

    assert ["a", "b"] == [json.loads(line)["id"] for line in found.stdout.splitlines()]
    assert (2, f"mtdetect: error: {tmp_path}/*.zst: matches no file: check the pattern\n") == (
        none.exit_code,
        none.stderr,
    )
