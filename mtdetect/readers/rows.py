"""JSON Lines: a document a row. A bad row makes its own error row, and the others are read."""

import io
import json
from collections.abc import Iterator

from mtdetect.document import Document, Unreadable
from mtdetect.readers.decoding import decode, mend
from mtdetect.readers.failures import ReadError, too_large
from mtdetect.readers.stream import read_lines


def read_rows(
    stream: io.BufferedIOBase, path: str, max_bytes: int, text_key: str, id_key: str
) -> Iterator[Document | Unreadable]:
    """The rows in order; blank lines are skipped. `max_bytes` is a limit on each row, as it stands in the file."""
    found = False
    for number, line in enumerate(read_lines(stream, max_bytes), 1):
        if line is not None and not line.strip():
            continue
        found = True
        row_id = f"{path}:{number}"
        try:
            if line is None:
                raise too_large(max_bytes)
            row, notes = parse_row(line)
            row_id = _own_id(row.get(id_key)) or row_id
            text, mended = row_text(row, text_key)
            yield Document(row_id, text, path, notes=notes + mended)
        except ReadError as failure:
            yield Unreadable(row_id, path, failure.kind, failure.message)
    if not found:
        raise ReadError("empty", "holds no rows: leave it out")


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


def row_text(row: dict[str, object], key: str) -> tuple[str, tuple[str, ...]]:
    """The text under a key, and what was mended in it; raises ReadError."""
    value = row.get(key)
    if not isinstance(value, str):
        keys = ", ".join(name[:40] for name in list(row)[:10])
        raise ReadError(
            "no_text", f"has no string under {key!r} but the keys {keys!r}: name the right one by --text-key"
        )
    if not value or value.isspace():
        raise ReadError("empty", "holds no text: leave it out")
    return mend(value)
