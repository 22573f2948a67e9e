"""The command that writes a baseline: parse, call, print. Imports as in `app.py`."""

import sys
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
    jobs: option.Jobs = 0,
    deep: option.Deep = False,
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
    from contextlib import closing

    from mtdetect.bulk.pool import cores, score_results
    from mtdetect.bulk.step import DetectorLoader
    from mtdetect.config.files import shown, write_whole
    from mtdetect.excuses.apply import Excuser, Excuses
    from mtdetect.excuses.collect import Collector
    from mtdetect.excuses.files import baseline_file, find_excuses
    from mtdetect.readers import read
    from mtdetect.report.base import write
    from mtdetect.report.messages import print_unreadable
    from mtdetect.report.progress import track
    from mtdetect.report.words import plural

    load = DetectorLoader(model, fpr, prior, deep)
    by_hand = Excuses() if no_excuses else find_excuses(excuses, known=False, look=not isolated)
    excuser = Excuser(by_hand, load, fail_over)
    collector = Collector(fail_over)
    inputs = read(paths, max_bytes=max_bytes, text_key=text_key, id_key=id_key)
    with closing(track(score_results(load, inputs, jobs or cores()), sys.stderr, shared=False)) as results:
        summary = write(collector.watch(excuser.watch(results)), [])
    print_unreadable(summary, allow_unreadable)
    if code := summary.exit_code(allow_unreadable):
        raise typer.Exit(code)
    file = baseline or baseline_file()
    if file == Path("-"):
        typer.echo(collector.as_json(), nl=False)
        return
    write_whole(file, collector.as_json())
    found = f"{plural(collector.articles, 'article')} with {plural(collector.tells, 'tell')}"
    typer.echo(f"{shown(file)}: {found} known, of {plural(summary.articles, 'article')}")
