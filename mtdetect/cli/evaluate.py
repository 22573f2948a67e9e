"""The command that measures a model on labelled texts of the user: parse and call, with heavy imports inside."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from mtdetect.cli import options as option


def evaluate(
    files: Annotated[list[str], typer.Argument(metavar="FILE.jsonl", help="Labelled texts of your own; - for stdin.")],
    fpr: Annotated[
        float,
        typer.Option(
            metavar="SHARE", parser=option.share, help="The share of human texts that may be called translated."
        ),
    ] = 0.01,
    form: Annotated[
        Literal["text", "json"], typer.Option("--format", help="How to print the figures of own texts.")
    ] = "text",
    model: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A model folder instead of the shipped one.")
    ] = None,
    deep: option.Deep = "auto",
    reader: option.Reader = None,
    text_key: Annotated[str, typer.Option(metavar="KEY", help="The key of the text in the rows.")] = "text",
    max_bytes: Annotated[int, typer.Option(metavar="BYTES", min=1, help="The largest row that is read.")] = 10_000_000,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", metavar="N", min=0, help="Processes to use.", show_default="all cores")
    ] = 0,
    _config: option.Config = None,
    _isolated: option.Isolated = False,
    _show_settings: option.ShowSettings = False,
) -> None:
    """Measure the model on labelled texts of your own.

    Each row has a text, a label of 1 (machine) or 0 (human), and may have a kind, such as round_trip, and a group:
    texts that share content.

    \b
    Examples:
      mtdetect evaluate labelled.jsonl
      mtdetect evaluate news.jsonl.gz essays.jsonl.gz --format json
    """
    from mtdetect.config.score_settings import DetectorSettings, ReadSettings
    from mtdetect.runs.evaluate import run_evaluate

    detector = DetectorSettings(model, fpr, deep=deep, reader=reader)
    run_evaluate(files, form, detector, ReadSettings(text_key, max_bytes=max_bytes), jobs=jobs)
