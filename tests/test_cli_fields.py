"""`mtdetect score --fields` from end to end: the chosen fields of the rows that a run without it prints."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from mtdetect.cli.app import app
from mtdetect.report.formats import Format
from mtdetect.results.row import DETAILS, FIELDS, dump

LIGHT = tuple(name for name in FIELDS if name not in DETAILS)
TEXT = "The boat was late again , and the crew waited on the quay. They had sold the nets , too.\n"
BEES = "[[excuse]]\npath = 'news/bees.*'\nreason = 'our own translation'\n"
SPACES = "[[excuse]]\nrule = 'MT401'\nreason = 'our typesetting'\n"


def score(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["score", *arguments], input=stdin)


def rows_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def full(*arguments: str) -> list[dict[str, Any]]:
    """The whole rows of a run."""
    return rows_of(score(*arguments, "--format", "jsonl").stdout)


def lines(rows: list[dict[str, Any]], names: tuple[str, ...]) -> str:
    """What is to be printed of these rows: in the order of the names, what a row has; of an unreadable input all."""
    chosen = [row if "error" in row else {name: row[name] for name in names if name in row} for row in rows]
    return "".join(f"{dump(row)}\n" for row in chosen)


@pytest.fixture
def inputs(newsroom: Path) -> tuple[str, ...]:
    """Articles of every verdict, a text file with a note, rows of a table, and rows that cannot be read."""
    organ = (newsroom / "news" / "organ.txt").read_text("utf-8")
    (newsroom / "latin.txt").write_bytes(
        organ.replace("“", '"').replace("”", '"').encode("cp1252", "replace") + b"\xe9"
    )
    made = [{"id": f"n{at}", "text": text} for at, text in enumerate(("Too short.", organ.lower(), TEXT * 9))]
    table = [*map(json.dumps, made), '{"id": "without"}', "no row"]
    (newsroom / "table.jsonl").write_text("\n".join(table), "utf-8")
    return "news", "latin.txt", "table.jsonl"


def test_the_inputs_have_all_kinds_of_rows(inputs: tuple[str, ...]) -> None:
    rows = full(*inputs)

    verdicts = {row["verdict"] for row in rows if "error" not in row}
    assert {"translated", "human", "abstained"} <= verdicts
    assert {name for row in rows for name in row} == {*FIELDS, "error"} - {"house"}  # the shipped model knows none


@pytest.mark.parametrize("name", FIELDS)
def test_one_field_is_that_of_the_whole_row(inputs: tuple[str, ...], name: str) -> None:
    ran = score(*inputs, "--fields", name)

    assert ran.stdout == lines(full(*inputs), (name,))
    assert (ran.exit_code, ran.stderr) == (
        2,
        "mtdetect: error: 2 of 9 unreadable (--allow-unreadable makes this a warning)\n",
    )


@pytest.mark.parametrize(
    "names", [FIELDS, FIELDS[::-1], LIGHT, LIGHT[::-1], ("verdict", "id"), ("guess", "words"), ("id", "tells")]
)
def test_fields_come_in_the_order_asked_for(inputs: tuple[str, ...], names: tuple[str, ...]) -> None:
    printed = score(*inputs, "--fields", ",".join(names)).stdout

    assert printed == lines(full(*inputs), names)


def test_all_fields_are_the_rows_themselves(inputs: tuple[str, ...]) -> None:
    printed = score(*inputs, "--fields", ",".join(FIELDS)).stdout

    assert printed == score(*inputs, "--format", "jsonl").stdout


def test_spaces_around_names_are_no_part_of_them(inputs: tuple[str, ...]) -> None:
    assert score(*inputs, "--fields", " id , verdict ").stdout == score(*inputs, "--fields", "id,verdict").stdout


def test_standard_input_is_scored_too() -> None:
    assert (
        score("-", "--fields", "id,abstained", stdin="Too short.").stdout == '{"id": "-", "abstained": "too_short"}\n'
    )


@pytest.mark.parametrize("names", [("id", "likelihood", "words"), ("id", "tells", "reasons")])
def test_fields_are_the_same_for_any_number_of_jobs(newsroom: Path, names: tuple[str, ...]) -> None:
    made = [{"id": f"n{number}", "text": f"{TEXT * (number % 9)} Number {number}."} for number in range(80)]
    (newsroom / "many.jsonl").write_text("\n".join(map(json.dumps, made)), "utf-8")

    alone, together = (score("many.jsonl", "--fields", ",".join(names), "--jobs", jobs).stdout for jobs in "12")

    assert alone == together == lines(full("many.jsonl", "--jobs", "1"), names)


@pytest.mark.usefixtures("newsroom")
@pytest.mark.parametrize(
    ("fields", "cause"),
    [
        ("id,verdikt", "unknown field 'verdikt': did you mean 'verdict'?"),
        ("error", "unknown field 'error': "),
        ("ID", "unknown field 'ID': "),
        ("id,", "unknown field '': "),
        ("", "unknown field '': "),
        ("id verdict", "unknown field 'id verdict': "),
        ("id,words, id", "id is named twice: name it once"),
    ],
)
def test_a_field_that_is_none_is_one_line_and_exits_with_2(fields: str, cause: str) -> None:
    ran = score("news", "--fields", fields)

    assert (ran.exit_code, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert ran.stderr.startswith(f"mtdetect: error: --fields: {cause}")


@pytest.mark.usefixtures("newsroom")
@pytest.mark.parametrize("form", [form for form in Format if form not in (Format.TEXT, Format.JSONL)])
def test_fields_are_for_json_lines_alone(form: Format) -> None:
    ran = score("news", "--fields", "id", "--format", form)

    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr == (
        f"mtdetect: error: --fields: writes JSON Lines, not {form}: give --format jsonl, or also --output {form}=FILE\n"
    )


@pytest.mark.usefixtures("newsroom")
def test_json_lines_may_be_named() -> None:
    named = score("news", "--fields", "id", "--format", "jsonl")

    assert named.stdout == score("news", "--fields", "id").stdout


@pytest.mark.parametrize("others", [["--annotate"], ["--drop-translated", "--dropped", "dropped.jsonl"]])
def test_rows_of_the_input_have_no_fields_to_choose(newsroom: Path, others: list[str]) -> None:
    ran = score("news", "--fields", "id", *others)

    cause = "chooses fields of results: leave --annotate and --drop-translated out, or this"
    assert (ran.exit_code, ran.stdout, ran.stderr) == (2, "", f"mtdetect: error: --fields: {cause}\n")
    assert not (newsroom / "dropped.jsonl").exists()


@pytest.mark.parametrize("fields", ["id", "id,tells"])
def test_a_file_of_settings_may_choose_fields(newsroom: Path, fields: str) -> None:
    (newsroom / "mtdetect.toml").write_text(f'fields = "{fields}"\n', "utf-8")

    assert score("news").stdout == score("news", "--isolated", "--fields", fields).stdout


@pytest.mark.parametrize("form", Format)
def test_reports_in_files_are_whole(inputs: tuple[str, ...], newsroom: Path, form: Format) -> None:
    whole = score(*inputs, "--output", f"{form}=whole")

    ran = score(*inputs, "--fields", "id", "--output", f"{form}=beside")

    assert (newsroom / "beside").read_bytes() == (newsroom / "whole").read_bytes()
    assert (ran.exit_code, ran.stdout) == (whole.exit_code, lines(full(*inputs), ("id",)))


@pytest.mark.parametrize("gate", [("--max-translated", "0"), ("--max-share", "90%"), ("--fail-over", "0.5")])
@pytest.mark.usefixtures("newsroom")
def test_gates_count_the_same(gate: tuple[str, ...]) -> None:
    whole = score("news", *gate, "--format", "jsonl")

    ran = score("news", *gate, "--fields", "id")

    assert (ran.exit_code, ran.stderr) == (whole.exit_code, whole.stderr)
    assert "gate: " in ran.stderr


@pytest.mark.parametrize("excuses", [BEES, SPACES, BEES + SPACES, "[[excuse]]\nid = 'gone'\nreason = 'gone'\n"])
@pytest.mark.parametrize("names", [("id", "verdict"), ("id", "suppressed"), ("likelihood", "tells"), FIELDS])
def test_excused_findings_are_those_of_whole_rows(newsroom: Path, excuses: str, names: tuple[str, ...]) -> None:
    (newsroom / ".mtdetectignore.toml").write_text(excuses, "utf-8")
    whole = score("news", "--format", "jsonl", "--max-translated", "0")

    ran = score("news", "--fields", ",".join(names), "--max-translated", "0")

    rows = rows_of(whole.stdout)
    assert any(row["suppressed"] for row in rows) == ("gone" not in excuses)
    assert ran.stdout == lines(rows, names)
    assert (ran.exit_code, ran.stderr) == (whole.exit_code, whole.stderr)


@pytest.mark.usefixtures("newsroom")
def test_what_a_baseline_knows_is_suppressed() -> None:
    CliRunner().invoke(app, ["baseline", "news"])
    rows = full("news")

    ran = score("news", "--fields", "id,suppressed", "--max-translated", "0")

    assert sum(bool(row["suppressed"]) for row in rows) == 2
    assert (ran.exit_code, ran.stdout) == (0, lines(rows, ("id", "suppressed")))


SHARDS = ("--shards", "out", "--shard-rows", "2")


@pytest.mark.parametrize("names", [("id", "verdict"), ("id", "tells")])
def test_a_run_with_shards_prints_the_same_and_so_does_one_that_goes_on(
    inputs: tuple[str, ...], newsroom: Path, names: tuple[str, ...]
) -> None:
    expected = lines(full(*inputs), names)
    fields = ("--fields", ",".join(names))

    first = score(*inputs, *fields, *SHARDS).stdout
    markers = sorted((newsroom / "out" / "completed").iterdir())
    for marker in markers[1::2]:  # of two shards, and of the end
        marker.unlink()
    again = score(*inputs, *fields, *SHARDS, "--resume").stdout

    assert len(markers) == 6
    assert (first, again) == (expected, expected)


@pytest.mark.parametrize(("before", "after"), [("id", "words,notes"), ("reasons", "id,guess,tells")])
def test_other_fields_may_be_asked_of_shards_that_hold_them(inputs: tuple[str, ...], before: str, after: str) -> None:
    score(*inputs, *SHARDS, "--fields", before)

    ran = score(*inputs, *SHARDS, "--fields", after, "--resume")

    assert ran.stdout == lines(full(*inputs), tuple(after.split(",")))


LIGHT_RUN = ("--fields", "id")
WITHOUT = "without tells and reasons"


@pytest.mark.parametrize(
    ("before", "after", "difference"),
    [
        (LIGHT_RUN, (), f"{WITHOUT}, now it is not given"),
        (LIGHT_RUN, ("--format", "jsonl"), f"{WITHOUT}, now it is not given"),
        (LIGHT_RUN, ("--fields", "id,tells"), f"{WITHOUT}, now it is not given"),
        (LIGHT_RUN, (*LIGHT_RUN, "--output", "html=a.html"), f"{WITHOUT}, now it is not given"),
        ((), LIGHT_RUN, f"not given, now it is {WITHOUT}"),
        (("--fields", "tells"), LIGHT_RUN, f"not given, now it is {WITHOUT}"),
    ],
)
def test_shards_with_tells_and_reasons_and_without_are_never_mixed(
    inputs: tuple[str, ...], before: tuple[str, ...], after: tuple[str, ...], difference: str
) -> None:
    score(*inputs, *SHARDS, *before)

    ran = score(*inputs, *SHARDS, "--resume", *after)

    assert (ran.exit_code, ran.stdout, ran.stderr) == (
        2,
        "",
        f"mtdetect: error: --resume out: --fields was {difference}: "
        "repeat what it began with, or score into another folder\n",
    )
