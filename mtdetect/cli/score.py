"""The command that scores: parse, call, exit. Imports as in `app.py`."""

import sys

import typer

from mtdetect.cli import options as option
from mtdetect.report.formats import Format


def score(
    paths: option.Paths,
    form: option.Form = Format.TEXT,
    output: option.Output = None,
    fpr: option.Fpr = 0.01,
    prior: option.Prior = 0.5,
    model: option.Model = None,
    text_key: option.TextKey = "text",
    id_key: option.IdKey = "id",
    max_bytes: option.MaxBytes = 10_000_000,
    annotate: option.Annotate = False,
    drop_translated: option.DropTranslated = False,
    dropped: option.Dropped = None,
    jobs: option.Jobs = 0,
    shards: option.ShardsIn = None,
    shard_rows: option.ShardRows = 1000,
    resume: option.Resume = False,
    deep: option.Deep = False,
    max_translated: option.MaxTranslated = None,
    max_share: option.MaxShare = None,
    fail_over: option.FailOver = None,
    group_by: option.GroupBy = None,
    allow_unjudged: option.AllowUnjudged = False,
    allow_unreadable: option.AllowUnreadable = False,
    excuses: option.Excuses = None,
    baseline: option.Baseline = None,
    no_excuses: option.NoExcuses = False,
    report_unused_excuses: option.ReportUnusedExcuses = True,
    _config: option.Config = None,
    isolated: option.Isolated = False,
    _show_settings: option.ShowSettings = False,
) -> None:
    """Score articles: likely machine-translated, or human?

    For each: the likelihood, how often human text scores as high, and the reasons.

    Exits with 0; with 1 when a gate is set and not met; with 2 when an input could not be read.

    \b
    Examples:
      mtdetect score article.txt
      mtdetect score news/ --format jsonl > results.jsonl
      mtdetect score --deep article.txt
      mtdetect score news/ --max-share 2%
      mtdetect score pages.jsonl --drop-translated --dropped dropped.jsonl > kept.jsonl
      mtdetect score 'crawl/*.warc.gz' --shards rows/ --resume
      curl -s https://example.org/story.html | mtdetect score -
    """
    from contextlib import closing

    from mtdetect.bulk.pool import cores
    from mtdetect.bulk.scoring import Bulk, Shards, scored
    from mtdetect.bulk.step import DetectorLoader
    from mtdetect.errors import UsageError
    from mtdetect.excuses.apply import Excuser, Excuses
    from mtdetect.excuses.files import find_excuses
    from mtdetect.readers import Options, read_progress
    from mtdetect.report.base import write
    from mtdetect.report.gate import gate_outcome
    from mtdetect.report.input_rows import row_outputs
    from mtdetect.report.messages import print_excuses, print_gate, print_unreadable
    from mtdetect.report.outputs import formats_with_text, open_outputs, totals_only
    from mtdetect.report.progress import track
    from mtdetect.results.gate import Gate, Limits

    limits = Limits(max_translated, max_share, fail_over, group_by, allow_unjudged, allow_unreadable)
    gate = Gate(limits)
    load = DetectorLoader(model, fpr, prior, deep)
    excuser = Excuser(Excuses() if no_excuses else find_excuses(excuses, baseline, look=not isolated), load, fail_over)
    rows = row_outputs(text_key, annotate=annotate, drop=drop_translated, dropped=dropped)
    form = Format.JSONL if rows else form
    totals = totals_only() if shards and form is Format.TEXT else None
    progress = read_progress(paths) if sys.stderr.isatty() else None
    bulk = Bulk(
        paths,
        Options(max_bytes, text_key, id_key, "all" if rows else limits.columns, progress),
        load,
        jobs or cores(),
        Shards.asked(shards, shard_rows, resume=resume),
        texts=bool(rows or excuser.excuses or formats_with_text(Format.JSONL if totals else form, output or [])),
    )
    with (
        scored(bulk) as results,
        open_outputs(form, output or [], paths, rows or totals) as reports,
        closing(track(results, sys.stderr, shared=sys.stdout.isatty(), progress=progress)) as tracked,
    ):
        summary = write(
            gate.watch(excuser.watch(tracked)), reports, lambda: gate_outcome(gate.judge()) if limits.are_set else None
        )
    print_gate(summary, form)
    print_excuses(excuser, report_unused_excuses)
    print_unreadable(summary, allow_unreadable)
    if gate.is_blind:
        raise UsageError(f"--group-by {group_by}: no article has one: name a column of the rows, or domain")
    raise typer.Exit(summary.exit_code(allow_unreadable))
