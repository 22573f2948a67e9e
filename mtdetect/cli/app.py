"""The command line: parse, call, exit. Heavy imports are inside the commands, so that help comes at once."""

import os
import signal
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from mtdetect.bulk.garbage import collect_rarely
from mtdetect.cli import (
    baseline,
    calibrate,
    estimate,
    evaluate,
    explain,
    index,
    match,
    model,
    report,
    rules,
    score,
    serve,
)
from mtdetect.cli.settings import Configured, ConfiguredWithoutGroups, ConfiguredWithOwnFormat
from mtdetect.cli.streams import open_closed_streams
from mtdetect.errors import MtdetectError
from mtdetect.report.messages import print_message, print_text, print_traceback

# Exit codes as a shell reports a program that a signal ended.
_BROKEN_PIPE, _TERMINATED = 128 + 13, 128 + 15


class _Commands(TyperGroup):
    """Turns the errors that commands raise into one line on standard error and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            # The reader has left (`| head`): quiet, also when the interpreter flushes at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(_BROKEN_PIPE) from error
        except (MtdetectError, OSError) as error:
            print_message("error", str(error))
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
    """Run the command line; a fault of the program prints a traceback and exits with 2, for 1 means a gate not met."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))  # an exit that stops the workers
    collect_rarely()
    open_closed_streams()
    try:
        app(prog_name="mtdetect")
    except (MtdetectError, OSError) as error:  # of `--version` and `--help`, which are answered before a command runs
        print_message("error", str(error))
        sys.exit(2)
    except Exception:
        print_traceback()
        sys.exit(2)


def _show_version(is_given: bool) -> None:
    if is_given:
        from mtdetect.version import __version__

        print_text(f"mtdetect {__version__}\n")
        raise typer.Exit


class _Serve(match.MatchCommand):
    """Takes several values of `--against`, which may be set in a file as well."""

    skipped = frozenset()


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


app.command(cls=Configured)(score.score)
app.command(cls=Configured)(baseline.baseline)
app.command(cls=explain.ExplainCommand)(explain.explain)
app.command(cls=match.MatchCommand)(match.match)
app.add_typer(index.index, name="index")
app.command(cls=rules.RulesCommand)(rules.rules)
app.command(cls=_Serve)(serve.serve)
app.command(cls=Configured)(model.model)
app.command(cls=report.ReportCommand)(report.report)
app.command(cls=ConfiguredWithOwnFormat)(estimate.estimate)
app.command(cls=ConfiguredWithoutGroups)(calibrate.calibrate)
app.command(cls=ConfiguredWithOwnFormat)(evaluate.evaluate)
