"""CSV: a document a row, whatever the delimiter and the encoding, an error row for each bad one."""

import csv
import gzip
from pathlib import Path

import pytest

from mtdetect.document import Document, Unreadable
from mtdetect.readers import read
from mtdetect.readers.columns import Keep

LONG = "A word. " * 30_000  # more than the csv module's own limit


def rows(
    folder: Path, data: bytes, max_bytes: int = 10_000_000, keep: Keep = (), name: str = "a.csv"
) -> list[Document | Unreadable]:
    (folder / name).write_bytes(data)
    return list(read([folder / name], max_bytes=max_bytes, keep=keep))


def brief(found: list[Document | Unreadable]) -> list[tuple[str, str]]:
    """Id without its folder, and text or kind."""
    return [(one.id.rpartition("/")[2], one.text if isinstance(one, Document) else one.kind) for one in found]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_the_delimiter_is_the_one_that_names_the_column(tmp_path: Path, delimiter: str, name: str) -> None:
    table = [("id", "text", "n"), ("x", '"One, two; three|four\tfive"', "1"), ("y", "Two.", "2")]

    found = rows(tmp_path, "\r\n".join(map(delimiter.join, table)).encode(), name=name)

    assert brief(found) == [("x", "One, two; three|four\tfive"), ("y", "Two.")]


def test_cells_may_hold_lines_marks_and_long_texts(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["text"], ['One,\r\n"two"\n\nthree'], [LONG], ["Four."]])

    found = list(read([tmp_path / "a.csv"]))

    assert brief(found) == [("a.csv:2", 'One,\r\n"two"\n\nthree'), ("a.csv:6", LONG), ("a.csv:7", "Four.")]


def test_blank_rows_are_skipped(tmp_path: Path) -> None:
    found = rows(tmp_path, b"\n\nid,text\n\n,\nx,One.\n\n")

    assert brief(found) == [("x", "One.")]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (b"x,One.,more,cells", ("x", "bad_csv")),
        (b"x", ("x", "bad_csv")),
        (b"x, ", ("x", "")),
        (b"x,", ("x", "")),
        (b'x,"%s"' % (b"a\n" * 200), ("a.csv:3", "too_large")),
        (b"x,%s" % (b"a" * 200_000), ("a.csv:3", "too_large")),
    ],
)
def test_a_bad_row_is_an_error_row_and_the_rest_go_on(tmp_path: Path, row: bytes, expected: tuple[str, str]) -> None:
    found = rows(tmp_path, b"id,text\na,One.\n" + row + b"\nb,Three.\n", max_bytes=100)

    assert brief(found)[:2] == [("a", "One."), expected]
    assert brief(found)[-1] == ("b", "Three.")
    assert all("\n" not in one.message for one in found if isinstance(one, Unreadable))


def test_a_bad_row_keeps_all_its_cells(tmp_path: Path) -> None:
    found = rows(tmp_path, b"id,text\nx,One.,2,3\ny\n", keep="all")

    assert [one.fields for one in found] == [{"id": "x", "text": "One.", "_rest": ["2", "3"]}, {"id": "y"}]


def test_a_quotation_that_never_ends(tmp_path: Path) -> None:
    found = rows(tmp_path, b'id,text\nx,"One.\ny,Two.\n')

    assert brief(found) == [("x", "bad_csv")]
    assert getattr(found[0], "message", "") == "ends within a quoted cell: close its quotation mark"


def test_without_the_column_there_is_one_error_for_the_file(tmp_path: Path) -> None:
    (found,) = rows(tmp_path, b"id;body\n1;One.\n2;Two.\n")

    assert isinstance(found, Unreadable)
    assert (found.kind, found.message) == (
        "no_text",
        "has no column 'text' but 'id, body': name the right one by --text-key",
    )


@pytest.mark.parametrize("data", [b"", b"\n", b"id,text\n", b"id,text\n,\n"])
def test_a_table_without_rows_is_a_document_without_text(tmp_path: Path, data: bytes) -> None:
    found = rows(tmp_path, data)

    assert brief(found) == [("a.csv", "")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_that_spreadsheets_write(tmp_path: Path, encoding: str) -> None:
    text = "The café in the old harbour office opened on Monday, and it was full by noon."

    (found,) = rows(tmp_path, f'id,text\r\nx,"{text}"\r\n'.encode(encoding))

    assert isinstance(found, Document)
    assert (found.text, found.notes) == (text, () if encoding == "utf-8-sig" else (f"decoded as {encoding}",))


def test_bytes_that_are_not_utf8_are_noted_in_their_row(tmp_path: Path) -> None:
    found = rows(tmp_path, "text\nCafé, naïve, «one»".encode().replace(b",", b"") + b" \xff\nTwo.\n")

    assert [getattr(one, "notes", None) for one in found] == [("places that are not UTF-8, read as U+FFFD: 1",), ()]


def test_binary_data_is_refused(tmp_path: Path) -> None:
    assert brief(rows(tmp_path, b"id,text\0\0\0\n" * 9)) == [("a.csv", "binary")]


def test_columns_go_along(tmp_path: Path) -> None:
    (found,) = rows(tmp_path, gzip.compress(b"id,text,site\nx,One.,s\n"), keep=["site"], name="a.csv.gz")

    assert found.fields == {"site": "s"}


def test_columns_of_one_name_are_all_kept(tmp_path: Path) -> None:
    (found,) = rows(tmp_path, b"id,text,tag,tag_2,tag,text\nx,One.,a,b,c,Two.\n", keep="all")

    assert isinstance(found, Document)
    assert "One." == found.text
    assert {"id": "x", "text": "One.", "tag": "a", "tag_2": "b", "tag_3": "c", "text_2": "Two."} == found.fields
