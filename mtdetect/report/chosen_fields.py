"""Rows with some of their fields alone, as JSON Lines."""

from collections.abc import Sequence

from mtdetect.config.files import suggestion
from mtdetect.errors import UsageError
from mtdetect.report.base import Report
from mtdetect.report.formats import Format
from mtdetect.report.outputs import RowOutputs
from mtdetect.results.row import FIELDS, Row, dump, is_site


def field_outputs(fields: Sequence[str], main: Format, *, other_rows: bool) -> RowOutputs | None:
    """The output of --fields; None where it names none.

    Raises UsageError for an unknown or repeated name, for another format than `jsonl` (or none), and with `other_rows`,
    which are printed in place of results.
    """
    if not fields:
        return None
    for at, name in enumerate(fields):
        if name not in FIELDS:
            raise UsageError(f"--fields: unknown field {name!r}: {suggestion(name, FIELDS)}")
        if name in fields[:at]:
            raise UsageError(f"--fields: {name} is named twice: name it once")
    if main not in (Format.TEXT, Format.JSONL):
        raise UsageError(f"--fields: writes JSON Lines, not {main}: give --format jsonl, or also --output {main}=FILE")
    if other_rows:
        raise UsageError("--fields: chooses fields of results: leave --annotate and --drop-translated out, or this")
    return RowOutputs(Report(entry=lambda result: f"{dump(select_fields(result.row, fields))}\n"))


def select_fields(row: Row, fields: Sequence[str]) -> Row:
    """The chosen fields that the row has, in the order asked for; the row of an input that could not be read whole.

    A site has its name as well.
    """
    if is_site(row):
        return {name: row[name] for name in ("kind", "site", *fields) if name in row}
    return row if "error" in row else {name: row[name] for name in fields if name in row}
