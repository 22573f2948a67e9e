"""What commands print beside their reports."""

import traceback
from typing import TYPE_CHECKING, Literal

import typer

from mtdetect.report.base import Summary
from mtdetect.report.excerpt import safe
from mtdetect.report.formats import Format

if TYPE_CHECKING:
    from mtdetect.excuses.apply import Excuser

_NAMED = 3  # articles of a baseline
_WITH_GATE = (Format.TEXT, Format.CONCISE, Format.GITHUB)  # these say it themselves


def print_text(text: str) -> None:
    """Print a text, which ends with its own newline, on standard output."""
    typer.echo(text, nl=False)


def print_traceback() -> None:
    """Print where the error that is being handled came from, on standard error."""
    traceback.print_exc()


def complain(kind: Literal["error", "warning", "note"], message: str) -> None:
    """One line on standard error, whatever a path in it holds."""
    typer.echo(f"mtdetect: {kind}: {safe(message)}", err=True)


def complain_of_unreadable(summary: Summary, allowed: bool) -> None:
    """Say how many articles could not be read, if any, and whether that decides the exit code."""
    if summary.unreadable:
        allow = "" if allowed else " (--allow-unreadable makes this a warning)"
        kind: Literal["error", "warning"] = "warning" if allowed else "error"
        complain(kind, f"{summary.unreadable} of {summary.articles} unreadable{allow}")


def tell_excuses(excuser: "Excuser", unused_too: bool) -> None:
    """Name the excuses that have expired, and those that excused nothing: they may be dead."""
    for entry in excuser.excuses.expired:
        complain("warning", f"{entry.source} ({entry.criteria}): expired on {entry.expires}: renew it, or delete it")
    if not unused_too:
        return
    for entry in excuser.unused_entries:
        complain("note", f"{entry.source} ({entry.criteria}): excused nothing in this run: delete it if it is dead")
    baseline, unmatched = excuser.excuses.baseline, excuser.unmatched_articles
    if baseline and unmatched:
        from mtdetect.report.words import plural

        few = ", ".join(unmatched[:_NAMED]) + (", ..." if len(unmatched) > _NAMED else "")
        what = (
            f"{len(unmatched)} of {plural(len(baseline.articles), 'known article')} excused nothing in this run ({few})"
        )
        complain("note", f"{baseline.source}: {what}: if they are gone, write it anew with 'mtdetect baseline'")


def tell_gate(summary: Summary, form: Format) -> None:
    """The gate's one line, where standard output, in this format, does not say it."""
    if summary.gate and form not in _WITH_GATE:
        typer.echo(summary.gate.line, err=True)
