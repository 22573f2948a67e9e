"""JSON Lines and JSON: a document an object, an error row for each bad one, whatever the name of the file."""

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
        (b'{"id": "y", "text": " \\n"}', ("y", "")),
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
def test_file_without_rows_is_a_document_without_text(tmp_path: Path, data: bytes) -> None:
    actual = brief(rows(tmp_path, data))

    assert actual == [("a.jsonl", "")]


def test_gzip_cut_short_gives_the_rows_before_the_cut(tmp_path: Path) -> None:
    whole = gzip.compress(b'{"text": "One."}\n')
    (tmp_path / "a.jsonl.gz").write_bytes(whole + whole[:-4])

    actual = brief(list(read([tmp_path / "a.jsonl.gz"])))

    assert actual[0] == ("a.jsonl.gz:1", "One.")
    assert actual[-1] == ("a.jsonl.gz", "bad_gzip")


ARRAY = '[{"id": "x", "text": "One."}, {"text": "Two, [and] {more}."}]'
PRETTY = '{\n  "id": "x",\n  "text": "One.",\n  "meta": {"tags": ["a", {"b": 1}]}\n}\n'


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.ndjson"])
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (ARRAY, [("x", "One."), ("{}:2", "Two, [and] {{more}}.")]),
        (json.dumps(json.loads(ARRAY), indent=2), [("x", "One."), ("{}:2", "Two, [and] {{more}}.")]),
        ('[\n{"text": "One."},\n{"text": "Two."}\n]\n', [("{}:1", "One."), ("{}:2", "Two.")]),
        (PRETTY, [("x", "One.")]),
        (PRETTY * 2, [("x", "One."), ("x", "One.")]),
        ('{"id": "x"\n, "text": "One."\n}', [("x", "One.")]),
        ('{"text": "One."},\n{"text": "Two."},\n', [("{}:1", "One."), ("{}:2", "Two.")]),
        ('{"text": "One."}\n\n{"text": "Two."}\n', [("{}:1", "One."), ("{}:3", "Two.")]),
        (ARRAY * 2, [("x", "One."), ("{}:2", "Two, [and] {{more}}.")] * 2),
        ("[]", [("{}", "")]),
        ("", [("{}", "")]),
    ],
)
def test_what_a_file_begins_with_decides(tmp_path: Path, name: str, data: str, expected: list[tuple[str, str]]) -> None:
    (tmp_path / name).write_text(data, encoding="utf-8")

    found = brief(list(read([tmp_path / name])))

    assert [text for _, text in found] == [text.format(name) for _, text in expected]
    assert found[0][0] == expected[0][0].format(name)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("data", [ARRAY.replace("One", "Café"), PRETTY.replace("One", "Café")])
def test_encodings_of_json(tmp_path: Path, data: str, encoding: str) -> None:
    (tmp_path / "a.json").write_bytes(data.encode(encoding))

    first = next(read([tmp_path / "a.json"]))

    assert isinstance(first, Document)
    assert (first.text, first.notes) == ("Café.", () if encoding == "utf-8-sig" else (f"decoded as {encoding}",))


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize(
    "bad", ["1", "null", '"a string"', "[1, 2]", '{"text" "x"}', "{bad}", '{"text": "%s"}' % ("x" * 99)]
)
def test_a_bad_element_is_one_error_row_and_the_rest_go_on(tmp_path: Path, bad: str, indent: int | None) -> None:
    good = [json.dumps({"text": text}, indent=indent) for text in ("One.", "Three.")]
    (tmp_path / "a.json").write_text(f"[{good[0]},\n{bad},\n{good[1]}]", encoding="utf-8")

    found = brief(list(read([tmp_path / "a.json"], max_bytes=99)))

    kind = "too_large" if len(bad) > 99 else "bad_json"
    assert found == [("a.json:1", "One."), ("a.json:2", kind), ("a.json:3", "Three.")]


