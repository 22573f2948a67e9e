"""WARC and WET: a document for each page or text that a server delivered, whatever it claims of itself."""

import gzip
import shutil
import subprocess
import threading
import zlib
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from backports import zstd

from mtdetect.document import Document, Unreadable
from mtdetect.readers import Options, read, read_inputs

pytest.importorskip("warcio", reason="warcio is not installed: pip install 'mtdetect[warc]'")
brotli = pytest.importorskip("brotli", reason="brotli is not installed: pip install 'mtdetect[warc]'")

SENTENCE = "The ferry to the island was late again on Tuesday, and nobody on the quay seemed surprised."
PAGE = f"<html><body><article><h1>Ferry</h1><p>{SENTENCE}</p><p>{SENTENCE[::-1]}</p></article></body></html>".encode()


def record(
    kind: str, uri: str | None, content: bytes, content_type: str | None = None, length: str | None = None
) -> bytes:
    headers = {
        "WARC-Type": kind,
        "WARC-Target-URI": uri,
        "WARC-Date": "2024-05-01T00:00:00Z",
        "Content-Type": content_type,
        "Content-Length": str(len(content)) if length is None else length,
    }
    lines = ["WARC/1.0", *(f"{name}: {value}" for name, value in headers.items() if value is not None), "", ""]
    return "\r\n".join(lines).encode() + content + b"\r\n\r\n"


def answer(content: bytes, *headers: str, status: str = "HTTP/1.1 200 OK", kind: str = "text/html") -> bytes:
    return "\r\n".join([status, f"Content-Type: {kind}", *headers, "", ""]).encode() + content


def response(
    uri: str, content: bytes, *headers: str, status: str = "HTTP/1.1 200 OK", kind: str = "text/html"
) -> bytes:
    http = answer(content, *headers, status=status, kind=kind)
    return record("response", uri, http, "application/http; msgtype=response")


def wet(uri: str, text: str) -> bytes:
    return record("conversion", uri, text.encode(), "text/plain")


def archive(folder: Path, *records: bytes, name: str = "a.warc") -> list[Document | Unreadable]:
    (folder / name).write_bytes(b"".join(records))
    return list(read([folder / name]))


def brief(found: list[Document | Unreadable]) -> list[tuple[str, str]]:
    """Id without its folder, and the text's first word or the kind."""
    return [
        (one.id.rpartition("/")[2], " ".join(one.text.split()[:1]) if isinstance(one, Document) else one.kind)
        for one in found
    ]


INFO = record("warcinfo", None, b"software: test\r\n", "application/warc-fields")


@pytest.mark.parametrize("name", ["crawl.warc.wet", "crawl.wet", "crawl.warc", "-nosuffix"])
def test_plain_texts(tmp_path: Path, name: str) -> None:
    found = archive(tmp_path, INFO, wet("http://a/1", "One."), wet("http://a/2", "Café.\n\nTwo."), name=name)

    assert [(one.id, getattr(one, "text", None)) for one in found] == [
        ("http://a/1", "One."),
        ("http://a/2", "Café.\n\nTwo."),
    ]


@pytest.mark.parametrize(("compress", "suffix"), [(gzip.compress, ".gz"), (zstd.compress, ".zst")])
def test_each_record_may_be_compressed_by_itself(tmp_path: Path, compress: object, suffix: str) -> None:
    compressed = [compress(one) for one in (INFO, wet("http://a/1", "One."), wet("http://a/2", "Two."))]  # type: ignore[operator]

    found = archive(tmp_path, *compressed, name=f"a.warc.wet{suffix}")

    assert brief(found) == [("1", "One."), ("2", "Two.")]


def test_pages_are_read_as_articles(tmp_path: Path) -> None:
    (found,) = archive(tmp_path, INFO, response("http://a/ferry", PAGE))

    assert isinstance(found, Document)
    assert (found.id, found.path, found.markup) == ("http://a/ferry", str(tmp_path / "a.warc"), PAGE.decode())
    assert SENTENCE in found.text


@pytest.mark.parametrize(
    "encoded",
    [
        pytest.param((gzip.compress(PAGE), "Content-Encoding: gzip"), id="gzip"),
        pytest.param((zlib.compress(PAGE), "Content-Encoding: deflate"), id="deflate"),
        pytest.param((zlib.compress(PAGE)[2:-4], "Content-Encoding: deflate"), id="bare deflate"),
        pytest.param((brotli.compress(PAGE), "Content-Encoding: br"), id="brotli"),
        pytest.param((zstd.compress(PAGE), "Content-Encoding: zstd"), id="zstd"),
        pytest.param((PAGE, "Content-Encoding: gzip"), id="plain in spite of gzip"),
        pytest.param((PAGE, "Content-Encoding: br"), id="plain in spite of brotli"),
        pytest.param((PAGE, "Content-Encoding: deflate"), id="plain in spite of deflate"),
        pytest.param((b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), "Transfer-Encoding: chunked"), id="chunked"),
        pytest.param((PAGE, "Transfer-Encoding: chunked"), id="plain in spite of chunked"),
    ],
)
def test_content_is_decompressed(tmp_path: Path, encoded: tuple[bytes, str]) -> None:
    (found,) = archive(tmp_path, response("http://a/1", *encoded))

    assert SENTENCE in getattr(found, "text", "")


