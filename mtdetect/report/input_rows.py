"""The input's own rows as JSON Lines, with columns added, or without those that are likely translated."""

import math
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from mtdetect.errors import UsageError
from mtdetect.readers.columns import find
from mtdetect.readers.compression import compression_of
from mtdetect.report import article
from mtdetect.report.base import Report
from mtdetect.report.outputs import Rows
from mtdetect.results.row import Result, Row, dump

PREFIX = "mtdetect_"
_REASONS = 3


def rows_out(text_key: str, *, annotate: bool, drop: bool, dropped: Path | None) -> Rows | None:
    """What --annotate, --drop-translated and --dropped ask for; None where none is given.

    Raises UsageError where they do not go together: what is dropped must be kept somewhere.
    """
    if drop != (dropped is not None):
        wanting = "--dropped FILE for the rows that are left out" if drop else "--drop-translated"
        raise UsageError(f"{'--drop-translated' if drop else '--dropped'}: is half of a pair: add {wanting}")
    if dropped is None:
        return Rows(annotated(text_key)) if annotate else None
    if compression := compression_of(str(dropped)):
        raise UsageError(f"--dropped {dropped}: is written plain: leave the suffix {compression.suffix} out")
    return Rows(kept(text_key, annotate=annotate), (dropped, left_out(text_key)))


def annotated(text_key: str) -> Report:
    """All rows, with the columns of `added`."""
    return Report(entry=lambda result: _line({**_own(result, text_key), **added(result.row)}))


def kept(text_key: str, *, annotate: bool) -> Report:
    """The rows that are not likely translated, as they are, or with columns."""
    with_columns = annotated(text_key)

    def entry(result: Result) -> str:
        if is_dropped(result.row):
            return ""
        if annotate or (result.fields is None and result.text is None):  # nothing else is left of what was not readable
            return with_columns.entry(result)
        return _line(_own(result, text_key))

    return Report(entry=entry)


def left_out(text_key: str) -> Report:
    """The others, with the reason."""
    with_columns = annotated(text_key)
    return Report(entry=lambda result: with_columns.entry(result) if is_dropped(result.row) else "")


def is_dropped(row: Row) -> bool:
    """Whether an article is likely translated, and not excused."""
    return article.answer(row) == "translated"


def added(row: Row) -> dict[str, Any]:
    """The columns, the same for every row: null where there is nothing to say."""
    columns = {
        "verdict": article.answer(row),
        "likelihood": row.get("likelihood"),
        "human_share": row.get("human_share"),
        "words": row.get("words"),
        "reason": _reason(row),
        "abstained": row.get("abstained"),
        "error": row["error"]["kind"] if "error" in row else None,
        "signature": row.get("signature"),
    }
    return {PREFIX + name: value for name, value in columns.items()}


def _reason(row: Row) -> str:
    """The answer in words, and what weighs most for a machine."""
    if "error" in row:
        return article.headline(row)
    weighs = [reason for reason in article.heaviest(row, len(row["reasons"])) if reason["log_odds"] > 0]
    because = [f"{reason['log_odds']:+.1f} {article.brief(reason, row)}" for reason in weighs[:_REASONS]]
    return "; ".join([article.sentence(row), *because])


def _own(result: Result, text_key: str) -> dict[str, Any]:
    """The input's own columns; those of an article that is no row of a table are its id, path and text."""
    row, fields = result.row, result.fields
    if fields is None:
        fields = {"id": row["id"], "path": row["path"]}
    if result.text is not None and find(fields, text_key) is None:
        return {**fields, "text": result.text}
    return dict(fields)


def _line(fields: Mapping[str, Any]) -> str:
    return dump({name: _plain(value) for name, value in fields.items()}) + "\n"


def _plain(value: Any) -> Any:
    """A value that JSON can hold: tables have more kinds."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value.isoformat() if isinstance(value, date | datetime | time) else str(value)
