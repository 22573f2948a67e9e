"""Annotations for GitHub Actions, one for each article, as commands that its runner reads in the log.

GitHub shows ten annotations of a level in a step and drops the others without notice. So the last annotation says how
many more articles there are, and each of these is a plain line in the log.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mtdetect.report import article, site, words
from mtdetect.report.base import Report, Style
from mtdetect.report.excerpt import escape_commands, safe
from mtdetect.report.summary import Summary
from mtdetect.results.row import Result, Row

_SITE = "site"  # a site that is likely translated
_COPIED = "copied"  # an article with a likely origin, in place of its answer
_SHOWN = {"translated": 10, "unreadable": 9, _COPIED: 10, _SITE: 10}  # one error less than ten: the gate may need it
_LEVELS = {"translated": "warning", "unreadable": "error", _COPIED: "notice", _SITE: "warning"}
_ARE = {
    "translated": "are likely machine-translated",
    "unreadable": "are unreadable",
    _COPIED: "have a likely origin",
    _SITE: "are likely machine-translated",
}
_REASONS = 3


@dataclass(slots=True)
class _Quota:
    """The annotations of one level: `shown` are written already, `more` were beyond the limit.

    `held` is the first annotation beyond it, which is written at the end if there was no other.
    """

    shown: int = 0
    more: int = 0
    held: str = ""


def report(_style: Style) -> Report:
    """The format `github`."""
    quotas = {answer: _Quota() for answer in _SHOWN}
    return Report(
        entry=lambda result: "".join(_entry(result, quotas)),
        site=lambda result: "".join(_site(result.row, quotas[_SITE])),
        tail=lambda summary: "".join(_tail(summary, quotas)),
    )


def _entry(result: Result, quotas: dict[str, _Quota]) -> Iterator[str]:
    row = result.row
    answer = article.answer(row)
    if answer not in quotas and row.get("origin"):
        answer = _COPIED
    if (quota := quotas.get(answer)) is not None:
        line = f"{article.name(row)}: {article.sentence(row)}"
        yield from _annotate(_annotation(row, answer), line, quota, _SHOWN[answer])


def _site(row: Row, quota: _Quota) -> Iterator[str]:
    """The annotation of a site that is likely translated; it belongs to no file."""
    if article.answer(row) == "translated":
        line = f"site {site.name(row)}: {site.sentence(row)}"
        command = _command(_LEVELS[_SITE], "\n".join([line, *site.recurring(row)]))
        yield from _annotate(command, line, quota, _SHOWN[_SITE])


def _annotate(command: str, line: str, quota: _Quota, most: int) -> Iterator[str]:
    """The annotation, or a plain line where there were enough."""
    if quota.shown + 1 < most:
        quota.shown += 1
        yield command
        return
    quota.held = quota.held or command
    quota.more += 1
    yield _plain(line)


def _tail(summary: Summary, quotas: dict[str, _Quota]) -> Iterator[str]:
    for answer, quota in quotas.items():
        if quota.more == 1:
            yield quota.held
        elif quota.more:
            text = f"{quota.more} more {'sites' if answer == _SITE else 'articles'} {_ARE[answer]}: the log lists them"
            yield _command(_LEVELS[answer], text)
    if summary.gate and not summary.gate.met:
        yield _command("error", summary.gate.line)
    yield from map(_plain, words.totals(summary))


def _annotation(row: Row, answer: str) -> str:
    position = {"file": row["path"] or row["id"]}
    lines = [article.sentence(row)]
    if row["path"] not in (None, row["id"]):
        lines.insert(0, safe(row["id"]))
    if answer == "translated":
        lines += [
            f"{words.weight(reason['log_odds'], 1)}  {article.reason_text(reason, row)}"
            for reason in article.heaviest(row, _REASONS)
        ]
        if article.has_file_positions(row) and (tell := article.first_tell(row)):
            position |= {"line": tell["line"], "col": tell["column"]}
    return _command(_LEVELS[answer], "\n".join(lines), position)


def _command(level: str, text: str, position: dict[str, object] | None = None) -> str:
    """A workflow command, with the escapes that the runner decodes."""
    settings = {**(position or {}), "title": "mtdetect"}
    listed = ",".join(f"{key}={_escape(safe(str(value)), ':,')}" for key, value in settings.items())
    return f"::{level} {listed}::{_escape(text)}\n"


def _escape(text: str, also: str = "") -> str:
    for char in "%\r\n" + also:
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def _plain(text: str) -> str:
    """A line of the log that the runner does not take for a command."""
    return f"mtdetect: {escape_commands(text)}\n"
