"""What JSON Lines, CSV and Parquet share: a row of a table becomes a document."""

import re
from collections.abc import Iterable, Mapping
from itertools import islice

from mtdetect.document import Document, Unreadable
from mtdetect.readers.columns import Fields, find, select
from mtdetect.readers.decoding import decode, replace_surrogates
from mtdetect.readers.errors import ReadError, too_large
from mtdetect.readers.options import Options

_JSON_TYPES: Mapping[type, str] = {
    **{dict: "an object", list: "an array", str: "a string", int: "a number", float: "a number"},
    **{bool: "a truth value", type(None): "null"},
}

_REPORT = re.compile(rb'\s{0,99}\{\s{0,99}"schema"\s{0,9}:\s{0,9}1,\s{0,99}"rows"\s{0,9}:\s{0,9}\[')
_OF_SAVED = frozenset({"verdict", "reasons", "error"})  # a row that 'mtdetect score' has saved has one of them


def unread(row_id: str, path: str | None, failure: ReadError, fields: Fields | None = None) -> Document | Unreadable:
    """What becomes of an input that gave no text: one that is empty is a document without text, which is not judged."""
    if failure.kind == "empty":
        return Document(row_id, "", path, fields=fields)
    return Unreadable(row_id, path, failure.kind, failure.message, fields)


def saved_report(head: bytes) -> ReadError | None:
    """The error for a file that begins as what `score` writes in the format `json`, and the server: one object.

    Those that read saved rows take them a line each.
    """
    if not _REPORT.match(head):
        return None
    cause = "holds saved results as one object, and saved rows are read one a line"
    return ReadError("no_text", f"{cause}: take its rows out by jq -c '.rows[]' for 'mtdetect report'")


def typed_row_document(row: Fields, path: str | None, number: int, options: Options) -> Document | Unreadable:
    """The document of a row of a table with types, such as Parquet; `max_bytes` limits its text, in bytes of UTF-8.

    A ReadError may stand in the place of a value: there is no document then.
    """
    failure = next((value for value in row.values() if isinstance(value, ReadError)), None)
    if failure:
        row = {name: None if isinstance(value, ReadError) else value for name, value in row.items()}
    text = find(row, options.text_key)
    size = len(text.encode("utf-8", "surrogatepass")) if isinstance(text, str) else 0
    if size > options.max_bytes:
        failure = too_large(options.max_bytes)
    return row_document(row, path, number, options, failure=failure)


def row_document(
    row: Fields,
    path: str | None,
    number: int,
    options: Options,
    notes: tuple[str, ...] = (),
    failure: ReadError | None = None,
) -> Document | Unreadable:
    """The document of a row; a row without an id of its own is named `PATH:NUMBER`, or nothing if it has no path.

    `failure` is an error of a row whose columns could be read nonetheless: the `Unreadable` then has them as `fields`.
    """
    row_id = _own_id(find(row, options.id_key)) or ("" if path is None else f"{path}:{number}")
    fields = select(row, options.keep)
    try:
        if failure:
            raise failure
        text, text_notes = row_text(row, options.text_key)
    except ReadError as failure:
        return unread(row_id, path, failure, fields)
    return Document(row_id, text, path, notes=notes + text_notes, fields=fields)


def row_text(row: Fields, key: str) -> tuple[str, tuple[str, ...]]:
    """The text under a key, and notes on what was replaced in it. Raises ReadError (no_text, empty)."""
    value = find(row, key)
    if isinstance(value, bytes):  # Parquet columns may be binary
        return decode(value)
    if not isinstance(value, str):
        raise ReadError("no_text", _no_string(row, key, value))
    if not value or value.isspace():
        raise ReadError("empty", "holds no text: leave it out")
    return replace_surrogates(value)


def _no_string(row: Fields, key: str, value: object) -> str:
    """Why there is no text under a key, and what to do."""
    if value is not None:
        return f"has {json_type(value)} under {key!r}, not a string: name the text by --text-key"
    if row.get("schema") == 1 and not _OF_SAVED.isdisjoint(row):
        return "holds saved rows, not texts: give its file to 'mtdetect report' or 'mtdetect estimate'"
    for name, held in row.items():
        if isinstance(held, list) and held and isinstance(held[0], dict):
            return f"has no {key!r} but a list of objects under {name[:40]!r}: give that list alone (jq .{name[:40]})"
    if key in row:
        return f"has null under {key!r} in place of a text: leave it out, or name the text by --text-key"
    if not row:
        return f"has no keys, so no string under {key!r}: leave it out"
    keys = ", ".join(name[:40] for name in list(row)[:10])
    return f"has no string under {key!r} but the keys {keys!r}: name the right one by --text-key"


def json_type(value: object) -> str:
    """What a value is in the words of JSON: `an array`."""
    return _JSON_TYPES.get(type(value), f"a {type(value).__name__}")


def missing_column(names: Iterable[str], key: str) -> ReadError:
    """The error for a table without the column of the texts; `names` are the columns that it has."""
    columns = ", ".join(name[:40] for name in islice(names, 10))
    return ReadError("no_text", f"has no column {key!r} but {columns!r}: name the right one by --text-key")


def _own_id(value: object) -> str | None:
    """A row's own id: a string, or a number as JSON writes it; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return replace_surrogates(str(value))[0]
