"""The input's own rows, with columns added or without those that are likely translated."""

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from mtdetect.cli.app import app

SEEDS = Path(__file__).parents[1] / "seeds" / "articles"
HUMAN, MANGLED = ((SEEDS / name).read_text("utf-8") for name in ("bees.txt", "bees.pt-quotes.txt"))
COLUMNS = "verdict likelihood human_share words reason abstained error signature".split()
ROWS: list[dict[str, object]] = [
    {"id": "a", "text": HUMAN, "site": {"name": "s", "n": 1.5}, "big": 2**70},
    {"id": "b", "text": MANGLED, "mtdetect_verdict": "of an earlier run"},
    {"id": "c"},
    {"id": "d", "text": "Too short."},
    {"id": "e", "text": MANGLED + "Another ending."},
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with rows of which two cannot be read."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.jsonl").write_text("\n".join([*map(json.dumps, ROWS), "not a row"]), encoding="utf-8")
    return tmp_path


def score(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["score", *arguments])


def rows(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def own(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if not name.startswith("mtdetect_")}


@pytest.mark.usefixtures("folder")
def test_annotate_adds_columns_and_keeps_all_rows_in_order() -> None:
    ran = score("a.jsonl", "--annotate")

    found = rows(ran.stdout)
    assert ran.exit_code == 2
    assert list(map(own, found)) == [*map(own, ROWS), {"id": "a.jsonl:6", "path": "a.jsonl"}]
    assert {frozenset(set(row) - set(own(row))) for row in found} == {frozenset(f"mtdetect_{name}" for name in COLUMNS)}
    assert [(row["mtdetect_verdict"], row["mtdetect_abstained"], row["mtdetect_error"]) for row in found] == [
        ("human", None, None),
        ("translated", None, None),
        ("unreadable", None, "no_text"),
        ("abstained", "too_short", None),
        ("translated", None, None),
        ("unreadable", None, "bad_json"),
    ]


@pytest.mark.parametrize("annotate", [True, False])
def test_dropped_and_kept_rows_are_all_rows(folder: Path, annotate: bool) -> None:
    more = ["--annotate"] if annotate else []

    ran = score("a.jsonl", "--drop-translated", "--dropped", "dropped.jsonl", *more)

    kept, dropped = rows(ran.stdout), rows((folder / "dropped.jsonl").read_text("utf-8"))
    assert [row["id"] for row in kept] == ["a", "c", "d", "a.jsonl:6"]
    assert list(map(own, dropped)) == [own(ROWS[1]), own(ROWS[4])]
    assert (kept[0] == ROWS[0], "mtdetect_verdict" in kept[0]) == (not annotate, annotate)
    assert kept[3]["mtdetect_error"] == "bad_json"  # of which nothing else is left
    reason = str(dropped[0]["mtdetect_reason"])
    assert reason.startswith("likely machine-translated; likelihood of machine translation ")
    assert "MT403 space after opening quote ×8" in reason


@pytest.mark.usefixtures("folder")
def test_an_excused_article_is_not_dropped() -> None:
    excuse = '[[excuse]]\nid = "b"\nreason = "Ours, translated on purpose."\n'
    Path(".mtdetectignore.toml").write_text(excuse, encoding="utf-8")

    ran = score("a.jsonl", "--annotate", "--drop-translated", "--dropped", "dropped.jsonl")

    assert [(row["id"], row["mtdetect_verdict"]) for row in rows(ran.stdout)][1] == ("b", "excused")


def test_reports_can_be_written_beside(folder: Path) -> None:
    ran = score("a.jsonl", "--annotate", "--output", "jsonl=rows.jsonl", "--max-translated", "5")

    assert next(row["id"] for row in rows((folder / "rows.jsonl").read_text("utf-8"))) == "a"
    assert "gate: " in ran.stderr


@pytest.mark.usefixtures("folder")
def test_annotated_rows_are_the_same_when_resumed() -> None:
    first = score("a.jsonl", "--annotate", "--shards", "out", "--shard-rows", "2")
    Path("out/00001.jsonl.zst").unlink()

    again = score("a.jsonl", "--annotate", "--shards", "out", "--shard-rows", "2", "--resume")

    assert again.stdout == first.stdout


def test_files_that_are_no_tables_are_rows_with_their_text(folder: Path) -> None:
    (folder / "a.txt").write_text(HUMAN, encoding="utf-8")

    (row,) = rows(score("a.txt", "--annotate").stdout)

    assert own(row) == {"id": "a.txt", "path": "a.txt", "text": HUMAN}


def test_kinds_of_values_that_only_tables_have(folder: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'mtdetect[parquet]'")
    from pyarrow import parquet

    made = {
        "id": 7,
        "text": HUMAN.encode(),
        "when": datetime(2024, 5, 1, 12),
        "price": Decimal("1.50"),
        "share": [float("nan"), 0.5],
        "of": {"x": b"\xff"},
    }
    parquet.write_table(pyarrow.Table.from_pylist([made]), folder / "a.parquet")

    (row,) = rows(score("a.parquet", "--annotate").stdout)

    assert own(row) == {
        "id": 7,
        "text": HUMAN,
        "when": "2024-05-01T12:00:00",
        "price": "1.50",
        "share": [None, 0.5],
        "of": {"x": "\ufffd"},
    }


def test_pages_of_archives_get_their_address_and_text(folder: Path) -> None:
    pytest.importorskip("warcio", reason="warcio is not installed: pip install 'mtdetect[warc]'")
    head = f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://a/1\r\nContent-Length: {len(HUMAN.encode())}"
    data = f"{head}\r\nContent-Type: text/plain\r\n\r\n{HUMAN}\r\n\r\n"
    (folder / "a.wet").write_text(data, encoding="utf-8", newline="")

    (row,) = rows(score("a.wet", "--annotate").stdout)

    assert own(row) == {"url": "http://a/1", "date": None, "record_id": None, "type": "text/plain", "text": HUMAN}


@pytest.mark.parametrize("form", ["concise", "json", "csv", "sarif", "github", "junit", "html"])
@pytest.mark.parametrize("flags", [("--annotate",), ("--drop-translated", "--dropped", "d.jsonl")])
def test_a_format_that_rows_take_the_place_of_is_refused(folder: Path, flags: tuple[str, ...], form: str) -> None:
    refused = score("a.jsonl", *flags, "--format", form)
    beside = score("a.jsonl", *flags, "--format", "jsonl", "--output", f"{form}=out")

    advice = f"writes JSON Lines, not {form}: give --format jsonl, or also --output {form}=FILE"
    assert (refused.exit_code, refused.stdout, refused.stderr) == (2, "", f"mtdetect: error: {flags[0]}: {advice}\n")
    assert (folder / "out").read_text("utf-8") != ""
    assert beside.stdout == score("a.jsonl", *flags).stdout
