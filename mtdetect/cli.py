"""The command line: parse, call, print, exit. Heavy imports are inside the commands, so that help comes at once."""

import os
import signal
import sys
import traceback
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from mtdetect import cli_baseline, cli_explain, cli_match, cli_measuring, cli_report, cli_score
from mtdetect import cli_options as option
from mtdetect.cli_settings import Configured, ConfiguredFigures, ConfiguredReport
from mtdetect.errors import MtdetectError, UsageError
from mtdetect.report.complaints import complain

# As the shell reports a program that a signal ended.
_BROKEN_PIPE, _TERMINATED = 128 + 13, 128 + 15


class _Commands(TyperGroup):
    """Turns what commands raise into one line on standard error and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            # The reader has left (`| head`): quiet, also when the interpreter flushes at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(_BROKEN_PIPE) from error
        except (MtdetectError, OSError) as error:
            complain("error", str(error))
            raise typer.Exit(2) from error


app = typer.Typer(
    cls=_Commands,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line. A fault of the program shows where it is and exits with 2: 1 is kept for a gate not met."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))  # an exit that stops the workers
    try:
        app(prog_name="mtdetect")
    except Exception:
        traceback.print_exc()
        sys.exit(2)


def _show_version(wanted: bool) -> None:
    if wanted:
        from mtdetect.version import __version__

        typer.echo(f"mtdetect {__version__}")
        raise typer.Exit


@app.callback()
def root(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Tell machine-translated articles from human ones, with the evidence.

    \b
    Example:
      mtdetect score article.txt
    """


app.command(cls=Configured)(cli_score.score)
app.command(cls=Configured)(cli_baseline.baseline)
app.command(cls=cli_explain.Explaining)(cli_explain.explain)
app.command(cls=cli_match.Against)(cli_match.match)
app.add_typer(cli_match.index, name="index")


@app.command()
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
    from mtdetect.report.outputs import style
    from mtdetect.report.rules import find, listing, page

    if audit is None:
        if form != "text":
            raise UsageError(f"--format {form}: is for --audit: add it, or leave the format out")
        typer.echo(page(find(code), style()) if code else listing(style()), nl=False)
        return
    from contextlib import closing

    from mtdetect.audit import audit as run
    from mtdetect.audit import read_labelled
    from mtdetect.report.audit import as_json, as_text
    from mtdetect.report.progress import track
    from mtdetect.tells import RULES

    rows = read_labelled(audit, max_bytes=max_bytes, text_key=text_key)
    chosen = (find(code),) if code else RULES
    with closing(track(rows, sys.stderr, shared=False)) as tracked:
        found = run(tracked, chosen)
    typer.echo(as_json(found) if form == "json" else as_text(found), nl=False)


@app.command(cls=Configured)
def model(
    folder: Annotated[
        Path | None, typer.Option("--model", metavar="DIR", help="A model folder instead of the shipped one.")
    ] = None,
    _config: option.Config = None,
    _isolated: option.Isolated = False,
    _show_settings: option.ShowSettings = False,
) -> None:
    """Show the model in use.

    Its name, its fingerprint and its measured figures.

    \b
    Example:
      mtdetect model
    """
    from mtdetect.report.model import card

    typer.echo(card(folder), nl=False)


app.command(cls=ConfiguredReport)(cli_report.report)
app.command()(cli_measuring.calibrate)
app.command(cls=ConfiguredFigures)(cli_measuring.evaluate)
app.command()(cli_measuring.train)
