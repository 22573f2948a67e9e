"""JSON Lines: one document a row. A row that cannot be read becomes an error row; the others are read."""

import io
import json
from collections.abc import Iterator

from mtdetect.document import Document, Unreadable
from mtdetect.readers.decoding import decode
from mtdetect.readers.errors import ReadError, too_large
from mtdetect.readers.options import Options
from mtdetect.readers.stream import read_lines
from mtdetect.readers.tables import row_document


def read_jsonl(stream: io.BufferedIOBase, path: str, options: Options) -> Iterator[Document | Unreadable]:
    """The rows in order; blank lines are skipped. `max_bytes` limits each row, counted as it stands in the file."""
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
            yield row_document(row, path, number, options, notes)
    if not found:
        raise ReadError("empty", "holds no rows: leave it out")


def is_json_row(line: bytes) -> bool:
    """Whether a line is a JSON object, as the first line of JSON Lines is."""
    try:
        return line.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and bool(parse_row(line))
    except ReadError:
        return False


_DECODER = json.JSONDecoder(
    strict=False
)  # control characters stand in strings as they are, where a program forgot them


def parse_row(line: bytes) -> tuple[dict[str, object], tuple[str, ...]]:
    """The object on a line, and notes on how it was decoded. Raises ReadError."""
    source, notes = decode(line.rstrip(b"\r\n"))
    try:
        row = _DECODER.decode(source)
    except (ValueError, RecursionError) as error:
        raise ReadError("bad_json", f"is not JSON ({_cause(error)}): mend the row, one object a line") from error
    if not isinstance(row, dict):
        raise ReadError("bad_json", f"is a JSON {type(row).__name__}, not an object: write one object a line")
    return row, notes


def _cause(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg[:80].lower()} at column {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else "a number too long"
