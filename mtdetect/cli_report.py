"""The command that redraws saved results: parse, call, print, exit. Imports as in `cli.py`."""

import sys
from typing import Annotated

import typer

from mtdetect.report.formats import Format


def report(
    paths: Annotated[
        list[str], typer.Argument(metavar="RESULTS.jsonl", help="What 'score --format jsonl' wrote; - for stdin.")
    ],
    form: Annotated[Format, typer.Option("--format", help="How to print the results.")] = Format.TEXT,
    output: Annotated[
        list[str] | None,
        typer.Option(metavar="FORMAT=FILE", help="Also write the results to a file. May be repeated."),
    ] = None,
    max_bytes: Annotated[int, typer.Option(metavar="BYTES", min=1, help="The largest row that is read.")] = 100_000_000,
    allow_unreadable: Annotated[
        bool,
        typer.Option("--allow-unreadable", help="Warn of rows without a judgement, instead of exiting with 2."),
    ] = False,
) -> None:
    """Redraw saved results in another format.

    The same bytes as scoring anew gives, but for text and html: rows hold no texts, so that these two show the evidence
    without what stands around it. A line that is no row is named, and the others are redrawn.

    Exits with 0, or with 2 when a line is no row, or tells of an input that could not be read.

    \b
    Examples:
      mtdetect report results.jsonl
      mtdetect report results.jsonl --format sarif --output html=results.html
    """
    from contextlib import closing

    from mtdetect.report.complaints import complain, complain_of_unreadable
    from mtdetect.report.form import write
    from mtdetect.report.outputs import sinks, wanting_text
    from mtdetect.report.progress import track
    from mtdetect.saved import bad_rows_told, read_saved

    results = bad_rows_told(read_saved(paths, max_bytes), lambda message: complain("error", message))
    with (
        sinks(form, output or [], paths) as reports,
        closing(track(results, sys.stderr, shared=sys.stdout.isatty())) as tracked,
    ):
        summary = write(tracked, reports)
    if wanting := wanting_text(form, output or []):
        complain("note", f"{' and '.join(wanting)}: saved rows hold no texts, so the evidence stands by itself")
    complain_of_unreadable(summary, allow_unreadable)
    raise typer.Exit(2 if summary.unreadable and not allow_unreadable else 0)
