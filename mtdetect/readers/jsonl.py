"""JSON Lines: a document a row. A bad row makes its own error row, and the others are read."""

import io
import json
from collections.abc import Iterable, Iterator
from itertools import islice

from mtdetect.document import Document, Unreadable
from mtdetect.readers.columns import Fields, find, kept
from mtdetect.readers.decoding import decode, mend
from mtdetect.readers.errors import ReadError, too_large
from mtdetect.readers.options import Options
from mtdetect.readers.stream import read_lines


def read_rows(stream: io.BufferedIOBase, path: str, options: Options) -> Iterator[Document | Unreadable]:
    """The rows in order; blank lines are skipped. `max_bytes` is a limit on each row, as it stands in the file."""
    found = False
    for number, line in enumerate(read_lines(stream, options.max_bytes), 1):
        if line is not None and not line.strip():
            continue
        found = True
        try:
            if line is None:
                raise too_large(options.max_bytes)
            row, notes = parse_row(line)
        except ReadError as failure:
            yield Unreadable(f"{path}:{number}", path, failure.kind, failure.message)
        else:
            yield document(row, path, number, options, notes)
    if not found:
        raise ReadError("empty", "holds no rows: leave it out")


def document(
    row: Fields, path: str, number: int, options: Options, notes: tuple[str, ...] = (), failure: ReadError | None = None
) -> Document | Unreadable:
    """The document of a row, whatever form it was read from; `number` names it where it has no id of its own.

    `failure` is what is wrong with a row that has its columns nonetheless.
    """
    row_id = _own_id(find(row, options.id_key)) or f"{path}:{number}"
    fields = kept(row, options.keep)
    try:
        if failure:
            raise failure
        text, mended = row_text(row, options.text_key)
    except ReadError as failure:
        return Unreadable(row_id, path, failure.kind, failure.message, fields)
    return Document(row_id, text, path, notes=notes + mended, fields=fields)


def is_row(line: bytes) -> bool:
    """Whether a line is a JSON object, as in the first line of JSON Lines."""
    try:
        return line.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and bool(parse_row(line))
    except ReadError:
        return False


def parse_row(line: bytes) -> tuple[dict[str, object], tuple[str, ...]]:
    """The object on a line, and what was mended in it; raises ReadError."""
    source, notes = decode(line.rstrip(b"\r\n"))
    try:
        row = json.loads(source)
    except (ValueError, RecursionError) as error:
        raise ReadError("bad_json", f"is not JSON ({_cause(error)}): mend the row, one object a line") from error
    if not isinstance(row, dict):
        raise ReadError("bad_json", f"is a JSON {type(row).__name__}, not an object: write one object a line")
    return row, notes


def _cause(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg[:80].lower()} at column {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else "a number too long"


def _own_id(value: object) -> str | None:
    """A row's own id: a string, or a number as JSON writes it."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return mend(str(value))[0]


def no_column(names: Iterable[str], key: str) -> ReadError:
    """The rejection of a table without the column of the texts."""
    columns = ", ".join(name[:40] for name in islice(names, 10))
    return ReadError("no_text", f"has no column {key!r} but {columns!r}: name the right one by --text-key")


def row_text(row: Fields, key: str) -> tuple[str, tuple[str, ...]]:
    """The text under a key, and what was mended in it; raises ReadError."""
    value = find(row, key)
    if isinstance(value, bytes):  # some tables hold texts so
        return decode(value)
    if not isinstance(value, str):
        keys = ", ".join(name[:40] for name in list(row)[:10])
        raise ReadError(
            "no_text", f"has no string under {key!r} but the keys {keys!r}: name the right one by --text-key"
        )
    if not value or value.isspace():
        raise ReadError("empty", "holds no text: leave it out")
    return mend(value)
