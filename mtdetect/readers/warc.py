"""WARC and WET, the formats of web archives, by warcio: one document for each page or plain text.

No more of a record than `max_bytes` is held, whatever length it claims; a record that cannot be read becomes an error
row, and the others are read.
"""

import io
import logging
from collections.abc import Iterator
from typing import Any

from mtdetect.document import Document, Page, Unreadable
from mtdetect.readers.columns import select
from mtdetect.readers.decoding import decode
from mtdetect.readers.errors import ReadError, not_installed, too_large
from mtdetect.readers.http import Content, media_type, parse_response
from mtdetect.readers.options import Options
from mtdetect.readers.tables import unread

VERSION = b"WARC/"
_MAX_HEADERS = 1 << 16  # bytes of the headers of a record
_STEP = 1 << 16  # bytes read at a time
_TYPES = frozenset({"response", "resource", "conversion"})
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_TEXTS = frozenset({"text/plain"})
_CRAWLER_ADDRESSES = ("metadata:", "urn:")  # of their own logs, and of texts that they add to a page


def read_warc(stream: io.BufferedIOBase, path: str, options: Options) -> Iterator[Document | Page | Unreadable]:
    """The pages and plain texts in order, with their addresses as ids.

    Other records give no document: images, requests, redirections, pages that were not found.
    """
    found = False
    for number, record in enumerate(_records(stream), 1):
        uri = None if isinstance(record, ReadError) else record.rec_headers.get_header("WARC-Target-URI")
        row_id = uri or f"{path}:{number}"
        try:
            if isinstance(record, ReadError):
                raise record
            page = _content(record, options.max_bytes)
            if page is None:
                continue
            fields = select(_fields(record, page), options.keep)
            if page.type in _PAGES:
                yield Page(row_id, page.data, path, page.charset, fields)
            else:
                text, notes = decode(page.data, page.charset)
                yield Document(row_id, text, path, notes=notes, fields=fields)
        except ReadError as failure:
            yield unread(row_id, path, failure)
        found = True
    if not found:
        raise ReadError("empty", "holds no page and no plain text: leave it out")


def _records(stream: io.BufferedIOBase) -> Iterator[Any]:
    """The records as warcio parses them, their content not yet read; a ReadError where no record can be read."""
    try:
        from warcio.recordloader import ArcWarcRecordLoader
    except ImportError as error:
        raise not_installed("warcio", "warc") from error
    logging.getLogger("warcio").addHandler(logging.NullHandler())  # without a handler, Python prints its warnings
    loader, error_reported = ArcWarcRecordLoader(), False
    while line := stream.readline(_STEP):
        if not line.startswith(VERSION):
            if line.strip() and not error_reported:
                error_reported = True
                yield ReadError("bad_warc", "something stands where a record should begin: fetch the archive again")
            continue
        try:
            record = loader.parse_record_stream(_Bounded(stream), line, "warc", no_record_parse=True)
            if not (record.rec_headers.get_header("Content-Length") or "").strip().isdecimal():
                raise ReadError("bad_warc", "has no length: fetch the archive again")
        except Exception as error:  # on a damaged archive its parser may raise anything
            error_reported = True
            cause = error if isinstance(error, ReadError) else None
            yield cause or ReadError("bad_warc", "has headers that cannot be read: fetch the archive again")
            continue
        error_reported = False
        yield record
        while record.raw_stream.read(_STEP):
            pass


class _Bounded:
    """A stream for warcio's parser that raises ReadError when the lines read, the headers, are longer than 64 KiB."""

    def __init__(self, stream: io.BufferedIOBase) -> None:
        self.read = stream.read
        self._stream = stream
        self._left = _MAX_HEADERS

    def readline(self) -> bytes:
        line = self._stream.readline(self._left + 1)
        self._left -= len(line)
        if self._left < 0:
            raise ReadError("bad_warc", f"has headers of more than {_MAX_HEADERS:,} bytes: leave the record out")
        return line


def _content(record: Any, limit: int) -> Content | None:
    """The content of a record, decompressed; None when it is no page and no plain text."""
    uri = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type not in _TYPES or uri.startswith(_CRAWLER_ADDRESSES):
        return None
    data = record.raw_stream.read(min(record.length, limit + _MAX_HEADERS))
    declared = record.rec_headers.get_header("Content-Type") or ""
    found = parse_response(data) if declared.startswith("application/http") else Content(*media_type(declared), data)
    if found is None or found.type not in _PAGES | _TEXTS:
        return None
    if record.length - (len(data) - len(found.data)) > limit:
        raise too_large(limit)
    if len(data) < record.length:
        raise ReadError("bad_warc", "is cut off by the end of the archive: fetch that again")
    return found.decompress(limit)


def _fields(record: Any, found: Content) -> dict[str, object]:
    """The columns of a record: address, date, record id and media type."""
    headers = record.rec_headers
    return {
        "url": headers.get_header("WARC-Target-URI"),
        "date": headers.get_header("WARC-Date"),
        "record_id": headers.get_header("WARC-Record-ID"),
        "type": found.type,
    }
