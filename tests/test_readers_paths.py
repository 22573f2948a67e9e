"""Which files a path stands for, in what order, under what id."""

import gzip
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mtdetect.document import Document, Unreadable
from mtdetect.errors import UsageError
from mtdetect.readers import read


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"This is {name}.", encoding="utf-8")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ids(*paths: str) -> list[str]:
    return [found.id for found in read(paths)]


def test_named_file_keeps_its_path_as_given(here: Path) -> None:
    write(here, "a.txt")

    actual = list(read(["./a.txt", Path("a.txt")]))

    assert actual == [Document("./a.txt", "This is a.txt.", "./a.txt"), Document("a.txt", "This is a.txt.", "a.txt")]


def test_order_is_that_of_the_arguments(here: Path) -> None:
    write(here, "a.txt", "b.txt", "folder/c.txt")

    actual = ids("b.txt", "folder", "a.txt")

    assert actual == ["b.txt", "folder/c.txt", "a.txt"]


def test_folder_is_read_deeply_sorted_with_known_suffixes_only(here: Path) -> None:
    write(here, "f/z.md", "f/a/2.TXT", "f/a/1.txt", "f/b.pdf", "f/.git/c.txt", "f/.hidden.txt", "f/noext", "f/~.txt")

    actual = ids("f")

    assert actual == ["f/a/1.txt", "f/a/2.TXT", "f/z.md", "f/~.txt"]


