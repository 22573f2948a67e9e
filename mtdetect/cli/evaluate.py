"""The command that measures a model on a user's own labelled texts: parse, call, print. Imports as in `app.py`."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from mtdetect.cli import options as option


def evaluate(
    files: Annotated[list[str], typer.Argument(metavar="FILE.jsonl", help="Labelled texts of your own; - for stdin.")],
    fpr: Annotated[
        float,
        typer.Option(metavar="SHARE", min=0, max=1, help="The share of human texts that may be called translated."),
    ] = 0.01,
    form: Annotated[
        Literal["text", "json"], typer.Option("--format", help="How to print the figures of own texts.")
    ] = "text",
    model: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A model folder instead of the shipped one.")
    ] = None,
    deep: Annotated[bool, typer.Option("--deep", help="With surrogate translation, as score --deep.")] = False,
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
    from contextlib import closing

    from mtdetect.bulk.pool import cores, score_results
    from mtdetect.bulk.step import DetectorLoader
    from mtdetect.detector import load
    from mtdetect.evaluation.model_metrics import evaluate as run
    from mtdetect.evaluation.model_metrics import judged, labelled_sets
    from mtdetect.report.model_metrics import as_json, as_text
    from mtdetect.report.progress import track

    rows, documents = labelled_sets(files, max_bytes=max_bytes, text_key=text_key)
    with closing(score_results(DetectorLoader(model, fpr, deep=deep), documents, jobs or cores())) as results:
        texts = list(judged(rows, track(results, sys.stderr, shared=False)))
    found = run(texts, fpr, load(model, deep=deep).signature)
    typer.echo(as_json(found) if form == "json" else as_text(found), nl=False)
