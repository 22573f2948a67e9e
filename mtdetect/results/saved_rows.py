"""Reading rows from JSON Lines. A line that is no row becomes an error row in its place."""

import io
import json
import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from mtdetect.document import Unreadable
from mtdetect.errors import UsageError
from mtdetect.readers.errors import ReadError, convert_os_errors, too_large
from mtdetect.readers.paths import STDIN, display_path
from mtdetect.readers.stream import open_bytes, read_lines
from mtdetect.readers.tables import saved_report
from mtdetect.results.row import Result, Row, error_row, is_site

BAD_ROW = "bad_row"
_CAUSE = 200  # characters of a validator's message, which may quote the row


def read_rows(paths: Iterable[str], max_bytes: int) -> Iterator[Result]:
    """The rows of files, gzipped or not, in order; `-` is standard input.

    A line that is no row of schema 1, or longer than `max_bytes`, becomes an error row of kind `bad_row` whose id ends
    with the line's number. The `fields` of a result are its row. Raises UsageError for a file that cannot be read or
    that holds no row.
    """
    return chain.from_iterable(_read_file(path, max_bytes) for path in paths)


def _read_file(path: str, max_bytes: int) -> Iterator[Result]:
    name, has_rows = display_path(path), False
    try:
        with convert_os_errors(), _open(path, name) as stream:
            for number, line in enumerate(read_lines(stream, max_bytes), 1):
                if line is None or line.strip():
                    if not has_rows and (failure := _other_json(line or b"")):
                        raise failure
                    has_rows = True
                    row = _row(line, name, number, max_bytes)
                    yield Result(row, fields=row)
    except ReadError as failure:
        raise UsageError(f"{name}: {failure.message}") from failure
    if not has_rows:
        raise UsageError(f"{name}: holds no rows: save some with 'mtdetect score PATH --format jsonl'")


def _other_json(first: bytes) -> ReadError | None:
    """The error for a file whose first line begins JSON that is no row a line, so that its lines are not read one by
    one."""
    begun = first.strip()
    if begun.startswith(b"["):
        what, way = "an array", ".[]"
    elif begun == b"{":
        what, way = "an object over several lines", ".rows[]? // ."
    else:
        return saved_report(first)
    cause = f"holds {what}, and saved rows are read one a line"
    return ReadError("no_text", f"{cause}: take them out by jq -c '{way}' for 'mtdetect report'")


def _open(path: str, name: str) -> AbstractContextManager[io.BufferedIOBase]:
    if path != STDIN and Path(path).is_dir():
        raise UsageError(f"{name}: is a folder: name its files, such as {name.rstrip('/')}/*.jsonl.zst")
    return open_bytes(path)


def _row(line: bytes | None, name: str, number: int, max_bytes: int) -> Row:
    try:
        if line is None:
            raise ValueError(too_large(max_bytes).message)
        row = json.loads(line.decode("utf-8"), parse_float=_finite, parse_constant=_finite)
        _validate()(row)
        _check(row)
    except (ValueError, RecursionError) as error:
        message = f"is no row of schema 1 ({_cause(error)}): save it anew with --format jsonl"
        return error_row(Unreadable(f"{name}:{number}", name, BAD_ROW, message))
    valid: Row = row
    return valid


def _cause(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"no JSON: {error.msg.lower()} at column {error.colno}"
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)[:_CAUSE]


@cache
def _validate() -> Callable[[Any], Any]:
    """The validator of `row.schema.json`, whose exception is a ValueError."""
    import fastjsonschema

    schema = json.loads(Path(__file__).with_name("row.schema.json").read_bytes())
    validate: Callable[[Any], Any] = fastjsonschema.compile(schema, use_default=False)
    return validate


def _check(row: Row) -> None:
    """Raise ValueError for faults that a schema cannot describe: numbers of absent tells, evidence unlike its span."""
    if "error" in row or is_site(row):
        return
    numbers = [number for reason in row["reasons"] for number in reason["tells"]]
    if not all(isinstance(number, int) and number < len(row["tells"]) for number in numbers):  # 1.0 is an integer too
        raise ValueError("a reason names a tell that is not there")
    excused = (finding for finding in row["suppressed"] if finding["finding"] == "tell")
    if any(len(tell["evidence"]) != tell["end"] - tell["start"] for tell in (*row["tells"], *excused)):
        raise ValueError("the evidence of a tell does not fill its span")


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(f"{number[:20]} is no number of JSON")
    return value
