"""The command that scores: parse, call, exit. Imports as in `cli.py`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from mtdetect.report.formats import Format


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
