"""Whatever the bytes, a reader yields documents and error rows and raises nothing."""

import gzip
import io
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from backports import zstd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtdetect.document import Document, Unreadable
from mtdetect.readers import read
from mtdetect.readers.decoding import decode
from mtdetect.readers.errors import ReadError

_WORDS = [b"the", b" ferry ", b"\xe9", "“".encode(), b"\n", b"\r\n", b"\0", b"\xff\xfe", b"\x1f\x8b", b"\xef\xbb\xbf"]
_MARKUP = [
    b"<html>",
    b"<p>",
    b"</p>",
    b"<!--",
    b"<meta charset=",
    b"utf-7",
    b">",
    b"&#xD800;",
    b"<table><td>",
    b"<![CDATA[",
]
_JSON = [b'{"text": "', b'"}', b"\\ud800", b'{"id": ', b"[", b"{}", b"1e999", b"null", b'"text"', b":", b","]
_CELLS = [b"text", b"id", b",", b";", b"\t", b'"', b'""', b"\n", b"\r", b"x,y\n", b"text,id\n", "“".encode("utf-16")]
_RECORDS = [
    *(
        b"WARC/1.0\r\n",
        b"\r\n",
        b"\r\n\r\n",
        b"WARC-Type: response\r\n",
        b"WARC-Type: conversion\r\n",
        b"HTTP/1.1 200 OK\r\n",
    ),
    *(b"Content-Length: 40\r\n", b"Content-Length: 99999999999999999999\r\n", b"Content-Type: application/http\r\n"),
    *(b"Content-Type: text/plain\r\n", b"Content-Type: text/html; charset=x\r\n", b"Content-Encoding: br\r\n"),
    *(b"Transfer-Encoding: chunked\r\n", b"8\r\n", b"0\r\n\r\n", b"Content-Encoding: deflate\r\n", b" more\r\n"),
]
_PARTS = st.sampled_from([_WORDS + _MARKUP + _JSON, _WORDS + _CELLS, _WORDS + _RECORDS + _RECORDS])
_BYTES = st.binary(max_size=300) | _PARTS.flatmap(lambda parts: st.lists(st.sampled_from(parts), max_size=40)).map(
    b"".join
)
_QUICK = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    "suffix",
    [
        ".txt",
        ".md",
        ".html",
        ".jsonl",
        ".json",
        "",
        ".txt.gz",
        ".jsonl.gz",
        ".jsonl.zst",
        ".csv",
        ".csv.zst",
        ".warc",
        ".wet.gz",
    ],
)
@given(data=_BYTES, compress=st.sampled_from([bytes, gzip.compress, zstd.compress]), cut=st.integers(0, 9))
@_QUICK
def test_any_bytes(suffix: str, data: bytes, compress: Callable[[bytes], bytes], cut: int) -> None:
    if suffix in (".warc", ".wet.gz"):
        pytest.importorskip("warcio", reason="warcio is not installed: pip install 'mtdetect[warc]'")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(compress(data)[: -cut or None])

        found = list(read([path], max_bytes=200))

    assert found
    for one in found:
        assert isinstance(one, (Document, Unreadable))
        one.id.encode()
        if isinstance(one, Document):
            one.text.encode()
            assert one.text == "" or one.text.strip()


@given(places=st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=6), cut=st.integers(0, 60))
@_QUICK
def test_any_damage_to_parquet(places: list[tuple[int, int]], cut: int) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'mtdetect[parquet]'")
    from pyarrow import parquet

    whole = io.BytesIO()
    table = pyarrow.table({"id": ["x", "y"], "meta": [{"text": "One."}, {"text": "Two."}]})
    parquet.write_table(table, whole, store_schema=False)
    data = bytearray(whole.getvalue())
    for at, value in places:
        data[at % len(data)] = value
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.parquet"
        path.write_bytes(data[: -cut or None] if cut < 20 else data)

        found = list(read([path], text_key="meta.text", keep="all"))

    assert {type(one) for one in found} <= {Document, Unreadable}
    assert found


@given(text=st.text(min_size=1), declared=st.none() | st.text(max_size=12))
@_QUICK
def test_utf8_round_trips_or_says_why_not(text: str, declared: str | None) -> None:
    try:
        actual = decode(text.encode(), declared)
    except ReadError as failure:
        actual = (failure.kind, ())

    assert actual in ((text.removeprefix("\ufeff"), ()), ("empty", ()), ("binary", ()))
