"""One line for each article and each finding: `path:line:column: CODE message`, a form that editors can parse.

Only findings and articles that are likely translated or unreadable have a position.
"""

from collections.abc import Iterator

from mtdetect.report import article, site, words
from mtdetect.report.base import Report, Style
from mtdetect.report.excerpt import escape_commands, excerpt, safe
from mtdetect.results.row import Row

_EVIDENCE = 60  # terminal cells


def report(_style: Style) -> Report:
    """The format `concise`."""
    return Report(
        entry=lambda result: "".join(f"{escape_commands(line)}\n" for line in lines(result.row)),
        site=lambda result: "".join(f"{escape_commands(line)}\n" for line in _site(result.row)),
        tail=lambda summary: "".join(f"{line}\n" for line in words.totals(summary)),
    )


def _site(row: Row) -> Iterator[str]:
    yield f"site {site.name(row)}: {article.answer(row)} {site.sentence(row)}"
    yield from (f"site {site.name(row)}: {line}" for line in site.recurring(row))


def lines(row: Row) -> Iterator[str]:
    """The lines of one article; safe to print."""
    name, answer = article.name(row), article.answer(row)
    position = ":1:1" if answer in ("translated", "unreadable") else ""
    yield f"{name}{position}: {answer} {article.sentence(row)}"
    for tell in article.findings(row):
        shown = excerpt(tell["evidence"], 0, len(tell["evidence"]), _EVIDENCE).line
        evidence = f" [{shown}]" if shown else ""
        yield f"{name}:{tell['line']}:{tell['column']}: {safe(tell['rule'])} {safe(tell['message'])}{evidence}"