def test_folder_deeper_than_python_recurses(here: Path) -> None:
    (here / "f").mkdir()
    folder = os.open("f", os.O_RDONLY)
    for _ in range(1_200):
        os.mkdir("d", dir_fd=folder)
        inner = os.open("d", os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = inner
    file = os.open("x.txt", os.O_CREAT | os.O_WRONLY, dir_fd=folder)
    os.write(file, b"Deep.")
    os.close(file)
    os.close(folder)

    actual = [found.text for found in read(["f"]) if isinstance(found, Document)]

    subprocess.run(["rm", "-rf", "f"], check=True)  # pytest's own cleaning recurses

    assert actual == ["Deep."]


def test_links_in_a_folder(here: Path) -> None:
    write(here, "elsewhere/a.txt", "f/own.txt")
    (here / "f/file.txt").symlink_to(here / "elsewhere/a.txt")
    (here / "f/folder.txt").symlink_to(here / "elsewhere")
    (here / "f/loop").symlink_to(here / "f")
    (here / "f/broken.txt").symlink_to(here / "gone")

    actual = [(found.id, getattr(found, "kind", None)) for found in read(["f"])]

    assert actual == [("f/broken.txt", "not_found"), ("f/file.txt", None), ("f/own.txt", None)]


def test_pipe_in_a_folder_is_left_alone(here: Path) -> None:
    write(here, "f/own.txt")
    os.mkfifo(here / "f/pipe.txt")

    actual = ids("f")

    assert actual == ["f/own.txt"]


def test_glob_that_the_shell_left(here: Path) -> None:
    write(here, "d/b.txt", "d/a.txt", "d/c.md", "d/e/f.txt")

    actual = ids("d/*.txt", "d/**/f.txt", "d/*")

    assert actual == ["d/a.txt", "d/b.txt", "d/e/f.txt", "d/a.txt", "d/b.txt", "d/c.md"]


def test_name_that_looks_like_a_glob(here: Path) -> None:
    write(here, "a[1].txt")

    actual = ids("a[1].txt")

    assert actual == ["a[1].txt"]


@pytest.mark.parametrize("path", ["*.txt", "empty", "f/**/*.html"])
def test_folder_or_glob_without_files_is_a_usage_error_before_anything_is_read(here: Path, path: str) -> None:
    write(here, "a.md", "f/a.pdf")
    (here / "empty").mkdir()

    with pytest.raises(UsageError, match=r"^(\*\.txt|empty|f/\*\*/\*\.html): "):
        read(["a.md", path])


def test_no_paths_no_documents() -> None:
    actual = list(read([]))

    assert actual == []


@pytest.mark.parametrize(
    "path", ["gone.txt", "a.txt/b.txt", "", "a\0b.txt", "\ud800.txt", "https://example.org/a.html"]
)
def test_missing_file_is_a_row_and_the_others_are_read(here: Path, path: str) -> None:
    write(here, "a.txt")

    missing, other = read([path, "a.txt"])

    name = path.replace("\ud800", "\ufffd")
    assert missing == Unreadable(name, name, "not_found", "does not exist: check the path")
    assert other.id == "a.txt"


def test_file_that_may_not_be_read(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(here, "a.txt")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    actual = list(read(["a.txt"]))

    assert actual == [Unreadable("a.txt", "a.txt", "permission", "may not be read: check its permissions")]


def test_folder_that_may_not_be_listed_is_a_row(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(here, "f/a.txt", "f/shut/b.txt")
    listed = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("shut"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    actual = ids("f")

    assert actual == ["f/a.txt", "f/shut"]


def test_name_that_is_not_utf8(here: Path) -> None:
    (here / "f").mkdir()
    (here / "f" / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"Coffee.")

    actual = list(read(["f"]))

    assert actual == [Document("f/caf\ufffd.txt", "Coffee.", "f/caf\ufffd.txt")]


def test_unsupported_suffix_names_what_is_supported(here: Path) -> None:
    write(here, "a.docx", "b.docx.gz")

    first, second = read(["a.docx", "b.docx"])

    assert isinstance(first, Unreadable)
    assert first.kind == "unsupported"
    assert ".txt .md .html .htm .jsonl" in first.message
    assert "--input-format" in first.message
    assert second == Unreadable("b.docx", "b.docx", "not_found", "does not exist: check the path")


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


@pytest.mark.parametrize("data", [b"Plain text.\nMore.", b"\n \n{ not JSON }\n", b"[1]\n", b"{"])
def test_stdin_is_text(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    feed(monkeypatch, data)

    actual = list(read(["-"]))

    assert actual == [Document("-", data.decode(), "-")]


@pytest.mark.parametrize("compress", [bytes, gzip.compress])
def test_stdin_is_json_lines(monkeypatch: pytest.MonkeyPatch, compress: object) -> None:
    data = b'\n{"text": "One.", "id": "x"}\n{"text": "Two."}\n'
    feed(monkeypatch, gzip.compress(data) if compress is gzip.compress else data)

    actual = list(read(["-"]))

    assert actual == [Document("x", "One.", "-"), Document("-:3", "Two.", "-")]


def test_stdin_is_json_lines_with_the_wrong_key_and_not_prose(monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, b'{"body": "One."}\n')

    actual = [getattr(found, "kind", None) for found in read(["-"])]

    assert actual == ["no_text"]


def test_stdin_is_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "\n<!DOCTYPE html><html><body><p>The ferry left at noon with forty people.</p></body></html>"
    feed(monkeypatch, page.encode())

    actual = list(read(["-"]))

    assert actual == [Document("-", "The ferry left at noon with forty people.", "-", page)]


def test_stdin_that_the_shell_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)

    actual = [getattr(found, "kind", None) for found in read(["-"])]

    assert actual == ["read_error"]


def test_stdin_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, b"Text.")

    list(read(["-"]))

    assert not sys.stdin.closed
    assert not sys.stdin.buffer.closed


def test_pipe_without_suffix_is_read_like_stdin() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"From a substitution.")
    os.close(writing)

    actual = [getattr(found, "text", None) for found in read([f"/dev/fd/{reading}"])]

    os.close(reading)
    assert actual == ["From a substitution."]


def test_reading_is_lazy(here: Path) -> None:
    write(here, "a.txt")

    found = read(["a.txt", "b.txt"])
    first = next(found)
    write(here, "b.txt")

    assert [first.id, type(next(found))] == ["a.txt", Document]
