"""JSON Lines: one row on each line, written as soon as it is scored."""

from mtdetect.report.base import Report, Style
from mtdetect.results.row import dump


def report(_style: Style) -> Report:
    """The format `jsonl`."""
    return Report(entry=lambda result: dump(result.row) + "\n")
