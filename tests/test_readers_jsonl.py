"""JSON Lines: a document a row, an error row for each bad one."""

import gzip
import json
from pathlib import Path

import pytest

from mtdetect.document import Document, Unreadable
from mtdetect.readers import read


def rows(folder: Path, data: bytes, max_bytes: int = 10_000_000) -> list[Document | Unreadable]:
    (folder / "a.jsonl").write_bytes(data)
    return list(read([folder / "a.jsonl"], max_bytes=max_bytes))


def brief(found: list[Document | Unreadable]) -> list[tuple[str, str]]:
    """Id without its folder, and text or kind."""
    return [(one.id.rpartition("/")[2], one.text if isinstance(one, Document) else one.kind) for one in found]


def test_row_has_its_own_id_or_its_line(tmp_path: Path) -> None:
    data = (
        b'{"id": "x", "text": "One."}\n\n{"id": 7, "text": "Two."}\r\n{"id": null, "text": "Three."}\n{"text": "Four."}'
    )

    found = rows(tmp_path, data)

    assert brief(found) == [("x", "One."), ("7", "Two."), ("a.jsonl:4", "Three."), ("a.jsonl:5", "Four.")]
    assert {one.path for one in found} == {str(tmp_path / "a.jsonl")}


@pytest.mark.parametrize("value", ['""', "true", "[1]", "{}"])
def test_id_that_is_none_gives_way_to_the_line(tmp_path: Path, value: str) -> None:
    actual = brief(rows(tmp_path, b'{"id": %s, "text": "One."}' % value.encode()))

    assert actual == [("a.jsonl:1", "One.")]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (b"{bad}", ("a.jsonl:2", "bad_json")),
        (b'"a string"', ("a.jsonl:2", "bad_json")),
        (b"[" * 100_000, ("a.jsonl:2", "bad_json")),
        (b'{"text": ' + b"9" * 5_000 + b"}", ("a.jsonl:2", "bad_json")),
        (b'{"id": "y", "body": "x"}', ("y", "no_text")),
        (b'{"id": "y", "text": ["x"]}', ("y", "no_text")),
        (b'{"id": "y", "text": null}', ("y", "no_text")),
        (b'{"id": "y", "text": " \\n"}', ("y", "empty")),
        (b'{"text": "\0\0\0"}', ("a.jsonl:2", "binary")),
        (b'{"text": "%s"}' % (b"x" * 200), ("a.jsonl:2", "too_large")),
    ],
)
def test_bad_row_is_an_error_row_and_the_rest_go_on(tmp_path: Path, row: bytes, expected: tuple[str, str]) -> None:
    limit = 150 if expected[1] == "too_large" else 10_000_000

    found = rows(tmp_path, b'{"text": "One."}\n' + row + b'\n{"text": "Three."}\n', limit)

    assert brief(found) == [("a.jsonl:1", "One."), expected, ("a.jsonl:3", "Three.")]
    assert all("\n" not in one.message for one in found if isinstance(one, Unreadable))


def test_missing_text_names_the_keys_of_the_row(tmp_path: Path) -> None:
    (found,) = rows(tmp_path, b'{"body": "x", "a\\nb\\ud800": 1}')

    assert isinstance(found, Unreadable)
    assert found.message == (
        "has no string under 'text' but the keys 'body, a\\nb\\ud800': name the right one by --text-key"
    )


def test_keys_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"url": "u", "body": "x", "id": 1, "text": "no"}')

    (actual,) = read([tmp_path / "a.jsonl"], text_key="body", id_key="url")

    assert actual == Document("u", "x", str(tmp_path / "a.jsonl"))


def test_limit_counts_one_row_without_its_line_end(tmp_path: Path) -> None:
    row = b'{"text": "12345"}'

    actual = [brief(rows(tmp_path, (row + b"\n") * 3 + row, limit)) for limit in (len(row), len(row) - 1)]

    assert [[text for _, text in found] for found in actual] == [["12345"] * 4, ["too_large"] * 4]


def test_rows_far_over_the_limit_are_skipped_whole(tmp_path: Path) -> None:
    data = b'{"text": "%s"}\n{"text": "ok"}\n' % (b"x" * 1_000_000)

    actual = brief(rows(tmp_path, data, 100))

    assert actual == [("a.jsonl:1", "too_large"), ("a.jsonl:2", "ok")]


def test_escapes_and_line_ends_inside_the_text_stay(tmp_path: Path) -> None:
    text = 'One.\r\nTwo.\u2028"Three" 😀\u0000'

    (actual,) = rows(tmp_path, json.dumps({"text": text}).encode())

    assert getattr(actual, "text", None) == text


def test_lone_surrogates_become_replacement_characters(tmp_path: Path) -> None:
    (found,) = rows(tmp_path, b'{"id": "\\udfff", "text": "a \\ud83d b \\ud83d\\ude00 c \\ude00"}')

    assert found == Document(
        "\ufffd", "a \ufffd b 😀 c \ufffd", str(tmp_path / "a.jsonl"), notes=("lone surrogates read as U+FFFD: 2",)
    )


def test_row_that_is_not_utf8_is_decoded_with_a_note(tmp_path: Path) -> None:
    text = "The café in the old harbour office opened on Monday, and it was full by noon."

    (found,) = rows(tmp_path, json.dumps({"text": text}, ensure_ascii=False).encode("cp1252"))

    assert isinstance(found, Document)
    assert (found.text, found.notes) == (text, ("decoded as cp1252",))


def test_byte_order_mark_before_the_first_row(tmp_path: Path) -> None:
    actual = brief(rows(tmp_path, b'\xef\xbb\xbf{"text": "One."}\n'))

    assert actual == [("a.jsonl:1", "One.")]


@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_file_without_rows_is_empty(tmp_path: Path, data: bytes) -> None:
    actual = brief(rows(tmp_path, data))

    assert actual == [("a.jsonl", "empty")]


def test_gzip_cut_short_gives_the_rows_before_the_cut(tmp_path: Path) -> None:
    whole = gzip.compress(b'{"text": "One."}\n')
    (tmp_path / "a.jsonl.gz").write_bytes(whole + whole[:-4])

    actual = brief(list(read([tmp_path / "a.jsonl.gz"])))

    assert actual[0] == ("a.jsonl.gz:1", "One.")
    assert actual[-1] == ("a.jsonl.gz", "bad_gzip")
