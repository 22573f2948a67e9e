"""The command that sets thresholds by human texts of the user: parse and call, with heavy imports inside."""

from pathlib import Path
from typing import Annotated

import typer

from mtdetect.cli import options as option


def calibrate(
    human: Annotated[
        list[str],
        typer.Option("--human", metavar="PATH", help="Texts by people, as score reads them. May be repeated."),
    ],
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH...]", help="More texts by people.")] = None,
    fpr: Annotated[
        float,
        typer.Option(metavar="SHARE", parser=option.share, help="The share of them that may be called so: 1%."),
    ] = 0.01,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="The new model folder; it must not be there yet.")
    ] = Path("calibrated"),
    model: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A model folder instead of the shipped one.")
    ] = None,
    group_by: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN",
            callback=option.column,
            help="Houses: learn the level of each, told apart by domain, folder, path, or a column.",
        ),
    ] = None,
    id_key: option.IdKey = "id",
    text_key: Annotated[str, typer.Option(metavar="KEY", help="The key or column of the text.")] = "text",
    max_bytes: Annotated[
        int, typer.Option(metavar="BYTES", min=1, help="The largest document that is read.")
    ] = 10_000_000,
    input_format: option.ReadAs = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", metavar="N", min=0, help="Processes to use.", show_default="all cores")
    ] = 0,
    _config: option.Config = None,
    _isolated: option.Isolated = False,
    _show_settings: option.ShowSettings = False,
) -> None:
    """Set the thresholds by your own human texts.

    Writes the same model with thresholds at which human texts like yours are called translated no more often than
    --fpr says: a promise that needs 1/fpr texts, better ten times as many, drawn as those that you will score.
    The thresholds are those of the plain score: with this model, --deep auto reads no text.

    With --group-by, each house gets thresholds of its own, by its texts and, where these are few, by the others' too.
    The model remembers how houses are told apart, and judges articles of other houses as before.

    \b
    Examples:
      mtdetect calibrate --human archive/ --output our-model
      mtdetect score --model our-model article.txt
      mtdetect calibrate --human archive.jsonl --group-by domain --output houses
    """
    from mtdetect.config.score_settings import ReadSettings
    from mtdetect.runs.calibrate import run_calibrate

    reading = ReadSettings(text_key, id_key, max_bytes, input_format)
    run_calibrate([*human, *(paths or [])], output, reading, model=model, fpr=fpr, group_by=group_by, jobs=jobs)
