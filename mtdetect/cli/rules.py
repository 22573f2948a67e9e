"""The command that lists rules, explains one, or counts them in labelled texts. Imports as in `app.py`."""

import sys
from typing import Annotated, Literal

import typer

from mtdetect.errors import UsageError


def rules(
    code: Annotated[str | None, typer.Argument(metavar="[CODE]", help="A rule's code or name.")] = None,
    audit: Annotated[
        str | None,
        typer.Option(metavar="FILE.jsonl", help="Count what the rules do in your own labelled texts; - for stdin."),
    ] = None,
    form: Annotated[
        Literal["text", "json"], typer.Option("--format", help="How to print the table of --audit.")
    ] = "text",
    text_key: Annotated[str, typer.Option(metavar="KEY", help="The key of the text in --audit's rows.")] = "text",
    max_bytes: Annotated[
        int, typer.Option(metavar="BYTES", min=1, help="The largest row that --audit reads.")
    ] = 10_000_000,
) -> None:
    """List the rules, explain one, or measure them on your own texts.

    The page of a rule says why machines leave the tell, with sentences that it flags and clears, and its rates in the
    corpora.

    Each row of --audit has a text, a label of 1 (machine) or 0 (human), and may have a group: texts that share content.

    \b
    Examples:
      mtdetect rules
      mtdetect rules MT401
      mtdetect rules --audit labelled.jsonl
      mtdetect rules --audit labelled.jsonl --format json MT401
    """
    from mtdetect.report.outputs import terminal_style
    from mtdetect.report.rules import find_rule, listing, page

    if audit is None:
        if form != "text":
            raise UsageError(f"--format {form}: is for --audit: add it, or leave the format out")
        typer.echo(page(find_rule(code), terminal_style()) if code else listing(terminal_style()), nl=False)
        return
    from contextlib import closing

    from mtdetect.evaluation.rule_rates import audit as run
    from mtdetect.evaluation.rule_rates import read_labelled
    from mtdetect.report.progress import track
    from mtdetect.report.rule_rates import as_json, as_text
    from mtdetect.tells.registry import RULES

    rows = read_labelled(audit, max_bytes=max_bytes, text_key=text_key)
    chosen = (find_rule(code),) if code else RULES
    with closing(track(rows, sys.stderr, shared=False)) as tracked:
        found = run(tracked, chosen)
    typer.echo(as_json(found) if form == "json" else as_text(found), nl=False)
