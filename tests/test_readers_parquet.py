"""Parquet: rows with columns of any depth, error rows, bounded memory; one line where pyarrow is missing."""

import sys
from datetime import datetime
from pathlib import Path

import pytest

from mtdetect.document import Document, Unreadable
from mtdetect.readers import Options, joining, read, read_inputs, read_progress
from mtdetect.readers import parquet as reader

pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'mtdetect[parquet]'")
from pyarrow import parquet  # noqa: E402 - after the skip


def written(folder: Path, rows: list[dict[str, object]] | dict[str, object], name: str = "a.parquet") -> Path:
    made = pyarrow.Table.from_pylist(rows) if isinstance(rows, list) else pyarrow.table(rows)
    parquet.write_table(made, folder / name)
    return folder / name


def brief(found: list[Document | Unreadable]) -> list[tuple[str, str]]:
    """Id without its folder, and text or kind."""
    return [(one.id.rpartition("/")[2], one.text if isinstance(one, Document) else one.kind) for one in found]


def test_rows_have_their_own_id_or_their_number(tmp_path: Path) -> None:
    file = written(tmp_path, [{"id": "x", "text": "One."}, {"id": None, "text": "Two."}, {"id": "z", "text": None}])

    found = list(read([file]))

    assert brief(found) == [("x", "One."), ("a.parquet:2", "Two."), ("z", "no_text")]


def test_more_rows_than_are_decoded_at_a_time(tmp_path: Path) -> None:
    file = written(tmp_path, [{"id": number, "text": f"Text {number}."} for number in range(100)])

    found = brief(list(read([file])))

    assert found == [(str(number), f"Text {number}.") for number in range(100)]


def test_columns_may_be_nested_or_have_dots(tmp_path: Path) -> None:
    row: dict[str, object] = {
        "meta": {"body": {"text": "One.", "n": 1}, "site": "s"},
        "meta.site": "literal",
        "other": [1, 2],
    }
    file = written(tmp_path, [row])

    (found,) = read([file], text_key="meta.body.text", id_key="meta.site", keep=["other", "none"])

    assert found == Document("literal", "One.", str(file), fields={"other": [1, 2], "none": None})


def test_all_columns_go_along(tmp_path: Path) -> None:
    row: dict[str, object] = {"text": "One.", "when": datetime(2024, 5, 1), "meta": {"n": 1.5}}

    (found,) = read([written(tmp_path, [row])], keep="all")

    assert found.fields == row


def test_texts_may_be_binary(tmp_path: Path) -> None:
    file = written(tmp_path, {"text": pyarrow.array(["Café.".encode(), b"\0\1\2"])})

    found = list(read([file]))

    assert brief(found) == [("a.parquet:1", "Café."), ("a.parquet:2", "binary")]


def test_strings_that_are_not_utf8_cost_their_row_only(tmp_path: Path) -> None:
    texts = pyarrow.array([b"One.", b"\xff\xfe", b"Three."]).view(pyarrow.string())

    found = list(read([written(tmp_path, {"text": texts})]))

    assert brief(found) == [("a.parquet:1", "One."), ("a.parquet:2", "not_utf8"), ("a.parquet:3", "Three.")]


def test_the_limit_counts_the_text(tmp_path: Path) -> None:
    file = written(tmp_path, [{"text": "é" * 50}, {"text": "é" * 51}])

    found = list(read([file], max_bytes=100))

    assert [text for _, text in brief(found)] == ["é" * 50, "too_large"]


def test_without_the_column_there_is_one_error_for_the_file(tmp_path: Path) -> None:
    (found,) = read([written(tmp_path, [{"id": "x", "body": {"text": "One."}}])])

    assert isinstance(found, Unreadable)
    assert found.message == "has no column 'text' but 'id, body': name the right one by --text-key"


