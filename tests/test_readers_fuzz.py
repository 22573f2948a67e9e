"""Whatever the bytes, a reader yields documents and error rows and raises nothing."""

import gzip
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtdetect.document import Document, Unreadable
from mtdetect.readers import read
from mtdetect.readers.decoding import decode
from mtdetect.readers.failures import ReadError

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
_BYTES = st.binary(max_size=300) | st.lists(st.sampled_from(_WORDS + _MARKUP + _JSON), max_size=40).map(b"".join)
_QUICK = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".jsonl", "", ".txt.gz", ".jsonl.gz"])
@given(data=_BYTES, packed=st.booleans(), cut=st.integers(0, 9))
@_QUICK
def test_any_bytes(suffix: str, data: bytes, packed: bool, cut: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(gzip.compress(data)[: -cut or None] if packed else data)

        found = list(read([path], max_bytes=200))

    assert found
    for one in found:
        assert isinstance(one, (Document, Unreadable))
        one.id.encode()
        if isinstance(one, Document):
            one.text.encode()
            assert one.text.strip()


@given(text=st.text(min_size=1), declared=st.none() | st.text(max_size=12))
@_QUICK
def test_utf8_round_trips_or_says_why_not(text: str, declared: str | None) -> None:
    try:
        actual = decode(text.encode(), declared)
    except ReadError as failure:
        actual = (failure.kind, ())

    assert actual in ((text.removeprefix("\ufeff"), ()), ("empty", ()), ("binary", ()))
