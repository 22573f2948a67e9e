"""What standard input and files whose names say little are taken for: never one text where they are structured."""

import gzip
import io
import sys
from pathlib import Path

import pytest

from mtdetect.document import Document, Unreadable
from mtdetect.errors import UsageError
from mtdetect.readers import read

TABLE = "id{0}text{0}n\nx{0}One.{0}1\ny{0}Two.{0}2\n"
PAGE = "<html><body><p>The ferry left at noon with forty people.</p></body></html>"


def piped(monkeypatch: pytest.MonkeyPatch, data: str | bytes, **options: str) -> list[tuple[str, str]]:
    """Id, and text or kind, of what is read from standard input."""
    encoded = data if isinstance(data, bytes) else data.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(encoded)))
    return brief(list(read(["-"], **options)))  # type: ignore[arg-type]


def brief(found: list[Document | Unreadable]) -> list[tuple[str, str]]:
    return [(one.id, one.text if isinstance(one, Document) else one.kind) for one in found]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ('[{"text": "One."}, {"text": "Two."}]', [("-:1", "One."), ("-:2", "Two.")]),
        ('\n[\n  {\n    "text": "One."\n  }\n]\n', [("-:1", "One.")]),
        ('{\n  "text": "One."\n}\n', [("-:1", "One.")]),
        ('{"text": "One."', [("-:1", "bad_json")]),
        ('["One.", "Two."]', [("-:1", "bad_json"), ("-:2", "bad_json")]),
        ("[]", [("-", "")]),
        *((TABLE.format(mark), [("x", "One."), ("y", "Two.")]) for mark in ",;\t|"),
        (f"sep=;\n{TABLE.format(';')}", [("x", "One."), ("y", "Two.")]),
        (f"\ufeffsep=;\r\n{TABLE.format(';')}", [("x", "One."), ("y", "Two.")]),
        (f"\ufeff{TABLE.format(',')}", [("x", "One."), ("y", "Two.")]),
        ("text\nOne.\n", [("-:2", "One.")]),
        ("id,text,tag,tag\nx,One.,a,b\ny,Two.,a,b\n", [("x", "One."), ("y", "Two.")]),
        (TABLE.format("\t").encode("utf-16"), [("x", "One."), ("y", "Two.")]),
        ('[{"text": "One."}]'.encode("utf-16"), [("-:1", "One.")]),
        (PAGE, [("-", "The ferry left at noon with forty people.")]),
        (f"<!-- a -->\n{PAGE}", [("-", "The ferry left at noon with forty people.")]),
        (f'<?xml version="1.0"?>\n{PAGE}', [("-", "The ferry left at noon with forty people.")]),
    ],
)
def test_what_is_structured_is_read_as_what_it_is(
    monkeypatch: pytest.MonkeyPatch, data: str | bytes, expected: list[tuple[str, str]]
) -> None:
    assert piped(monkeypatch, data) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Plain text.\nMore.",
        "[Music] She came, in the end.",
        "[1] A footnote first, then the text.",
        "[[Category:Ships]] and so on",
        "[A link](https://example.org), and text.",
        '["We did it," he said, at last.]',
        "{ not JSON }",
        "{name}, hello!",
        "London, Monday, noon\n\nIt rained, as ever, again.\n",
        "Eggs, milk\nBread, butter\nTea, sugar\n",
        "title: the text, of course\n\nMore, and more, text.",
        "One; two; three.\nFour; five; six.",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "<3 was all that it said",
        "<https://example.org/> was down, again.",
        "---\ntitle: A text\n---\nIt begins here.",
    ],
)
def test_prose_stays_text(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    assert piped(monkeypatch, text) == [("-", text)]


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ("id,title,body\n1,One,The text.\n2,Two,More text.\n", "--text-key"),
        ("id\tbody\n1\tThe text, and more.\n2\tMore text.\n", "--text-key"),
        (',id,body\n0,x,"The text, and\nmore"\n1,y,More.\n', "--text-key"),
        ("<p>The text.</p>", "--input-format html"),
        ('<?xml version="1.0"?><rss><channel/></rss>', "--input-format html"),
        ("<rss><channel/></rss>", "--input-format html"),
        ("PAR1 and so on", ".parquet"),
    ],
)
def test_what_is_structured_and_not_understood_is_refused(
    monkeypatch: pytest.MonkeyPatch, data: str, named: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))

    (found,) = read(["-"])

    assert isinstance(found, Unreadable)
    assert (found.kind, named in found.message, "\n" in found.message) == ("unclear", True, False)


@pytest.mark.parametrize(
    ("data", "options", "expected"),
    [
        ("id,title,body\n1,One,Text.\n", {"text_key": "body"}, [("1", "Text.")]),
        ("id,title,body\n1,One,Text.\n", {"input_format": "csv", "text_key": "body"}, [("1", "Text.")]),
        ("a,b\n1,2\n3,4\n", {"input_format": "txt"}, [("-", "a,b\n1,2\n3,4\n")]),
        ('[{"text": "One."}]', {"input_format": "txt"}, [("-", '[{"text": "One."}]')]),
        ("<p>Text.</p>", {"input_format": "md"}, [("-", "<p>Text.</p>")]),
        ("<p>The ferry left at noon.</p>", {"input_format": "html"}, [("-", "The ferry left at noon.")]),
        ('[{"text": "One."}]', {"input_format": "jsonl"}, [("-:1", "One.")]),
        ("One.", {"input_format": "json"}, [("-", "bad_json")]),
        ("id\ttext\nx\tOne.\n", {"input_format": "tsv"}, [("x", "One.")]),
        ("x", {"input_format": "parquet"}, [("-", "unclear")]),
    ],
)
def test_the_format_can_be_said(
    monkeypatch: pytest.MonkeyPatch, data: str, options: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    assert piped(monkeypatch, data, **options) == expected


@pytest.mark.parametrize("name", ["a", "a.dat", "a.v2.dat.gz", "a.txt"])
def test_it_is_for_files_whose_names_do_not_say_it(tmp_path: Path, name: str) -> None:
    data = b"id;text\nx;One.\n"
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    (tmp_path / "b.md").write_bytes(data)

    found = brief(list(read([tmp_path / name, tmp_path / "b.md"], input_format="csv")))

    assert found == [("x", "One."), (str(tmp_path / "b.md"), data.decode())]


@pytest.mark.parametrize(
    ("data", "named"),
    [('[{"text": "One."}]', "json"), ('{"text": "One."}\n', "json"), (TABLE.format("\t"), "csv"), (PAGE, "html")],
)
def test_a_file_named_as_text_that_is_none_is_refused_with_the_way_out(tmp_path: Path, data: str, named: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(data, encoding="utf-8")

    (found,) = read([file])
    as_named = [type(one) for one in read([file], input_format=named)]
    as_text = brief(list(read([file], input_format="txt")))

    assert getattr(found, "message", "").endswith(f"say --input-format {named}, or txt")
    assert set(as_named) == {Document}
    assert as_text == [(str(file), data)]


def test_an_unknown_format_is_refused_at_once() -> None:
    with pytest.raises(UsageError, match=r"^--input-format xml: is none of txt, md, "):
        read(["a.txt"], input_format="xml")
