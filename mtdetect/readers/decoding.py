"""Bytes to text: UTF-8 first, then the charset that the input declares, then one that is detected, with a note."""

import codecs
import re

from mtdetect.readers.errors import ReadError

# UTF-32 stands before UTF-16, whose byte order mark is the beginning of UTF-32's.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# First bytes of binary formats that may hold few NUL bytes; the other binary formats are found by those.
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
# Of all bytes, so many may be NUL and so many any control; a few damage also a short text.
_MAX_NUL_SHARE, _MAX_CONTROL_SHARE, _FEW_CONTROLS = 0.005, 0.05, 2
# Of the pairs of bytes of UTF-16 without a byte order mark, so many have a NUL at one place, so many are not ASCII, and
# so many have a NUL at the other place, as Ā (U+0100) has.
_FEWEST_PAIRS, _MIN_NUL_PAIRS, _MAX_ODD_PAIRS, _MAX_OTHER_NULS = 8, 0.85, 0.15, 0.02
_MAX_REPLACED_SHARE = 0.2  # of the non-ASCII characters; in a text of another encoding nearly all are replaced
_SURROGATE = re.compile("[\ud800-\udfff]")
# The single- and multi-byte charsets of real pages; other codecs of Python transform text, and some are slow.
_CHARSETS = re.compile(
    r"cp\d{3,5}|iso8859-\d{1,2}|koi8-[rtu]|mac-\w{4,10}|shift_jis\w{0,5}|euc_\w{2}|gb\w{4,5}|big5\w{0,5}"
)
_WEB_ALIASES = {"ascii": "cp1252", "iso8859-1": "cp1252"}  # as browsers read them (WHATWG Encoding Standard)


def decode(data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text, and notes on how it was decoded; line ends stay as they are, a byte order mark is removed.

    `declared` is the charset that the input itself names. Raises ReadError (empty, binary, not_utf8).
    """
    if marked := marked_encoding(data):
        text, notes = _decode_with_bom(data, marked)
    elif unmarked := unmarked_encoding(data):
        text, notes = _decode_utf16(data, unmarked)
    else:
        _reject_binary(data)
        text, notes = _decode_without_bom(data, declared)
    if not text or text.isspace():
        raise ReadError("empty", "holds no text: leave it out")
    return text, notes


def marked_encoding(head: bytes) -> str | None:
    """The encoding that a byte order mark at the beginning names; None without one."""
    return next((name for mark, name in _BOMS if head.startswith(mark)), None)


def unmarked_encoding(data: bytes) -> str | None:
    """The kind of UTF-16 that a text or its beginning is clearly in without a byte order mark; None for all else.

    Western text has a NUL in nearly every second byte. What is left without those must be what texts are made of:
    numbers and pictures of 16 bits have as many NULs, and hold all the values that texts do not.
    """
    pairs = len(data) // 2
    if pairs < _FEWEST_PAIRS or data.count(0) < _MIN_NUL_PAIRS * pairs:
        return None
    for encoding, characters, nuls in (("utf-16-le", data[::2], data[1::2]), ("utf-16-be", data[1::2], data[::2])):
        if nuls.count(0) >= _MIN_NUL_PAIRS * pairs and characters.count(0) <= max(1, _MAX_OTHER_NULS * pairs):
            text = data[: 2 * pairs].decode(encoding, "replace")
            odd = len(text) - len(text.encode("ascii", "ignore"))
            return encoding if odd <= _MAX_ODD_PAIRS * pairs and not _holds_controls(text.encode("utf-8")) else None
    return None


def replace_surrogates(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with U+FFFD for each lone surrogate, which JSON escapes allow and UTF-8 does not; and a note on that."""
    if text.isascii():
        return text, ()
    replaced, count = _SURROGATE.subn("\ufffd", text)
    return replaced, (f"lone surrogates read as U+FFFD: {count}",) if count else ()


def _decode_with_bom(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError("not_utf8", f"begins as {encoding} but does not go on so: save it as UTF-8") from error
    return text, () if encoding == "utf-8-sig" else (f"decoded as {encoding}",)


def _decode_utf16(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(encoding, "replace")
    notes: tuple[str, ...] = (f"decoded as {encoding}",)
    if replaced := text.count("\ufffd"):
        notes += (f"places that are not UTF-16, read as U+FFFD: {replaced}",)
    return text, notes


def _holds_controls(data: bytes) -> bool:
    """Whether so many bytes are control characters, NUL among them, as no text has."""
    controls = len(data) - len(data.translate(None, _CONTROL))
    few = min(_FEW_CONTROLS, len(data) / 10)
    has_many = controls > max(few, _MAX_CONTROL_SHARE * len(data))
    return has_many or data.count(0) > max(few, _MAX_NUL_SHARE * len(data))


def _reject_binary(data: bytes) -> None:
    if _holds_controls(data) or data.startswith(_SIGNATURES):
        raise ReadError("binary", "is binary, not text: extract its text first")


def _decode_without_bom(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    replaced = data.decode("utf-8", "replace")
    if _is_mostly_utf8(replaced):
        return replaced, (replacement_note(replaced.count("\ufffd")),)
    for encoding in (_python_name(declared), _detect_charset(data)):
        if encoding:
            try:
                return data.decode(encoding), (f"decoded as {encoding}",)
            except UnicodeDecodeError:
                continue
    raise ReadError("not_utf8", "is neither UTF-8 nor a known encoding: save it as UTF-8")


def _is_mostly_utf8(text: str) -> bool:
    """Whether at most a fifth of the characters beyond ASCII were replaced by U+FFFD."""
    return text.count("\ufffd") <= _MAX_REPLACED_SHARE * sum(map(len, re.findall(r"[^\x00-\x7f]+", text)))


def replacement_note(count: int) -> str:
    """The note on `count` places that are not UTF-8 and were replaced by U+FFFD."""
    return f"places that are not UTF-8, read as U+FFFD: {count}"


def detect_encoding(head: bytes) -> str:
    """The encoding of a stream by its first bytes, for formats that are read piece by piece.

    Raises ReadError (empty, binary, not_utf8).
    """
    if not head.strip():
        raise ReadError("empty", "holds no text: leave it out")
    if known := marked_encoding(head) or unmarked_encoding(head):
        return known
    _reject_binary(head)
    # An incremental decoder, since the last character may be cut off.
    if _is_mostly_utf8(codecs.getincrementaldecoder("utf-8")("replace").decode(head)):
        return "utf-8"
    if encoding := _detect_charset(head):
        return encoding
    raise ReadError("not_utf8", "is neither UTF-8 nor a known encoding: save it as UTF-8")


def _python_name(declared: str | None) -> str | None:
    """The name of Python's codec for a declared charset; None if it is unknown, or UTF, which was tried before."""
    try:
        name = codecs.lookup(declared or "").name
    except (LookupError, ValueError):
        return None
    name = _WEB_ALIASES.get(name, name)
    return name if _CHARSETS.fullmatch(name) else None


def _detect_charset(data: bytes) -> str | None:
    """The most likely encoding by charset-normalizer, which is imported only here; None where it finds none.

    Windows-1252 is preferred when it is a candidate: for English with a few accents or pound signs charset-normalizer
    3.5 puts cp1250 first, though the Western code page is far more common.
    """
    from charset_normalizer import from_bytes

    found = from_bytes(data)
    names = {name for match in found for name in (match.encoding, *match.could_be_from_charset)}
    best = found.best()
    if best is None:
        return None
    return "cp1252" if "cp1252" in names else best.encoding