def test_what_is_no_document_is_passed_over(tmp_path: Path) -> None:
    found = archive(
        tmp_path,
        INFO,
        response("http://a/image", b"\x89PNG", kind="image/png"),
        response("http://a/gone", PAGE, status="HTTP/1.1 404 Not Found"),
        response("http://a/moved", b"", status="HTTP/1.1 301 Moved Permanently"),
        record("request", "http://a/1", b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
        record("revisit", "http://a/1", answer(PAGE), "application/http; msgtype=response"),
        record("response", "dns:a", b"a 1.1.1.1", "text/dns"),
        record("resource", "metadata://gnu.org/software/wget/warc/wget.log", b"Saving to: a", "text/plain"),
        record("resource", "urn:text:http://a/1", b"One.", "text/plain"),
        record("response", "http://a/none", b"", "application/http"),
        response("http://a/1", b"One.", kind="text/plain; charset=utf-8"),
        record("resource", "http://a/2", b"Two.", "text/plain"),
        response("http://a/3", PAGE, status="HTTP/2 200", kind="Text/HTML;charset=UTF-8"),
    )

    assert brief(found) == [("1", "One."), ("2", "Two."), ("3", "Ferry")]


def test_a_page_without_a_type_is_known_by_its_beginning(tmp_path: Path) -> None:
    content = b"HTTP/1.1 200 OK\r\n\r\n\n<!DOCTYPE html>" + PAGE

    found = archive(tmp_path, record("response", "http://a/1", content, "application/http"))

    assert brief(found) == [("1", "Ferry")]


def test_the_server_s_charset_goes_before_the_page_s(tmp_path: Path) -> None:
    page = PAGE.decode().replace("<body>", '<meta charset="cp1251"><body>').replace("ferry", "“ferry” café")

    (found,) = archive(tmp_path, response("http://a/1", page.encode("cp1252"), kind="text/html; charset=windows-1252"))

    assert "“ferry” café" in getattr(found, "text", "")


BOMB = 50_000_000


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        (record("conversion", "http://a/x", b"x" * 5000, "text/plain"), ("x", "too_large")),
        (response("http://a/x", gzip.compress(b"x" * BOMB), "Content-Encoding: gzip"), ("x", "too_large")),
        (response("http://a/x", zlib.compress(b"x" * BOMB), "Content-Encoding: deflate"), ("x", "too_large")),
        (response("http://a/x", brotli.compress(b"x" * BOMB), "Content-Encoding: br"), ("x", "too_large")),
        (response("http://a/x", gzip.compress(PAGE)[:-9], "Content-Encoding: gzip"), ("x", "bad_gzip")),
        (record("conversion", "http://a/x", b" \n", "text/plain"), ("x", "")),
        (record("conversion", "http://a/x", b"\0\1\2\3", "text/plain"), ("x", "binary")),
        (record("conversion", "http://a/x", b"text", "text/plain", length="-4"), ("a.warc:3", "bad_warc")),
        (record("conversion", "http://a/x", b"text", "text/plain", length="many"), ("a.warc:3", "bad_warc")),
        (b"WARC/1.0\r\nWARC-Type: conversion\r\n\r\ntext\r\n\r\n", ("a.warc:3", "bad_warc")),
        (b"WARC/1.0\r\n" + b"X: y\r\n" * 100_000 + b"\r\n", ("a.warc:3", "bad_warc")),
        (b"WARC/1.0\r\nX: " + b"y" * 1_000_000 + b"\r\n\r\n", ("a.warc:3", "bad_warc")),
        (b"Not a record.\r\nNor is this.\r\n", ("a.warc:3", "bad_warc")),
    ],
)
def test_a_bad_record_costs_itself_only(tmp_path: Path, bad: bytes, expected: tuple[str, str]) -> None:
    (tmp_path / "a.warc").write_bytes(INFO + wet("http://a/1", "One.") + bad + wet("http://a/2", "Two."))

    found = list(read([tmp_path / "a.warc"], max_bytes=4000))

    assert brief(found) == [("1", "One."), expected, ("2", "Two.")]
    assert all("\n" not in one.message for one in found if isinstance(one, Unreadable))


def test_an_archive_that_is_cut_off_says_so(tmp_path: Path) -> None:
    found = archive(tmp_path, wet("http://a/1", "One."), wet("http://a/2", "Two and more.")[:-9])

    assert brief(found) == [("1", "One."), ("2", "bad_warc")]


@pytest.mark.parametrize("data", [b"", INFO])
def test_an_archive_without_documents_is_empty(tmp_path: Path, data: bytes) -> None:
    assert brief(archive(tmp_path, data)) == [("a.warc", "")]


def test_what_is_no_archive_says_so(tmp_path: Path) -> None:
    assert brief(archive(tmp_path, b"Just a text.\n")) == [("a.warc:1", "bad_warc")]


@pytest.mark.skipif(shutil.which("wget") is None, reason="wget is not installed: it makes the archive")
def test_an_archive_that_wget_made(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    for name in ("one.html", "two.html"):
        (tmp_path / "site" / name).write_bytes(PAGE)
    (tmp_path / "site" / "note.txt").write_text("A note.", encoding="utf-8")
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        urls = [
            f"http://127.0.0.1:{server.server_port}/{name}"
            for name in ("one.html", "none.html", "note.txt", "two.html")
        ]
        subprocess.run(["wget", "-q", "--warc-file=crawl", *urls], cwd=tmp_path, check=False)
        server.shutdown()

    found = list(read([tmp_path / "crawl.warc.gz"]))

    assert brief(found) == [("one.html", "Ferry"), ("note.txt", "A"), ("two.html", "Ferry")]


def test_what_the_archive_knows_goes_along(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(response("http://a/1", PAGE))

    (found,) = read_inputs([tmp_path / "a.warc"], Options(keep=["url", "date", "type"]))

    assert found.fields == {"url": "http://a/1", "date": "2024-05-01T00:00:00Z", "type": "text/html"}
