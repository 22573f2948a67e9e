"""The command line: parse, call, print, exit. Heavy imports are inside the commands, so that help comes at once."""

import os
import signal
import sys
import traceback
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from mtdetect import cli_measuring, cli_report
from mtdetect.errors import MtdetectError, UsageError
from mtdetect.report.complaints import complain
from mtdetect.report.formats import Format

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


@app.command()
def score(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, globs, or - for standard input.")],
    form: Annotated[Format, typer.Option("--format", help="How to print the results.")] = Format.TEXT,
    output: Annotated[
        list[str] | None,
        typer.Option(metavar="FORMAT=FILE", help="Also write the results to a file. May be repeated."),
    ] = None,
    fpr: Annotated[
        float,
        typer.Option(metavar="SHARE", min=0, max=1, help="The share of human articles that may be called translated."),
    ] = 0.01,
    prior: Annotated[
        float,
        typer.Option(
            metavar="SHARE", min=0, max=1, help="The share of articles thought to be translated before reading them."
        ),
    ] = 0.5,
    model: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A model folder instead of the shipped one.")
    ] = None,
    text_key: Annotated[str, typer.Option(metavar="KEY", help="The key of the text in JSON Lines.")] = "text",
    id_key: Annotated[str, typer.Option(metavar="KEY", help="The key of the id in JSON Lines.")] = "id",
    max_bytes: Annotated[
        int, typer.Option(metavar="BYTES", min=1, help="The largest document that is read.")
    ] = 10_000_000,
    jobs: Annotated[
        int,
        typer.Option(
            "--jobs", "-j", metavar="N", min=0, help="Processes to use; 0 for one a core.", show_default="all cores"
        ),
    ] = 0,
    deep: Annotated[
        bool,
        typer.Option(
            "--deep", help="Also translate each article there and back and compare: finds more, takes a second each."
        ),
    ] = False,
    allow_unreadable: Annotated[
        bool,
        typer.Option("--allow-unreadable", help="Warn of inputs that could not be read, instead of exiting with 2."),
    ] = False,
) -> None:
    """Score articles: likely machine-translated, or human?

    For each: the likelihood, how often human text scores as high, and the reasons.

    Exits with 0, or with 2 when an input could not be read.

    \b
    Examples:
      mtdetect score article.txt
      mtdetect score news/ --format jsonl > results.jsonl
      mtdetect score --deep article.txt
      curl -s https://example.org/story.html | mtdetect score -
    """
    from contextlib import closing

    from mtdetect.readers import read
    from mtdetect.report.complaints import complain_of_unreadable
    from mtdetect.report.form import write
    from mtdetect.report.outputs import sinks
    from mtdetect.report.progress import track
    from mtdetect.scale.batch import DetectorLoader
    from mtdetect.scale.processes import cores, score_results

    inputs = read(paths, max_bytes=max_bytes, text_key=text_key, id_key=id_key)
    results = score_results(DetectorLoader(model, fpr, prior, deep), inputs, jobs or cores())
    with (
        sinks(form, output or [], paths) as reports,
        closing(track(results, sys.stderr, shared=sys.stdout.isatty())) as tracked,
    ):
        summary = write(tracked, reports)
    complain_of_unreadable(summary, allow_unreadable)
    raise typer.Exit(2 if summary.unreadable and not allow_unreadable else 0)


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


@app.command()
def model(
    folder: Annotated[
        Path | None, typer.Option("--model", metavar="DIR", help="A model folder instead of the shipped one.")
    ] = None,
) -> None:
    """Show the model in use.

    Its name, its fingerprint and its measured figures.

    \b
    Example:
      mtdetect model
    """
    from mtdetect.report.model import card

    typer.echo(card(folder), nl=False)


for _command in (cli_report.report, cli_measuring.calibrate, cli_measuring.evaluate, cli_measuring.train):
    app.command()(_command)
