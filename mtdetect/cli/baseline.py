"""The command that writes a baseline: parse, call, exit. Heavy imports are inside the command, as in `app.py`."""

from pathlib import Path
from typing import Annotated

import typer

from mtdetect.cli import options as option


def baseline(
    paths: option.Paths,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline", "-o", metavar="FILE", help="The file, - for standard output (default: as score reads it)."
        ),
    ] = None,
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
    fail_over: option.FailOver = None,
    allow_unreadable: option.AllowUnreadable = False,
    excuses: option.Excuses = None,
    no_excuses: option.NoExcuses = False,
    _config: option.Config = None,
    isolated: option.Isolated = False,
    _show_settings: option.ShowSettings = False,
) -> None:
    """Write down the findings of now, so that only new ones count.

    Known are the articles that are likely translated now (with --fail-over, also those above it): by content, without
    line numbers or dates. The file is written anew, so name all that it is for. Nothing is written when an input
    could not be read, unless that is allowed.

    \b
    Example:
      mtdetect baseline news/
      mtdetect score news/ --max-translated 0
    """
    from mtdetect.config.score_settings import DetectorSettings, ExcuseSettings, ReadSettings
    from mtdetect.runs.baseline import run_baseline

    code = run_baseline(
        paths,
        DetectorSettings(model, fpr, prior, deep, reader),
        ReadSettings(text_key, id_key, max_bytes, input_format),
        ExcuseSettings(excuses, baseline, enabled=not no_excuses, search=not isolated),
        jobs=jobs,
        fail_over=fail_over,
        allow_unreadable=allow_unreadable,
    )
    raise typer.Exit(code)
