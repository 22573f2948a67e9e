"""JSON Lines and JSON: one document an object. What cannot be read becomes an error row; the others are read.

Files called `.jsonl` hold arrays and objects over many lines too, and files called `.json` hold JSON Lines. So what the
file begins with decides, whatever its name.
"""

import io
import json
from collections.abc import Iterable, Iterator

from mtdetect.document import Document, Unreadable
from mtdetect.readers.decoding import decode
from mtdetect.readers.errors import ReadError, too_large
from mtdetect.readers.joining import prepend
from mtdetect.readers.json_values import split_values
from mtdetect.readers.options import Options
from mtdetect.readers.recoding import as_utf8
from mtdetect.readers.stream import next_line, read_lines
from mtdetect.readers.tables import json_type, row_document, saved_report, unread

_BLANK = b"\xef\xbb\xbf \t\r\n"  # a byte order mark and white space
# Control characters stand in strings as they are, where a program forgot to escape them.
_DECODER = json.JSONDecoder(strict=False)
_LONGEST = 1 << 16  # bytes of a line that are looked at to see how the file is written
JsonRow = dict[str, object]
NumberedRow = tuple[int, JsonRow | ReadError, tuple[str, ...]]


def read_jsonl(stream: io.BufferedIOBase, path: str, options: Options) -> Iterator[Document | Unreadable]:
    """The objects in order, one document each; `max_bytes` limits each, counted as it stands in the file."""
    return _read(json_rows(stream, options.max_bytes), path, options)


def read_json(stream: io.BufferedIOBase, path: str, options: Options) -> Iterator[Document | Unreadable]:
    """The same, but one error for a file that does not begin as JSON objects and arrays do."""
    return _read(json_rows(stream, options.max_bytes, strict=True), path, options)


def _read(rows: Iterable[NumberedRow], path: str, options: Options) -> Iterator[Document | Unreadable]:
    found = False
    for number, row, notes in rows:
        found = True
        if isinstance(row, ReadError):
            yield unread(f"{path}:{number}", path, row)
        else:
            yield row_document(row, path, number, options, notes)
    if not found:
        raise ReadError("empty", "holds no rows: leave it out")


def json_rows(stream: io.BufferedIOBase, limit: int, *, strict: bool = False) -> Iterator[NumberedRow]:
    """The objects of a file with their numbers and notes on how they were decoded; a ReadError for a bad one.

    The number is that of the line in JSON Lines, which may have blank lines, and else that of the object, from 1.
    `limit` is the most bytes of an object. With `strict`, raises ReadError for a file that begins as no object and no
    array; without, each of its lines is a bad row.
    """
    stream, notes = as_utf8(stream)
    first = next_line(stream, _LONGEST)
    if strict and first.strip(_BLANK) and not first.strip(_BLANK).startswith((b"{", b"[")):
        raise ReadError("bad_json", "begins with neither { nor [, so that it holds no rows of JSON: mend it")
    second = next_line(stream, _LONGEST) if _is_open(first) else b""
    third = next_line(stream, _LONGEST) if second and first.strip(_BLANK) == b"{" else b""
    if failure := saved_report(first + second + third):
        raise failure
    for number, value in enumerate(_values(prepend(first + second + third, stream), first, second, limit), 1):
        if isinstance(value, ReadError):
            yield number, value, ()
        elif value.strip(_BLANK):
            try:
                row, row_notes = parse_row(value)
            except ReadError as failure:
                yield number, failure, ()
            else:
                yield number, row, notes + row_notes


def _values(stream: io.BufferedIOBase, first: bytes, second: bytes, limit: int) -> Iterator[bytes | ReadError]:
    """The parts that hold an object each, by what the first two lines are."""
    if first.strip(_BLANK).startswith(b"[") or _goes_on(first, second):
        return split_values(stream, limit)
    return (line if line is not None else too_large(limit) for line in read_lines(stream, limit))


def _is_open(first: bytes) -> bool:
    """Whether a line begins an object and is no whole one."""
    return first.endswith(b"\n") and first.strip(_BLANK).startswith(b"{") and not is_json_row(first)


def _goes_on(first: bytes, second: bytes) -> bool:
    """Whether the object that a line begins goes on behind it, or a comma follows it.

    Where the next line begins another object, the first is a damaged row of JSON Lines, unless it opens a list.
    """
    is_damaged = not second.strip() or second.strip().startswith(b"{")
    return _is_open(first) and (first.rstrip().endswith((b",", b"[")) or not is_damaged)


def is_json_row(line: bytes) -> bool:
    """Whether a line is a JSON object, as the first line of JSON Lines is."""
    try:
        return line.strip(_BLANK).startswith(b"{") and bool(parse_row(line))
    except ReadError:
        return False


def parse_row(source: bytes) -> tuple[JsonRow, tuple[str, ...]]:
    """The object that bytes hold, and notes on how they were decoded. Raises ReadError."""
    text, notes = decode(source.rstrip(b"\r\n"))
    try:
        row = _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        raise ReadError("bad_json", f"is not JSON ({_cause(error)}): mend this row") from error
    if not isinstance(row, dict):
        raise ReadError("bad_json", f"is {json_type(row)}, not an object: write an object for each document")
    return row, notes


def _cause(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        line = f"line {error.lineno} " if error.lineno > 1 else ""
        return f"{error.msg[:80].lower()} at {line}column {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else "a number too long"