def test_a_file_without_rows_is_empty(tmp_path: Path) -> None:
    file = written(tmp_path, {"text": pyarrow.array([], pyarrow.string())})
    (tmp_path / "nothing.parquet").touch()

    found = list(read([file, tmp_path / "nothing.parquet"]))

    assert [kind for _, kind in brief(found)] == ["", ""]


def test_rows_before_a_damaged_place_are_read(tmp_path: Path) -> None:
    file = tmp_path / "a.parquet"
    table = pyarrow.table({"text": [f"Text {number}." for number in range(400)]})
    parquet.write_table(table, file, row_group_size=100, compression="none", use_dictionary=False)
    data = bytearray(file.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 40] = b"\xff" * 40
    file.write_bytes(data)

    found = brief(list(read([file])))

    assert found[:100] == [(f"a.parquet:{number + 1}", f"Text {number}.") for number in range(100)]
    assert found[-1] == ("a.parquet", "bad_parquet") or len(found) == 400


@pytest.mark.parametrize("data", [b"PAR1 or not", b"id,text\nx,One.\n", b"\0" * 100])
def test_what_is_not_parquet_says_so(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.parquet").write_bytes(data)

    (found,) = read([tmp_path / "a.parquet"])

    assert isinstance(found, Unreadable)
    assert (found.kind, "\n" in found.message) == ("bad_parquet", False)


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    assert brief(list(read([tmp_path / "a.parquet"]))) == [("a.parquet", "not_found")]


@pytest.mark.parametrize(
    ("name", "module", "expected"),
    [
        ("a.parquet", "pyarrow", "needs pyarrow to be read: pip install 'mtdetect[parquet]'"),
        ("a.warc", "warcio.recordloader", "needs warcio to be read: pip install 'mtdetect[warc]'"),
    ],
)
def test_a_missing_extra_names_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, expected: str
) -> None:
    (tmp_path / name).write_bytes(b"WARC/1.0\r\n")
    monkeypatch.setitem(sys.modules, module, None)  # what an import of it then raises is ImportError

    (found,) = read([tmp_path / name])

    assert isinstance(found, Unreadable)
    assert (found.kind, found.message) == ("not_installed", expected)


def test_progress_counts_rows(tmp_path: Path) -> None:
    file = written(tmp_path, [{"text": f"Text {number}."} for number in range(100)])
    progress = read_progress([file])
    inputs = read_inputs([file], Options(progress=progress))

    seen = [progress.bytes_read for _ in inputs]

    size = file.stat().st_size
    assert (progress.bytes_read, progress.total) == (size, size)
    assert [seen[0], seen[49], seen[99]] == [round(size / 100), round(size / 2), size]


def test_a_value_that_stands_once_for_many_rows_is_not_held_once_for_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "_ALWAYS", 1 << 20)
    monkeypatch.setattr(reader, "_HELD", 1 << 20)
    large = pyarrow.DictionaryArray.from_arrays([0, 1] + [1] * 198, ["One.", "a" * 4_000_000])
    file = tmp_path / "a.parquet"
    parquet.write_table(pyarrow.table({"text": large}), file, store_schema=False, compression="zstd")

    before = pyarrow.total_allocated_bytes()
    found = []
    for one in read([file], max_bytes=100_000):
        found.append(one)
        assert pyarrow.total_allocated_bytes() - before < 20_000_000

    assert brief(found) == [("a.parquet:1", "One."), ("a.parquet", "too_large")]


def test_a_large_row_costs_itself_only(tmp_path: Path) -> None:
    texts = ("One.", "a" * 9000, "Three.", "b" * 1001)
    file = written(tmp_path, [{"id": at, "text": text, "n": 2 * at} for at, text in enumerate(texts)])

    found = list(read([file], max_bytes=1000, keep=["n"]))

    assert brief(found) == [("0", "One."), ("1", "too_large"), ("2", "Three."), ("3", "too_large")]
    assert [one.fields for one in found] == [{"n": 0}, {"n": 2}, {"n": 4}, {"n": 6}]