def test_a_string_that_is_not_closed_costs_its_element_only(tmp_path: Path) -> None:
    data = json.dumps([{"text": text} for text in ("One.", "Two.", "Three.", "Four.")], indent=1)
    (tmp_path / "a.json").write_text(data.replace('Two."', "Two."), encoding="utf-8")

    found = brief(list(read([tmp_path / "a.json"])))

    assert found == [("a.json:1", "One."), ("a.json:2", "bad_json"), ("a.json:3", "Three."), ("a.json:4", "Four.")]


@pytest.mark.parametrize("cut", ["[", '[{"text": "One."}', '[{"text": "One."},', '[{"text": "One."}, {"te'])
def test_an_array_that_is_cut_off_says_so(tmp_path: Path, cut: str) -> None:
    (tmp_path / "a.json").write_text(cut, encoding="utf-8")

    found = brief(list(read([tmp_path / "a.json"])))

    assert found[-1][1] == "bad_json"
    assert [text for _, text in found[:-1]] == ["One."] * (len(cut) > 1)


def test_a_file_that_is_no_json_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("One.\nTwo.\nThree.\n", encoding="utf-8")

    found = brief(list(read([tmp_path / "a.json"])))

    assert found == [("a.json", "bad_json")]


def test_a_damaged_first_row_of_json_lines_costs_itself_only(tmp_path: Path) -> None:
    found = rows(tmp_path, b'{"text": "One.\n{"text": "Two."}\n{"text": "Three."}\n')

    assert brief(found) == [("a.jsonl:1", "bad_json"), ("a.jsonl:2", "Two."), ("a.jsonl:3", "Three.")]


def test_an_array_is_read_piece_by_piece(tmp_path: Path) -> None:
    import tracemalloc

    row = json.dumps({"text": 'a \\ "word" and, ' * 500})
    (tmp_path / "a.json").write_text(f"[{', '.join([row] * 1_000)}]", encoding="utf-8")

    tracemalloc.start()
    texts = [len(one.text) for one in read([tmp_path / "a.json"]) if isinstance(one, Document)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert texts == [8_000] * 1_000
    assert peak < 3_000_000


@pytest.mark.parametrize("step", [1, 2, 3, 7])
def test_where_a_piece_ends_makes_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    texts = ['a "b" \\ {[c]}, \n d', "\\", '\\"', "é"]
    data = json.dumps([{"text": text, "more": [{"a": text}]} for text in texts])
    (tmp_path / "a.json").write_text(f"{data[:-1]}, 1, {{}} ]", encoding="utf-8")
    whole = list(read([tmp_path / "a.json"]))

    monkeypatch.setattr("mtdetect.readers.json_values._STEP", step)

    assert [text for _, text in brief(whole)] == [*texts, "bad_json", "no_text"]
    assert list(read([tmp_path / "a.json"])) == whole


def test_rows_within_an_object_are_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"articles": [{"text": "One."}]}', encoding="utf-8")

    (found,) = read([tmp_path / "a.json"])

    assert isinstance(found, Unreadable)
    assert found.message == (
        "has no 'text' but a list of objects under 'articles': give that list alone (jq .articles)"
    )


def test_a_list_within_an_object_may_begin_on_its_first_line(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"articles": [\n{"text": "One."},\n{"text": "Two."}\n]}', encoding="utf-8")

    (found,) = read([tmp_path / "a.json"])

    assert isinstance(found, Unreadable)
    assert found.message.endswith("a list of objects under 'articles': give that list alone (jq .articles)")


@pytest.mark.parametrize(
    "row",
    [
        {"schema": 1, "id": "a", "verdict": "human", "reasons": [{"name": "base"}]},
        {"schema": 1, "id": "a", "path": None, "error": {"kind": "empty", "message": "holds no text"}},
    ],
)
def test_saved_rows_are_no_texts(tmp_path: Path, row: dict[str, object]) -> None:
    (tmp_path / "rows.jsonl").write_text(json.dumps(row), encoding="utf-8")

    (found,) = read([tmp_path / "rows.jsonl"])

    assert isinstance(found, Unreadable)
    advice = "holds saved rows, not texts: give its file to 'mtdetect report' or 'mtdetect estimate'"
    assert (found.kind, found.message) == ("no_text", advice)
