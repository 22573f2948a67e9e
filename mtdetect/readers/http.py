"""What a server answered, as web archives keep it: headers, and content that may be cut into chunks and packed."""

import io
import re
import zlib
from dataclasses import dataclass, replace

from mtdetect.readers.errors import failing_as_read_errors, not_installed, too_large
from mtdetect.readers.stream import read_whole, unpacked

_MAX_HEADERS = 1 << 16  # bytes
_CHARSET = re.compile(r"(?i)\bcharset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})")
_PAGE = re.compile(rb"(?i)\s{0,99}<(?:!doctype html|html)\b")


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a record: its media type in lower case, the charset that the server named, and the bytes.

    `coding` is the Content-Encoding, `chunked` the Transfer-Encoding; both are gone once unpacked.
    """

    type: str
    charset: str | None
    data: bytes
    coding: str = ""
    chunked: bool = False

    def unpacked(self, limit: int) -> "Content":
        """The same in plain bytes, at most `limit`; raises ReadError. Archives often keep it plain and the header."""
        data = self.data
        if self.chunked:
            from warcio.bufferedreaders import ChunkedDataReader

            data = ChunkedDataReader(io.BytesIO(data)).read()
        if self.coding == "br":
            data = _unbrotlied(data, limit)
        elif self.coding == "deflate":
            data = _inflated(data, limit)
        with failing_as_read_errors(), unpacked(io.BytesIO(data)) as stream:  # gzip and Zstandard tell by themselves
            data = read_whole(stream, limit)
        return replace(self, data=data, coding="", chunked=False)


def answer(data: bytes) -> Content | None:
    """The content of a server's answer; None when it is no answer, or one that delivers nothing (not 2xx)."""
    from warcio.statusandheaders import StatusAndHeadersParser

    head = io.BytesIO(data[:_MAX_HEADERS])
    try:
        parsed = StatusAndHeadersParser([], verify=False).parse(head)
    except EOFError:
        return None
    if not parsed.get_statuscode().startswith("2"):
        return None
    rest = data[head.tell() :]
    kind, charset = media_type(parsed.get_header("Content-Type") or "")
    if not kind and _PAGE.match(rest):
        kind = "text/html"
    coding = (parsed.get_header("Content-Encoding") or "").strip().lower()
    chunked = "chunked" in (parsed.get_header("Transfer-Encoding") or "").lower()
    return Content(kind, charset, rest, coding, chunked)


def media_type(declared: str) -> tuple[str, str | None]:
    """The media type and the charset of a Content-Type."""
    kind, _, parameters = declared.partition(";")
    charset = _CHARSET.search(parameters)
    return kind.strip().lower(), charset and charset.group(1)


def _inflated(data: bytes, limit: int) -> bytes:
    """Deflate, with the frame that the standard wants, or without as many servers send it; else as it is."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            found = zlib.decompressobj(bits).decompress(data, limit + 1)
        except zlib.error:
            continue
        return _within(found, limit)
    return data


def _unbrotlied(data: bytes, limit: int) -> bytes:
    """Brotli, which has no mark of its own; else as it is."""
    try:
        import brotli
    except ImportError as error:
        raise not_installed("brotli", "warc") from error
    decoder, parts, size = brotli.Decompressor(), [], 0
    try:
        while not decoder.is_finished() and (part := decoder.process(data, output_buffer_limit=limit + 1)):
            data = b""
            parts.append(part)
            size += len(part)
            if size > limit:
                raise too_large(limit)
    except brotli.error:
        return b"".join(parts) or data
    return b"".join(parts)


def _within(data: bytes, limit: int) -> bytes:
    if len(data) > limit:
        raise too_large(limit)
    return data
