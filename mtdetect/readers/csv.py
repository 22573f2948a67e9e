"""CSV and TSV: one document a row; the first row names the columns. A bad row becomes an error row."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import count
from typing import cast

from mtdetect.document import Document, Unreadable
from mtdetect.readers.decoding import detect_encoding, replacement_note
from mtdetect.readers.errors import ReadError, too_large
from mtdetect.readers.joining import prepend
from mtdetect.readers.options import Options
from mtdetect.readers.tables import missing_column, row_document

_HEAD = 1 << 16  # bytes from which the encoding is detected
_STEP = 1 << 16  # characters read at a time to skip a row
DELIMITERS = ",;\t|"
_QUOTE = '"'
_LONGEST_CELL = (1 << 31) - 1  # characters; effectively no limit: `max_bytes` limits the row instead
_SEPARATOR = re.compile(
    r"""\ufeff?sep=([^\w\s"]|\t)\s*""", re.IGNORECASE
)  # the line by which Excel names the delimiter
_NOT_UTF8 = re.compile("[\ud800-\udfff]")  # how `surrogateescape` decodes such bytes
_REST = "_rest"  # the column for cells beyond the last named one


def read_csv(stream: io.BufferedIOBase, path: str, options: Options) -> Iterator[Document | Unreadable]:
    """The rows in order, without blank ones. `max_bytes` limits each row, line ends not counted.

    The delimiter is the one that a first line such as `sep=;` names, else the one of comma, semicolon, tab and bar by
    which `text_key` is a column.
    """
    head = stream.read(_HEAD)
    encoding = detect_encoding(head)
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    notes = () if encoding.startswith("utf-8") else (f"decoded as {encoding}",)
    text = io.TextIOWrapper(cast(io.BufferedReader, prepend(head, stream)), encoding, errors, newline="")
    lines = _Lines(text, options.max_bytes)
    columns, delimiter = _header(lines, options.text_key)
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(lines, delimiter=delimiter)
    found = False
    while True:
        lines.begin_row()
        try:
            cells = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            failure = ReadError("bad_csv", f"is not CSV ({error}): mend the row")
            yield Unreadable(f"{path}:{lines.first}", path, failure.kind, failure.message)
        except ReadError as failure:
            yield Unreadable(f"{path}:{lines.first}", path, failure.kind, failure.message)
        else:
            if not any(cells):
                continue
            row_notes = (*notes, replacement_note(lines.replaced)) if lines.replaced else notes
            row_failure = _failure(cells, columns, lines)
            yield row_document(_fields(columns, cells), path, lines.first, options, row_notes, row_failure)
        found = True
    if not found:
        raise ReadError("empty", "holds no rows: leave it out")


class _Lines:
    """The lines of a table for `csv.reader`, with the state of the row that they belong to.

    `first` is the number of the row's first line, from 1; `replaced` counts the bytes of the row that are not UTF-8 and
    were replaced; `ended` says that the file ended within the row. A class and no generator, since it must go on after
    it has raised ReadError for a row that is too large.
    """

    def __init__(self, text: io.TextIOWrapper, limit: int) -> None:
        self._text = text
        self._limit = limit
        self._number = 0
        self.begin_row()

    def begin_row(self) -> None:
        """Reset the state: the next line begins a new row."""
        self.first = self._number + 1
        self._size = self._quotes = self.replaced = 0
        self.ended = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._limit + 2)
        if not line:
            self.ended = True
            raise StopIteration
        self._number += 1
        self._size += len(line.rstrip("\r\n").encode("utf-8", "surrogatepass"))
        self._quotes += line.count(_QUOTE)
        if self._size > self._limit:
            self._skip_row(line)
            raise too_large(self._limit)
        text, count = _NOT_UTF8.subn("\ufffd", line)
        self.replaced += count
        return text

    def _skip_row(self, line: str) -> None:
        """Read to the end of the row: the first line end at which every quotation mark is closed."""
        while line and (self._quotes % 2 or not line.endswith(("\n", "\r"))):
            line = self._text.readline(_STEP)
            self._quotes += line.count(_QUOTE)
            self._number += line.endswith(("\n", "\r"))


def _header(lines: _Lines, text_key: str) -> tuple[list[str], str]:
    """The names of the columns, and the delimiter."""
    line = next((line for line in lines if line.strip()), "")
    named = named_delimiter(line)
    if named:
        line = next((line for line in lines if line.strip()), "")
    headers: dict[str, list[str]] = {delimiter: split_header(line, delimiter) for delimiter in named or DELIMITERS}
    for delimiter, names in headers.items():
        if text_key in names:
            return _each_another(names), delimiter
    widest: list[str] = max(headers.values(), key=len)
    raise missing_column(widest, text_key)


def _each_another(names: Sequence[str]) -> list[str]:
    """The names, where one that stood before has a number behind it, so that no column hides another."""
    made, taken, numbers = list[str](), set(names), dict[str, Iterator[int]]()
    for name in names:
        new = name
        if name in numbers:
            new = next(one for one in (f"{name}_{number}" for number in numbers[name]) if one not in taken)
            taken.add(new)
        else:
            numbers[name] = count(2)
        made.append(new)
    return made


def named_delimiter(line: str) -> str | None:
    """The delimiter of a line `sep=;`, which Excel writes and obeys; None for another line."""
    found = _SEPARATOR.fullmatch(line)
    return found and found.group(1)


def split_header(line: str, delimiter: str) -> list[str]:
    """The names of the columns by a delimiter."""
    return [name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])]


def _failure(cells: Sequence[str], columns: Sequence[str], lines: _Lines) -> ReadError | None:
    """Why the cells of a row do not fit the columns; None when they do."""
    if lines.ended:
        return ReadError("bad_csv", "ends within a quoted cell: close its quotation mark")
    if len(cells) != len(columns):
        counts = f"{len(cells)} cells for {len(columns)} columns"
        return ReadError("bad_csv", f"has {counts}: quote cells that hold delimiters, quotation marks or line ends")
    return None


def _fields(columns: Sequence[str], cells: Sequence[str]) -> dict[str, object]:
    """The cells by column; those beyond the last column are a list under `_rest`."""
    fields: dict[str, object] = dict(zip(columns, cells, strict=False))
    return {**fields, _REST: list(cells[len(columns) :])} if len(cells) > len(columns) else fields
