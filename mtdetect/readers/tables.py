"""CSV and its kin: a document a row; the first row names the columns. A bad row makes its own error row."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import cast

from mtdetect.document import Document, Unreadable
from mtdetect.readers.decoding import broken_places, encoding_of
from mtdetect.readers.errors import ReadError, too_large
from mtdetect.readers.jsonl import document, no_column
from mtdetect.readers.options import Options
from mtdetect.readers.stream import put_back

_HEAD = 1 << 16  # bytes that tell the encoding
_STEP = 1 << 16  # characters
_DELIMITERS = ",;\t|"
_MARK = '"'
_LONGEST_CELL = (1 << 31) - 1  # the csv module's own limit is for all of a process; here the row has one
_NOT_UTF8 = re.compile("[\ud800-\udfff]")  # how `surrogateescape` spells it
_REST = "_rest"  # the column of cells beyond the last


def read_table(stream: io.BufferedIOBase, path: str, options: Options) -> Iterator[Document | Unreadable]:
    """The rows in order, without blank ones. `max_bytes` is a limit on each row, line ends aside.

    The delimiter is the one of comma, semicolon, tab and bar that makes `text_key` a column.
    """
    head = stream.read(_HEAD)
    encoding = encoding_of(head)
    broken = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    notes = () if encoding.startswith("utf-8") else (f"decoded as {encoding}",)
    text = io.TextIOWrapper(cast(io.BufferedReader, put_back(head, stream)), encoding, broken, newline="")
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
            about = (*notes, broken_places(lines.broken)) if lines.broken else notes
            failure_of_row = _failure(cells, columns, lines)
            yield document(_fields(columns, cells), path, lines.first, options, about, failure_of_row)
        found = True
    if not found:
        raise ReadError("empty", "holds no rows: leave it out")


class _Lines:
    """The lines of a table, with what is known of the row that they are part of.

    An iterator by hand: it goes on after it has raised, as a generator would not.
    """

    def __init__(self, text: io.TextIOWrapper, limit: int) -> None:
        self._text = text
        self._limit = limit
        self._number = 0
        self.begin_row()

    def begin_row(self) -> None:
        """A new row begins with the next line."""
        self.first = self._number + 1
        self._size = self._marks = self.broken = 0
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
        self._marks += line.count(_MARK)
        if self._size > self._limit:
            self._leave_row(line)
            raise too_large(self._limit)
        whole, broken = _NOT_UTF8.subn("\ufffd", line)
        self.broken += broken
        return whole

    def _leave_row(self, line: str) -> None:
        """Read on to the row's end: that of a line by which all quotation marks are closed."""
        while line and (self._marks % 2 or not line.endswith(("\n", "\r"))):
            line = self._text.readline(_STEP)
            self._marks += line.count(_MARK)
            self._number += line.endswith(("\n", "\r"))


def _header(lines: _Lines, text_key: str) -> tuple[list[str], str]:
    """The names of the columns, and the delimiter."""
    line = next((line for line in lines if line.strip()), "")
    headers: list[list[str]] = [
        [name.strip() for name in next(csv.reader([line], delimiter=one), [])] for one in _DELIMITERS
    ]
    for names, delimiter in zip(headers, _DELIMITERS, strict=True):
        if text_key in names:
            return names, delimiter
    widest: list[str] = max(headers, key=len)
    raise no_column(widest, text_key)


def _failure(cells: Sequence[str], columns: Sequence[str], lines: _Lines) -> ReadError | None:
    if lines.ended:
        return ReadError("bad_csv", "ends within a quoted cell: close its quotation mark")
    if len(cells) != len(columns):
        counts = f"{len(cells)} cells for {len(columns)} columns"
        return ReadError("bad_csv", f"has {counts}: quote cells that hold delimiters, quotation marks or line ends")
    return None


def _fields(columns: Sequence[str], cells: Sequence[str]) -> dict[str, object]:
    fields: dict[str, object] = dict(zip(columns, cells, strict=False))
    return {**fields, _REST: list(cells[len(columns) :])} if len(cells) > len(columns) else fields
