"""Bytes to text: UTF-8 first, then what the page declares, then a guess, which is noted; never a crash."""

import codecs
import re

from mtdetect.readers.errors import ReadError

# UTF-32 before UTF-16: its mark begins with the other's.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Formats that may hold no NUL byte; the other binary ones give themselves away by theirs.
_SIGNATURES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"{\\rtf",
    b"BZh",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
    b"\xff\xd8\xff",
    b"\x89PNG",
)
_CONTROL = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1b"))
_MAX_CONTROL_SHARE = 0.01
_MAX_BROKEN_SHARE = 0.2  # of the non-ASCII characters; in a text of another encoding nearly all are broken
_SURROGATE = re.compile("[\ud800-\udfff]")
# Single- and multi-byte charsets of real pages; keeps out Python's text transforms, of which some are slow.
_DECLARABLE = re.compile(
    r"cp\d{3,5}|iso8859-\d{1,2}|koi8-[rtu]|mac-\w{4,10}|shift_jis\w{0,5}|euc_\w{2}|gb\w{4,5}|big5\w{0,5}"
)
_AS_BROWSERS_DO = {"ascii": "cp1252", "iso8859-1": "cp1252"}


def decode(data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text and the notes on what was assumed; line ends stay as they are, a byte order mark goes.

    `declared` is the charset that the input itself names. Raises ReadError (empty, binary, not_utf8).
    """
    bom = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), None)
    if bom is not None:
        text, notes = _decode_marked(data, bom[1])
    else:
        _reject_binary(data)
        text, notes = _decode_unmarked(data, declared)
    if not text or text.isspace():
        raise ReadError("empty", "holds no text: leave it out")
    return text, notes


def mend(text: str) -> tuple[str, tuple[str, ...]]:
    """Text without lone surrogates, which JSON escapes can spell but no file can hold; each becomes U+FFFD."""
    mended, count = _SURROGATE.subn("\ufffd", text)
    return mended, (f"lone surrogates read as U+FFFD: {count}",) if count else ()


def _decode_marked(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError("not_utf8", f"begins as {encoding} but does not go on so: save it as UTF-8") from error
    return text, () if encoding == "utf-8-sig" else (f"decoded as {encoding}",)


def _reject_binary(data: bytes) -> None:
    control = len(data) - len(data.translate(None, _CONTROL))
    if b"\0" in data or data.startswith(_SIGNATURES) or control > _MAX_CONTROL_SHARE * len(data):
        raise ReadError("binary", "is binary, not text: extract its text first")


def _decode_unmarked(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    nearly = data.decode("utf-8", "replace")
    if _is_nearly_utf8(nearly):
        return nearly, (broken_places(nearly.count("\ufffd")),)
    for encoding in (_python_name(declared), _guess(data)):
        if encoding:
            try:
                return data.decode(encoding), (f"decoded as {encoding}",)
            except UnicodeDecodeError:
                continue
    raise ReadError("not_utf8", "is neither UTF-8 nor a known encoding: save it as UTF-8")


def _is_nearly_utf8(text: str) -> bool:
    """Whether few of the characters beyond ASCII were replaced."""
    return text.count("\ufffd") <= _MAX_BROKEN_SHARE * sum(map(len, re.findall(r"[^\x00-\x7f]+", text)))


def broken_places(count: int) -> str:
    """The note on bytes that were replaced."""
    return f"places that are not UTF-8, read as U+FFFD: {count}"


def encoding_of(head: bytes) -> str:
    """The encoding of a stream by its first bytes, for forms that are read piece by piece.

    Raises ReadError (empty, binary, not_utf8).
    """
    if not head.strip():
        raise ReadError("empty", "holds no text: leave it out")
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    _reject_binary(head)
    if _is_nearly_utf8(codecs.getincrementaldecoder("utf-8")("replace").decode(head)):  # the end may be cut
        return "utf-8"
    if guess := _guess(head):
        return guess
    raise ReadError("not_utf8", "is neither UTF-8 nor a known encoding: save it as UTF-8")


def _python_name(declared: str | None) -> str | None:
    """The codec for a declared charset, or None if it is unknown, or UTF (which was tried)."""
    try:
        name = codecs.lookup(declared or "").name
    except (LookupError, ValueError):
        return None
    name = _AS_BROWSERS_DO.get(name, name)
    return name if _DECLARABLE.fullmatch(name) else None


def _guess(data: bytes) -> str | None:
    """The encoding by charset-normalizer, imported only here.

    Windows-1252 wins if it is among the candidates: English with a few accents or pound signs gets cp1250 first from
    charset-normalizer 3.5, though the Western code page is by far the commoner.
    """
    from charset_normalizer import from_bytes

    found = from_bytes(data)
    names = {name for match in found for name in (match.encoding, *match.could_be_from_charset)}
    best = found.best()
    if best is None:
        return None
    return "cp1252" if "cp1252" in names else best.encoding
