"""The rows of the input as JSON Lines: with columns of the result, or without likely translated rows, or both."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mtdetect.errors import UsageError
from mtdetect.readers.columns import find
from mtdetect.readers.compression import compression_of
from mtdetect.report import article, words
from mtdetect.report.base import Report
from mtdetect.report.formats import Format
from mtdetect.report.outputs import RowOutputs
from mtdetect.results.json_value import json_value
from mtdetect.results.row import Result, Row, dump

PREFIX = "mtdetect_"
_REASONS = 3


def row_outputs(text_key: str, main: Format, *, annotate: bool, drop: bool, dropped: Path | None) -> RowOutputs | None:
    """The outputs of --annotate, --drop-translated and --dropped; None where none of them is given.

    Raises UsageError for one of --drop-translated and --dropped without the other, and for a format but `jsonl`.
    """
    if (annotate or drop) and main not in (Format.TEXT, Format.JSONL):
        flag = "--annotate" if annotate else "--drop-translated"
        raise UsageError(f"{flag}: writes JSON Lines, not {main}: give --format jsonl, or also --output {main}=FILE")
    if drop != (dropped is not None):
        missing = "--dropped FILE for the rows that are left out" if drop else "--drop-translated"
        raise UsageError(f"{'--drop-translated' if drop else '--dropped'}: is half of a pair: add {missing}")
    if dropped is None:
        return RowOutputs(annotated_rows(text_key)) if annotate else None
    if compression := compression_of(str(dropped)):
        raise UsageError(f"--dropped {dropped}: is written plain: leave the suffix {compression.suffix} out")
    return RowOutputs(kept_rows(text_key, annotate=annotate), (dropped, dropped_rows(text_key)))


def annotated_rows(text_key: str) -> Report:
    """All rows, each with the columns of `result_columns`."""
    return Report(
        entry=lambda result: _line({**_input_fields(result, text_key), **result_columns(result.row)}), site=_no_site
    )


def kept_rows(text_key: str, *, annotate: bool) -> Report:
    """The rows that are not likely translated, unchanged or with the columns of `result_columns`."""
    with_columns = annotated_rows(text_key)

    def entry(result: Result) -> str:
        if is_dropped(result.row):
            return ""
        if annotate or (result.fields is None and result.text is None):  # unreadable: no column of its own
            return with_columns.entry(result)
        return _line(_input_fields(result, text_key))

    return Report(entry=entry, site=_no_site)


def dropped_rows(text_key: str) -> Report:
    """The rows that are likely translated, with the columns of `result_columns`."""
    with_columns = annotated_rows(text_key)
    return Report(entry=lambda result: with_columns.entry(result) if is_dropped(result.row) else "", site=_no_site)


def _no_site(_result: Result) -> str:
    """A site is no row of the input."""
    return ""


def is_dropped(row: Row) -> bool:
    """Whether an article is likely translated, and not excused."""
    return article.answer(row) == "translated"


def result_columns(row: Row) -> dict[str, Any]:
    """The columns that are added, the same for every row; None where a row has no value."""
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
    """The answer in words, and the heaviest reasons for a machine."""
    if "error" in row:
        return article.headline(row)
    reasons = [reason for reason in article.heaviest(row, len(row["reasons"])) if reason["log_odds"] > 0]
    because = [f"{words.weight(one['log_odds'], 1)} {article.short_reason(one, row)}" for one in reasons[:_REASONS]]
    return "; ".join([article.sentence(row), *because])


def _input_fields(result: Result, text_key: str) -> dict[str, Any]:
    """The columns of the input; an article that is no row of a table has id, path and text."""
    row, fields = result.row, result.fields
    if fields is None:
        fields = {"id": row["id"], "path": row["path"]}
    if result.text is not None and find(fields, text_key) is None:
        return {**fields, "text": result.text}
    return dict(fields)


def _line(fields: Mapping[str, Any]) -> str:
    return dump({name: json_value(value) for name, value in fields.items()}) + "\n"
