"""Columns of any depth, and those that go along with a document."""

import json
from pathlib import Path

import pytest

from mtdetect.document import Document, Unreadable
from mtdetect.readers import read
from mtdetect.readers.columns import Keep, find

ROW = {"a": {"b": {"c": 1}, "b.c": 2, "d": None}, "a.b": {"e": 3}, "f": [4], "g.h": 5, "": {"": 6}}


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("a.b.c", 2),
        ("a.b.e", 3),
        ("a.d", None),
        ("g.h", 5),
        ("f", [4]),
        ("f.0", None),
        ("g", None),
        ("a.", None),
        (".", None),
        ("a.b.c.x", None),
    ],
)
def test_a_path_leads_to_a_nested_column(key: str, expected: object) -> None:
    actual = find(ROW, key)

    assert actual == expected


def rows(folder: Path, *made: object, keep: Keep) -> list[Document | Unreadable]:
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, made)), encoding="utf-8")
    return list(read([folder / "a.jsonl"], text_key="meta.body.text", id_key="meta.url", keep=keep))


def test_text_and_id_may_be_nested(tmp_path: Path) -> None:
    (found,) = rows(tmp_path, {"meta": {"url": "u", "body": {"text": "One."}}, "text": "no"}, keep=())

    assert found == Document("u", "One.", str(tmp_path / "a.jsonl"))


@pytest.mark.parametrize(
    ("keep", "expected"),
    [
        ((), None),
        (["meta.site", "none"], {"meta.site": "s", "none": None}),
        ("all", {"meta": {"site": "s", "body": {"text": "One."}}}),
    ],
)
def test_columns_go_along_when_asked_for(tmp_path: Path, keep: Keep, expected: object) -> None:
    (found,) = rows(tmp_path, {"meta": {"site": "s", "body": {"text": "One."}}}, keep=keep)

    assert found.fields == expected


def test_a_row_without_text_keeps_its_columns(tmp_path: Path) -> None:
    (found,) = rows(tmp_path, {"meta": {"site": "s"}}, keep=["meta.site"])

    assert (isinstance(found, Unreadable), found.fields) == (True, {"meta.site": "s"})


def test_a_row_without_any_column_says_so(tmp_path: Path) -> None:
    (found,) = rows(tmp_path, {}, keep=())

    assert isinstance(found, Unreadable)
    assert "has no keys, so no string under 'meta.body.text': leave it out" == found.message
