"""The command that redraws saved results: parse, call, exit. Imports as in `app.py`."""

import sys
from typing import Annotated

import typer

from mtdetect.cli import options as option
from mtdetect.report.formats import Format


def report(
    paths: Annotated[
        list[str], typer.Argument(metavar="RESULTS.jsonl", help="What 'score --format jsonl' wrote; - for stdin.")
    ],
    form: option.Form = Format.TEXT,
    output: option.Output = None,
    max_bytes: Annotated[int, typer.Option(metavar="BYTES", min=1, help="The largest row that is read.")] = 100_000_000,
    max_translated: option.MaxTranslated = None,
    max_share: option.MaxShare = None,
    fail_over: option.FailOver = None,
    group_by: option.GroupBy = None,
    allow_unjudged: option.AllowUnjudged = False,
    allow_unreadable: option.AllowUnreadable = False,
    _config: option.Config = None,
    _isolated: option.Isolated = False,
    _show_settings: option.ShowSettings = False,
) -> None:
    """Redraw saved results in another format.

    The same bytes as scoring anew gives, but for text and html: rows hold no texts, so that these two show the evidence
    without what stands around it. A line that is no row is named, and the others are redrawn.

    Exits with 0; with 1 when a gate is set and not met; with 2 when a line is no row, or tells of an input that could
    not be read.

    \b
    Examples:
      mtdetect report results.jsonl
      mtdetect report results.jsonl --format sarif --output html=results.html
      mtdetect report results.jsonl --max-share 2% --group-by domain
    """
    from contextlib import closing

    from mtdetect.errors import UsageError
    from mtdetect.report.base import write
    from mtdetect.report.gate import gate_outcome
    from mtdetect.report.messages import print_gate, print_message, print_unreadable
    from mtdetect.report.outputs import formats_with_text, open_outputs
    from mtdetect.report.progress import track
    from mtdetect.results.gate import Gate, Limits
    from mtdetect.results.saved_rows import bad_rows_told, read_saved

    limits = Limits(max_translated, max_share, fail_over, group_by, allow_unjudged, allow_unreadable)
    gate = Gate(limits)
    results = bad_rows_told(read_saved(paths, max_bytes), lambda message: print_message("error", message))
    with (
        open_outputs(form, output or [], paths) as reports,
        closing(track(results, sys.stderr, shared=sys.stdout.isatty())) as tracked,
    ):
        summary = write(gate.watch(tracked), reports, lambda: gate_outcome(gate.judge()) if limits.are_set else None)
    if with_text := formats_with_text(form, output or []):
        print_message("note", f"{' and '.join(with_text)}: saved rows hold no texts, so the evidence stands by itself")
    print_gate(summary, form)
    print_unreadable(summary, allow_unreadable)
    if gate.is_blind:
        raise UsageError(f"--group-by {group_by}: no row has one: save the rows with it, or group by domain or path")
    raise typer.Exit(summary.exit_code(allow_unreadable))
