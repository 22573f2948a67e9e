"""The command that estimates shares: parse, call, exit. Heavy imports are inside the command, as in `app.py`."""

from typing import Annotated, Literal

import typer

from mtdetect.cli import options as option


def estimate(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Files, folders, globs, - for stdin; or rows that score has saved."),
    ],
    expect_human: Annotated[
        list[str] | None,
        typer.Option(metavar="PATH", help="Human texts of the same source, 50 or more. May be repeated."),
    ] = None,
    group_by: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN",
            callback=option.column,
            help="An estimate for each group: domain, path, folder, or a column.",
        ),
    ] = None,
    form: Annotated[
        Literal["text", "json", "jsonl", "csv"], typer.Option("--format", help="How to print the estimates.")
    ] = "text",
    model: option.Model = None,
    text_key: option.TextKey = "text",
    id_key: option.IdKey = "id",
    max_bytes: option.MaxBytes = 10_000_000,
    input_format: option.ReadAs = None,
    jobs: option.Jobs = 0,
    allow_unreadable: option.AllowUnreadable = False,
    _config: option.Config = None,
    _isolated: option.Isolated = False,
    _show_settings: option.ShowSettings = False,
) -> None:
    """Estimate the share of machine-translated documents in a corpus, with an interval.

    Not a count of verdicts: good translations are missed and odd human texts are not, and both are reckoned with.
    Documents that cannot be judged are counted apart, never as human. Human texts of the same source make the interval
    much narrower.

    Exits with 0; with 2 when an input could not be read.

    \b
    Examples:
      mtdetect estimate crawl.jsonl.gz --group-by domain
      mtdetect estimate 'crawl/*.warc.gz' --expect-human archive/
      mtdetect score crawl/ --deep never --format jsonl > rows.jsonl; mtdetect estimate rows.jsonl --format json
    """
    from mtdetect.config.score_settings import EstimateSettings, ReadSettings
    from mtdetect.runs.estimate import run_estimate

    settings = EstimateSettings(
        paths=tuple(paths),
        model=model,
        expect_human=tuple(expect_human or ()),
        group_by=group_by,
        format=form,
        reading=ReadSettings(text_key, id_key, max_bytes, input_format),
        allow_unreadable=allow_unreadable,
        jobs=jobs,
    )
    raise typer.Exit(run_estimate(settings))
