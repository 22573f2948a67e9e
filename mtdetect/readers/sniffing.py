"""What an input is whose name does not say it, by how it begins: what is structured is never taken for one text."""

import csv
import io
import re
from collections.abc import Sequence
from itertools import islice

from mtdetect.readers.csv import DELIMITERS, named_delimiter, split_header
from mtdetect.readers.decoding import marked_encoding, unmarked_encoding
from mtdetect.readers.errors import ReadError
from mtdetect.readers.joining import prepend
from mtdetect.readers.json import is_json_row
from mtdetect.readers.stream import next_line
from mtdetect.readers.warc import VERSION

_LONGEST, _LINES = 1 << 16, 20  # bytes of a line that are looked at; lines beyond the first, where that leaves it open
_PARQUET = b"PAR1"
# Brackets begin prose too: "[Music]", "{ not JSON }", "[[a link]]".
_OBJECT = re.compile(r'\{\s*"(?:[^"\\]|\\.){0,999}"\s*:', re.DOTALL)
_ARRAY = re.compile(r'\[\s*(?:\{\s*(?:"|\})|\]\s*$|"(?:[^"\\]|\\.){0,99999}"\s*(?:,\s*"|\]\s*$))', re.DOTALL)
_PAGE = re.compile(r"<(?:!doctype\s{1,9}html|html|head|body)\b", re.IGNORECASE)
_PROLOGUE = re.compile(r"<(?:\?xml\b|!--|!doctype\b)", re.IGNORECASE)  # what may stand before a page, or other XML
_TAG = re.compile(r"<[a-z][\w:-]{0,30}(?:(?=[\s>])|/>)", re.IGNORECASE)
_NAME = re.compile(r"[\w ./:#-]{0,40}")  # of a column
_MOST_WORDS = 4  # of the name of a column


def detect_format(stream: io.BufferedIOBase, text_key: str, *, strict: bool = True) -> tuple[str, io.BufferedIOBase]:
    """The format by the first line that is not blank, and a stream that begins where the given one began.

    Lines after it are read only where they decide. Raises ReadError (unclear) for what looks structured and may be
    several things; without `strict`, that is text.
    """
    head = line = next_line(stream, _LONGEST)
    found = _by_line(line, text_key)
    if found is None and _goes_on(line):
        head += b"".join(islice(iter(lambda: stream.readline(_LONGEST), b""), _LINES))
    start = _decode(head)
    found = found or _by_start(start, text_key)
    if found is None and strict:
        _refuse_structured(_first_line(line), start, text_key)
    return found or "text", prepend(head, stream)


def _by_line(line: bytes, text_key: str) -> str | None:
    """The format where the first line tells it."""
    if line.lstrip().startswith(_PARQUET):
        raise ReadError("unclear", "is Parquet, which is read from files: give it a name that ends with .parquet")
    if line.startswith(VERSION):
        return "warc"
    if is_json_row(line):
        return "json"
    text = _first_line(line)
    if _PAGE.match(text):
        return "html"
    return "csv" if named_delimiter(text) or _names_column(text, text_key) else None


def _by_start(start: str, text_key: str) -> str | None:
    """The format where some lines tell it."""
    if _OBJECT.match(start) or _ARRAY.match(start):
        return "json"
    headings = ((mark, split_header(next(iter(start.splitlines()), ""), mark)) for mark in DELIMITERS)
    if any(text_key in names and _are_short(names) and _is_table(start, mark, len(names)) for mark, names in headings):
        return "csv"  # with two columns of one name
    return "html" if _PROLOGUE.match(start) and _PAGE.search(start) else None


def _goes_on(line: bytes) -> bool:
    """Whether what follows decides: brackets and tags that may go on, and what may be the heading of a table."""
    start = line.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1]  # of UTF-16, too
    if len(line) > _LONGEST:
        return False
    return start in (b"{", b"[", b"<") or any(mark in line for mark in DELIMITERS.encode())


def _decode(data: bytes) -> str:
    """The text of the beginning of a file, whose last character may be cut off."""
    return data.decode(marked_encoding(data) or unmarked_encoding(data) or "utf-8", "ignore").strip()


def _first_line(data: bytes) -> str:
    """The same of the first line alone, which may end as on old systems."""
    return next(iter(_decode(data).splitlines()), "")


def _names_column(line: str, key: str) -> bool:
    """Whether a line is the heading of a table with this column."""
    headings = (split_header(line, delimiter) for delimiter in DELIMITERS)
    return any(key in names and _are_names(names) for names in headings)


def _are_names(cells: Sequence[str]) -> bool:
    """Whether cells could be names of columns: short, without the marks of prose, each another."""
    return _are_short(cells) and len(set(cells)) == len(cells)


def _are_short(cells: Sequence[str]) -> bool:
    return all(_NAME.fullmatch(cell) and len(cell.split()) <= _MOST_WORDS for cell in cells)


def _refuse_structured(first: str, start: str, text_key: str) -> None:
    """Raise ReadError (unclear) for markup that is no page, and for a table without the column of the texts."""
    if tag := _TAG.match(start) or _PROLOGUE.match(start):
        raise ReadError("unclear", f"begins with {tag.group()}: say what it is by --input-format html, md or txt")
    for delimiter in DELIMITERS:
        names = split_header(first, delimiter)
        if len(names) > 1 and _are_names(names) and _is_table(start, delimiter, len(names)):
            listed = ", ".join(names[:10])
            raise ReadError(
                "unclear",
                f"looks like a table with the columns {listed!r} and none {text_key!r}: name one by --text-key, "
                "or say --input-format txt",
            )


def _is_table(start: str, delimiter: str, columns: int) -> bool:
    """Whether all rows but the last, which may be cut off, have as many cells; commas of prose have spaces behind."""
    try:
        rows = [row for row in csv.reader(io.StringIO(start, newline=""), delimiter=delimiter) if row]
    except csv.Error:
        return False
    whole = rows[1:-1] or rows[1:]
    is_prose = all(cell.startswith(" ") for row in whole for cell in row[1:])
    return bool(whole) and not is_prose and all(len(row) == columns for row in whole)
