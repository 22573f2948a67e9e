"""The summary of a step in GitHub Actions, in Markdown: the counts, the gate, and the articles to look at."""

import re
from collections.abc import Iterator

from mtdetect.report import article, words
from mtdetect.report.base import Report, Style, Summary
from mtdetect.results.row import Result

# The platform takes a megabyte a step; an escaped character has up to six bytes.
_ROWS = 200
_CELL = 300  # characters
_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+!|~@:.&-])")


def report(_style: Style) -> Report:
    """What is appended to the file that GITHUB_STEP_SUMMARY names."""
    listed: list[str] = []
    return Report(
        entry=lambda result: _collected(result, listed), tail=lambda summary: "\n".join(_page(summary, listed))
    )


def _collected(result: Result, listed: list[str]) -> str:
    row = result.row
    if article.answer(row) in ("translated", "unreadable") and len(listed) < _ROWS:
        listed.append(f"| {_cell(article.name(row))} | {_cell(article.sentence(row))} |")
    return ""


def _page(summary: Summary, listed: list[str]) -> Iterator[str]:
    yield "### mtdetect"
    yield ""
    yield from (f"{_cell(line)}  " for line in words.totals(summary))
    yield ""
    if listed:
        yield "| article | answer |"
        yield "|---|---|"
        yield from listed
        yield ""
    if more := summary.translated + summary.unreadable - len(listed):
        yield f"and {more:,} more"
        yield ""


def _cell(shown: str) -> str:
    """Text that Markdown shows as it is; `shown` is on one line."""
    return "".join(f"&#{ord(char)};" if _MARKS.match(char) else char for char in shown[:_CELL]) + (
        "…" if len(shown) > _CELL else ""
    )
