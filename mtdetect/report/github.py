"""Annotations for GitHub Actions, one an article, by commands that its runner reads in the log.

The platform shows ten annotations of a level a step and drops the others in silence. So the last of them says how many
more there are, and each of these is a line in the log.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mtdetect.report import article, words
from mtdetect.report.base import Report, Style, Summary
from mtdetect.report.excerpt import safe
from mtdetect.results.row import Result, Row

_SHOWN = {"translated": 10, "unreadable": 9}  # the last error is kept for the gate
_LEVELS = {"translated": "warning", "unreadable": "error"}
_NOUNS = {"translated": "likely machine-translated", "unreadable": "unreadable"}
_REASONS = 3


@dataclass(slots=True)
class _Quota:
    """The annotations of one level: all but the last are shown at once, the last when it is known to be the last."""

    shown: int = 0
    more: int = 0
    held: str = ""


def report(_style: Style) -> Report:
    """The format `github`."""
    quotas = {answer: _Quota() for answer in _SHOWN}
    return Report(
        entry=lambda result: "".join(_entry(result, quotas)),
        tail=lambda summary: "".join(_tail(summary, quotas)),
    )


def _entry(result: Result, quotas: dict[str, _Quota]) -> Iterator[str]:
    row = result.row
    answer = article.answer(row)
    if (quota := quotas.get(answer)) is None:
        return
    command = _annotation(row, answer)
    if quota.shown + 1 < _SHOWN[answer]:
        quota.shown += 1
        yield command
        return
    quota.held = quota.held or command
    quota.more += 1
    yield _plain(f"{article.name(row)}: {article.sentence(row)}")


def _tail(summary: Summary, quotas: dict[str, _Quota]) -> Iterator[str]:
    for answer, quota in quotas.items():
        if quota.more == 1:
            yield quota.held
        elif quota.more:
            text = f"{quota.more} more articles are {_NOUNS[answer]}: the log lists them"
            yield _command(_LEVELS[answer], text)
    if summary.gate and not summary.gate.met:
        yield _command("error", summary.gate.line)
    yield from map(_plain, words.totals(summary))


def _annotation(row: Row, answer: str) -> str:
    place = {"file": row["path"] or row["id"]}
    told = [article.sentence(row)]
    if row["path"] not in (None, row["id"]):
        told.insert(0, safe(row["id"]))
    if answer == "translated":
        told += [
            f"{reason['log_odds']:+.1f}  {article.about(reason, row)}" for reason in article.heaviest(row, _REASONS)
        ]
        if article.stands_in_file(row) and (lead := article.lead(row)):
            place |= {"line": lead["line"], "col": lead["column"]}
    return _command(_LEVELS[answer], "\n".join(told), place)


def _command(level: str, text: str, place: dict[str, object] | None = None) -> str:
    """A workflow command, escaped as the runner undoes it."""
    settings = {**(place or {}), "title": "mtdetect"}
    listed = ",".join(f"{key}={_escaped(safe(str(value)), ':,')}" for key, value in settings.items())
    return f"::{level} {listed}::{_escaped(text)}\n"


def _escaped(text: str, also: str = "") -> str:
    for char in "%\r\n" + also:
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def _plain(text: str) -> str:
    """A line that the runner does not obey."""
    return f"mtdetect: {article.no_command(text)}\n"
