"""The command that finds origins: parse, call, exit. Heavy imports are inside the command, as in `app.py`."""

from typing import Annotated

import typer

from mtdetect.cli import options as option
from mtdetect.cli.against import AGAINST, AgainstCommand
from mtdetect.cli.settings import Configured
from mtdetect.report.formats import Format


class MatchCommand(AgainstCommand, Configured):
    """Takes several values of `--against`, and the settings as `score` does."""


def match(
    paths: option.Paths,
    against: Annotated[
        list[str],
        typer.Option(AGAINST, metavar="CANDIDATES...", help="Articles that may be the origin, or an index of them."),
    ],
    form: option.Form = Format.TEXT,
    output: option.Output = None,
    fpr: option.Fpr = 0.01,
    prior: option.Prior = 0.5,
    model: option.Model = None,
    text_key: option.TextKey = "text",
    id_key: option.IdKey = "id",
    max_bytes: option.MaxBytes = 10_000_000,
    input_format: option.ReadAs = None,
    jobs: option.Jobs = 0,
    deep: option.Deep = "auto",
    reader: option.Reader = None,
    allow_unreadable: option.AllowUnreadable = False,
    _config: option.Config = None,
    _isolated: option.Isolated = False,
    _show_settings: option.ShowSettings = False,
) -> None:
    """Find the origin of articles among candidates: which one was it copied from, and which of the two is the copy?

    For each: the origin, how the two relate, how far one covers the other, and their sentences side by side.

    Exits with 0, or with 2 when an input or a candidate could not be read.

    \b
    Examples:
      mtdetect match suspect.txt --against archive/
      mtdetect match suspects/ --against archive.index --output html=copies.html
    """
    from mtdetect.config.score_settings import DetectorSettings, OutputSettings, ReadSettings
    from mtdetect.runs.match import run_match

    code = run_match(
        paths,
        against,
        OutputSettings(form, tuple(output or ())),
        DetectorSettings(model, fpr, prior, deep, reader),
        ReadSettings(text_key, id_key, max_bytes, input_format),
        jobs=jobs,
        allow_unreadable=allow_unreadable,
    )
    raise typer.Exit(code)
