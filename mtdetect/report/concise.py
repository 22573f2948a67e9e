"""One line an article, and one a finding: `path:line:column: CODE message`, which editors and matchers know.

A line has a position where something is to be looked at; an article that raises no question has none.
"""

from collections.abc import Iterator

from mtdetect.report import article, words
from mtdetect.report.base import Report, Style
from mtdetect.report.excerpt import excerpt, safe
from mtdetect.results.row import Row

_EVIDENCE = 60  # cells


def report(_style: Style) -> Report:
    """The format `concise`."""
    return Report(
        entry=lambda result: "".join(f"{article.no_command(line)}\n" for line in lines(result.row)),
        tail=lambda summary: "".join(f"{line}\n" for line in words.totals(summary)),
    )


def lines(row: Row) -> Iterator[str]:
    """The lines of one article; safe to print."""
    name, answer = article.name(row), article.answer(row)
    position = ":1:1" if answer in ("translated", "unreadable") else ""
    yield f"{name}{position}: {answer} {article.sentence(row)}"
    for tell in article.findings(row):
        seen = excerpt(tell["evidence"], 0, len(tell["evidence"]), _EVIDENCE).line
        evidence = f" [{seen}]" if seen else ""
        yield f"{name}:{tell['line']}:{tell['column']}: {safe(tell['rule'])} {safe(tell['message'])}{evidence}"
