"""What goes to standard error, beside the report."""

from typing import Literal

import typer

from mtdetect.report.excerpt import safe
from mtdetect.report.form import Summary
from mtdetect.report.formats import Format

_WITH_GATE = (Format.TEXT, Format.CONCISE, Format.GITHUB)  # these say it themselves


def complain(kind: Literal["error", "warning", "note"], message: str) -> None:
    """One line on standard error, whatever a path in it holds."""
    typer.echo(f"mtdetect: {kind}: {safe(message)}", err=True)


def complain_of_unreadable(summary: Summary, allowed: bool) -> None:
    """Say how many articles could not be read, if any, and whether that decides the exit code."""
    if summary.unreadable:
        allow = "" if allowed else " (--allow-unreadable makes this a warning)"
        kind: Literal["error", "warning"] = "warning" if allowed else "error"
        complain(kind, f"{summary.unreadable} of {summary.articles} unreadable{allow}")


def tell_gate(summary: Summary, form: Format) -> None:
    """The gate's one line, where standard output, in this format, does not say it."""
    if summary.gate and form not in _WITH_GATE:
        typer.echo(summary.gate.line, err=True)
