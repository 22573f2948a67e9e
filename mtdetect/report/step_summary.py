"""The summary of a step in GitHub Actions, in Markdown: the counts, the gate, and the articles that need a look."""

import re
from collections import Counter
from collections.abc import Iterator

from mtdetect.report import article, site, words
from mtdetect.report.base import Report, Style
from mtdetect.report.summary import Summary
from mtdetect.results.row import Result

# GitHub accepts a megabyte for a step; an escaped character has up to six bytes.
_ROWS = 200
_CELL = 300  # characters
_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+!|~@:.&-])")


def report(_style: Style) -> Report:
    """The report that is appended to the file in GITHUB_STEP_SUMMARY."""
    listed, more = list[str](), Counter[str]()
    return Report(
        entry=lambda result: _collect(result, listed, more),
        site=lambda result: _collect_site(result, listed, more),
        tail=lambda summary: "\n".join(_page(summary, listed, more.total())),
    )


def _collect(result: Result, listed: list[str], more: Counter[str]) -> str:
    row = result.row
    answer = article.answer(row)
    if answer not in ("translated", "unreadable") and not row.get("origin"):
        return ""
    if len(listed) >= _ROWS:
        more[answer] += 1
    else:
        listed.append(f"| {_cell(article.name(row))} | {_cell(article.sentence(row))} |")
    return ""


def _collect_site(result: Result, listed: list[str], more: Counter[str]) -> str:
    row = result.row
    if article.answer(row) == "translated":
        if len(listed) >= _ROWS:
            more["translated"] += 1
        else:
            listed.append(f"| {_cell(f'site {site.name(row)}')} | {_cell(site.sentence(row))} |")
    return ""


def _page(summary: Summary, listed: list[str], more: int) -> Iterator[str]:
    yield "### mtdetect"
    yield ""
    yield from (f"{_cell(line)}  " for line in words.totals(summary))
    yield ""
    if listed:
        yield "| article | answer |"
        yield "|---|---|"
        yield from listed
        yield ""
    if more:
        yield f"and {more:,} more"
        yield ""


def _cell(text: str) -> str:
    """A text, which is on one line, escaped for a cell of a Markdown table."""
    return "".join(f"&#{ord(char)};" if _MARKS.match(char) else char for char in text[:_CELL]) + (
        "…" if len(text) > _CELL else ""
    )
