"""Bytes of plain text: encodings, gzip, limits."""

import gzip
from pathlib import Path

import pytest

from mtdetect.document import Document, Unreadable
from mtdetect.readers import read
from mtdetect.readers.decoding import decode

SENTENCE = "The harbour board met on Monday and put off its vote. "


def read_one(path: Path, data: bytes, max_bytes: int = 10_000_000) -> Document | Unreadable:
    path.write_bytes(data)
    (found,) = read([path], max_bytes=max_bytes)
    return found


def kind_of(path: Path, data: bytes, max_bytes: int = 10_000_000) -> str:
    found = read_one(path, data, max_bytes)
    assert isinstance(found, Unreadable)
    assert "\n" not in found.message
    return found.kind


@pytest.mark.parametrize("text", ["Plain.", "One.\r\nTwo.\rThree.\n", "“Café” — 北京 😀", "  led by spaces\t"])
def test_utf8_is_read_as_it_stands(tmp_path: Path, text: str) -> None:
    actual = read_one(tmp_path / "a.txt", text.encode())

    assert actual == Document(str(tmp_path / "a.txt"), text, str(tmp_path / "a.txt"))


@pytest.mark.parametrize(
    ("encoding", "notes"),
    [
        ("utf-8-sig", ()),
        ("utf-16", ("decoded as utf-16",)),
        ("utf-32", ("decoded as utf-32",)),
    ],
)
def test_byte_order_mark_decides_and_is_not_text(encoding: str, notes: tuple[str, ...]) -> None:
    actual = decode("Naïve “text”.".encode(encoding))

    assert actual == ("Naïve “text”.", notes)


def test_big_endian_utf16() -> None:
    actual = decode(b"\xfe\xff" + "Text.".encode("utf-16-be"))

    assert actual == ("Text.", ("decoded as utf-16",))


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE * 5 + "It cost £20 million.",
        SENTENCE * 5 + "The café opened.",
        "“It’s late,” said Ms. Peña. " + SENTENCE * 100,
    ],
)
def test_western_code_page_is_guessed_with_a_note(text: str) -> None:
    actual = decode(text.encode("cp1252"))

    assert actual == (text, ("decoded as cp1252",))


def test_other_script_is_guessed_with_a_note() -> None:
    text = "Совет порта собрался в понедельник и отложил голосование. " * 4

    actual = decode(text.encode("koi8-r"))

    assert actual == (text, ("decoded as koi8_r",))


def test_declared_charset_comes_before_a_guess() -> None:
    actual = decode("Cena: 5 zł".encode("iso8859-2"), "ISO-8859-2")

    assert actual == ("Cena: 5 zł", ("decoded as iso8859-2",))


@pytest.mark.parametrize("declared", ["utf-16", "zlib", "punycode", "unicode_escape", "utf-7", "nonsense", "", "a\0b"])
def test_declared_charset_that_is_no_page_charset_is_not_used(declared: str) -> None:
    text = SENTENCE * 3 + "The café opened."

    actual = decode(text.encode("cp1252"), declared)

    assert actual == (text, ("decoded as cp1252",))


def test_declared_charset_does_not_override_utf8() -> None:
    actual = decode("Café".encode(), "latin-1")

    assert actual == ("Café", ())


def test_few_broken_places_in_utf8_do_not_make_another_encoding() -> None:
    data = "“Café”, “über”, “naïve”".encode() + b" \xff end"

    actual = decode(data)

    assert actual == ("“Café”, “über”, “naïve” \ufffd end", ("places that are not UTF-8, read as U+FFFD: 1",))


@pytest.mark.parametrize(
    "data",
    [
        b"text with \0\0\0 in it",
        SENTENCE.encode() * 20 + b"\0" * 20,
        b"\x89PNG\r\n\x1a\n" + b"x" * 50,
        b"%PDF-1.7\nfoo",
        b"PK\x03\x04foo",
        b"{\\rtf1 Hello}",
        b"abc\x01\x02\x03",
    ],
)
def test_binary(tmp_path: Path, data: bytes) -> None:
    actual = kind_of(tmp_path / "a.txt", data)

    assert actual == "binary"


def test_odd_control_character_is_still_text() -> None:
    text = f"{SENTENCE * 4}\x02 \0 \b\b\b\b"

    actual = decode(text.encode())

    assert actual == (text, ())


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf\n", "\u3000\xa0".encode()]
)
def test_empty(tmp_path: Path, data: bytes) -> None:
    actual = read_one(tmp_path / "a.txt", data)

    assert getattr(actual, "text", None) == ""


@pytest.mark.parametrize("data", [b"\xff\xfeabc", bytes(range(0x80, 0x100)) * 40])
def test_undecodable(tmp_path: Path, data: bytes) -> None:
    actual = kind_of(tmp_path / "a.txt", data)

    assert actual == "not_utf8"


@pytest.mark.parametrize(("size", "expected"), [(10, Document), (11, Unreadable)])
@pytest.mark.parametrize("suffix", [".txt", ".txt.gz"])
def test_limit_is_on_unpacked_bytes(tmp_path: Path, suffix: str, size: int, expected: type) -> None:
    data = b"x" * size

    actual = read_one(tmp_path / f"a{suffix}", gzip.compress(data) if suffix.endswith("gz") else data, 10)

    assert type(actual) is expected
    assert getattr(actual, "kind", "too_large") == "too_large"


def test_limit_below_one_is_refused() -> None:
    from mtdetect.errors import UsageError

    with pytest.raises(UsageError, match="--max-bytes"):
        read(["a.txt"], max_bytes=0)


@pytest.mark.parametrize("name", ["a.txt.gz", "a.md.GZ", "a.gz", "a.txt"])
def test_gzip_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    actual = read_one(tmp_path / name, gzip.compress(b"Two ") + gzip.compress(b"members."))

    assert getattr(actual, "text", None) == "Two members."


@pytest.mark.parametrize(
    "data",
    [
        b"not gzip",
        gzip.compress(SENTENCE.encode(), mtime=0)[:-9],
        gzip.compress(SENTENCE.encode(), mtime=0)[:-8] + b"\0" * 8,
        gzip.compress(SENTENCE.encode(), mtime=0)[:12] + b"\xff" * 20,
        b"\x1f\x8b",
        gzip.compress(b"text", mtime=0) + b"tail",
    ],
)
def test_bad_gzip(tmp_path: Path, data: bytes) -> None:
    actual = kind_of(tmp_path / "a.txt.gz", data)

    assert actual == "bad_gzip"


def test_empty_file_named_gzip_is_empty(tmp_path: Path) -> None:
    actual = read_one(tmp_path / "a.txt.gz", b"")

    assert getattr(actual, "text", None) == ""


def test_gzip_bomb_is_given_up_at_the_limit(tmp_path: Path) -> None:
    import tracemalloc

    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(b"a" * 50_000_000))

    tracemalloc.start()
    (found,) = read([tmp_path / "bomb.txt.gz"], max_bytes=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert getattr(found, "kind", None) == "too_large"
    assert peak < 5_000_000


def test_markdown_is_not_rewritten(tmp_path: Path) -> None:
    text = "# Title\r\n\r\n* a **bold**  word\r\n"

    actual = read_one(tmp_path / "a.md", text.encode())

    assert getattr(actual, "text", None) == text
