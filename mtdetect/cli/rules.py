"""The command that lists rules, explains one, or counts them in labelled texts: parse and call."""

from typing import Annotated, Literal

import typer

from mtdetect.cli import options as option
from mtdetect.cli.needs import Need
from mtdetect.cli.settings import ConfiguredWithOwnFormat

_UNREAD = "says how the rows of --audit are read: add --audit FILE, or leave it out"


class RulesCommand(ConfiguredWithOwnFormat):
    """Reads rows only with `--audit`."""

    needs = tuple(
        Need(option, lambda given: given["audit"] is not None, _UNREAD) for option in ("text_key", "max_bytes")
    )


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
    _config: option.Config = None,
    _isolated: option.Isolated = False,
    _show_settings: option.ShowSettings = False,
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
    if audit is None:
        from mtdetect.runs.rules import run_rules

        run_rules(code, form)
    else:
        from mtdetect.config.score_settings import ReadSettings
        from mtdetect.runs.audit import run_audit

        run_audit(audit, code, form, ReadSettings(text_key, max_bytes=max_bytes))
