"""The command that explains one article: parse, call, exit. Heavy imports are inside the command, as in `app.py`."""

from typing import Annotated, Literal

import typer

from mtdetect.cli import options as option
from mtdetect.cli.against import AgainstCommand
from mtdetect.cli.settings import ConfiguredWithOwnFormat
from mtdetect.report.formats import Format


class ExplainCommand(AgainstCommand, ConfiguredWithOwnFormat):
    """Takes `--against` as `match` does, and the settings as `score` does."""


def explain(
    path: Annotated[str, typer.Argument(metavar="PATH", help="A file with one article, or - for standard input.")],
    against: Annotated[
        list[str] | None,
        typer.Option(metavar="CANDIDATES...", help="Articles that may be the origin, or an index of them."),
    ] = None,
    form: Annotated[
        Literal["text", "html", "json"], typer.Option("--format", help="How to print the explanation.")
    ] = "text",
    fpr: option.Fpr = 0.01,
    prior: option.Prior = 0.5,
    model: option.Model = None,
    text_key: option.TextKey = "text",
    id_key: option.IdKey = "id",
    max_bytes: option.MaxBytes = 10_000_000,
    input_format: option.ReadAs = None,
    deep: option.Deep = "auto",
    reader: option.Reader = None,
    _config: option.Config = None,
    _isolated: option.Isolated = False,
    _show_settings: option.ShowSettings = False,
) -> None:
    """Explain one article: its text with the evidence marked in place, and how the score comes about.

    All reasons with their log-odds, their sum, and what the score would be without the heaviest three.

    Exits with 0, or with 2 when the article or a candidate could not be read. Excuses change nothing here.

    \b
    Examples:
      mtdetect explain article.txt
      mtdetect explain article.txt --format html > article.html
      mtdetect explain suspect.txt --against archive/
    """
    from mtdetect.config.score_settings import DetectorSettings, ReadSettings
    from mtdetect.runs.explain import run_explain

    detector = DetectorSettings(model, fpr, prior, deep, reader)
    raise typer.Exit(
        run_explain(
            path, against or [], Format(form), detector, ReadSettings(text_key, id_key, max_bytes, input_format)
        )
    )
