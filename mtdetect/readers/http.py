"""HTTP responses as web archives keep them: headers, and content that may be chunked and compressed."""

import io
import re
import zlib
from dataclasses import dataclass, replace

from mtdetect.readers.errors import convert_os_errors, not_installed, too_large
from mtdetect.readers.stream import decompress, read_all

_MAX_HEADERS = 1 << 16  # bytes
_CHARSET = re.compile(r"(?i)\bcharset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})")
_PAGE = re.compile(rb"(?i)\s{0,99}<(?:!doctype html|html)\b")


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a record: its media type in lower case, the charset that the server named, and the bytes.

    `coding` is the Content-Encoding, in lower case; `chunked` says that the Transfer-Encoding is chunked.
    """

    type: str
    charset: str | None
    data: bytes
    coding: str = ""
    chunked: bool = False

    def decompress(self, limit: int) -> "Content":
        """The same content without chunks and compression, at most `limit` bytes. Raises ReadError.

        Archives often store the content decompressed and keep the header, so what is not compressed stays as it is.
        """
        data = self.data
        if self.chunked:
            from warcio.bufferedreaders import ChunkedDataReader

            data = ChunkedDataReader(io.BytesIO(data)).read()
        if self.coding == "br":
            data = _decompress_brotli(data, limit)
        elif self.coding == "deflate":
            data = _inflate(data, limit)
        with convert_os_errors(), decompress(io.BytesIO(data)) as stream:  # gzip, Zstandard: by their first bytes
            data = read_all(stream, limit)
        return replace(self, data=data, coding="", chunked=False)


def parse_response(data: bytes) -> Content | None:
    """The content of an HTTP response; None when it is no response, or its status is not 2xx."""
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


def _inflate(data: bytes, limit: int) -> bytes:
    """Decompress deflate: in the zlib format of the standard, or raw as many servers send it; other data stays."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            found = zlib.decompressobj(bits).decompress(data, limit + 1)
        except zlib.error:
            continue
        return _check_size(found, limit)
    return data


def _decompress_brotli(data: bytes, limit: int) -> bytes:
    """Decompress Brotli; data that is not Brotli stays, since the format has no magic bytes to tell by."""
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


def _check_size(data: bytes, limit: int) -> bytes:
    """The data; raises ReadError (too_large) beyond `limit` bytes."""
    if len(data) > limit:
        raise too_large(limit)
    return data
