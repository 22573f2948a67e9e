"""UTF-16 without a byte order mark: read where it clearly is that, in all formats; what is binary stays so."""

import array
import io
import json
import random
import sys
from pathlib import Path

import pytest

from mtdetect.document import Document, Unreadable
from mtdetect.readers import read
from mtdetect.readers.decoding import decode, unmarked_encoding

SENTENCE = "The harbour board met on Monday and put off its vote. “Ātea,” said Ms. Peña — nobody asked why.\r\n"
ENCODINGS = ("utf-16-le", "utf-16-be")
NUMBERS = random.Random(1)  # the same in every run


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", [SENTENCE, SENTENCE * 1000, "Only one.", "A b \U0001f600 and more words"])
def test_text_is_read_with_a_note(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == (text, (f"decoded as {encoding}",))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_byte_too_many_costs_one_place(encoding: str) -> None:
    text, notes = decode(SENTENCE.encode(encoding) + b"\n")

    assert (text, notes[1:]) == (f"{SENTENCE}\ufffd", ("places that are not UTF-16, read as U+FFFD: 1",))


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a.txt", "{0}"),
        ("a.html", "<!DOCTYPE html><html><body><article><p>{0}</p></article></body></html>"),
        ("a.csv", 'id,text\r\n1,"{0}"\r\n2,"{0}"\r\n'),
        ("a.tsv", "id\ttext\r\n1\t{0}\r\n"),
        ("a.jsonl", '{{"text": "{0}"}}\n{{"text": "{0}"}}\n'),
        ("a.json", '[\n{{"text": "{0}"}},\n{{"text": "{0}"}}]'),
    ],
)
def test_all_formats_are_read_by_name_and_from_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, name: str, written: str
) -> None:
    sentence = SENTENCE.strip().replace("“", "").replace("”", "")
    data = written.format(sentence).encode(encoding)
    (tmp_path / name).write_bytes(data)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    found = list(read([tmp_path / name, "-"]))

    assert [sentence] * (2 * written.count("{0}")) == [getattr(one, "text", one) for one in found]


@pytest.mark.parametrize(
    "data",
    [
        array.array("H", (NUMBERS.randrange(256) for _ in range(4000))).tobytes(),  # a picture of 16 bits
        array.array("H", (NUMBERS.randrange(128) for _ in range(4000))).tobytes(),
        array.array("H", range(1, 4000)).tobytes(),
        array.array("I", (NUMBERS.randrange(32, 127) for _ in range(4000))).tobytes(),
        array.array("h", (NUMBERS.randrange(-90, 90) for _ in range(4000))).tobytes(),  # sound
        b"\0" * 4000,
        b"\1\0" * 4000,
        b"\x7fELF\2\1\1" + b"\0" * 9 + SENTENCE.encode("utf-16-le"),
        SENTENCE.encode() * 3 + SENTENCE.encode("utf-16-le"),
        (SENTENCE + "\0" * 20).encode("utf-16-le"),
        SENTENCE[:7].encode("utf-16-le"),
    ],
)
def test_what_is_binary_stays_so(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.md").write_bytes(data)

    (found,) = read([tmp_path / "a.md"])

    assert isinstance(found, Unreadable)
    assert "binary" == found.kind


@pytest.mark.parametrize(
    "data", [b"", b"a", SENTENCE.encode(), b"word " * 5000 + b"\0", "Вода".encode("utf-16-le") * 99]
)
def test_other_texts_are_not_taken_for_it(data: bytes) -> None:
    assert unmarked_encoding(data) is None


def test_rows_have_their_note(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(json.dumps({"text": "One."}).encode("utf-16-be"))

    (found,) = read([tmp_path / "a.jsonl"])

    assert isinstance(found, Document)
    assert ("One.", ("decoded as utf-16-be",)) == (found.text, found.notes)
