"""One JSON object with all rows and the summary; each row is written as soon as it is scored."""

from mtdetect.report.base import Report, Style
from mtdetect.results.row import SCHEMA, dump


def report(_style: Style) -> Report:
    """The format `json`."""
    return Report(
        head=f'{{"schema": {SCHEMA}, "rows": [\n',
        entry=lambda result: dump(result.row),
        between=",\n",
        tail=lambda summary: f'\n], "summary": {dump(summary.as_json())}}}\n',
    )
