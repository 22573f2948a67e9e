"""The command that scores: parse, call, exit. Heavy imports are inside the command, as in `app.py`."""

import typer

from mtdetect.cli import options as option
from mtdetect.report.formats import Format


def score(
    paths: option.Paths,
    form: option.Form = Format.TEXT,
    output: option.Output = None,
    fields: option.Fields = None,
    fpr: option.Fpr = 0.01,
    prior: option.Prior = 0.5,
    model: option.Model = None,
    text_key: option.TextKey = "text",
    id_key: option.IdKey = "id",
    max_bytes: option.MaxBytes = 10_000_000,
    input_format: option.ReadAs = None,
    annotate: option.Annotate = False,
    drop_translated: option.DropTranslated = False,
    dropped: option.Dropped = None,
    jobs: option.Jobs = 0,
    shards: option.ShardsIn = None,
    shard_rows: option.ShardRows = 1000,
    resume: option.Resume = False,
    deep: option.Deep = "auto",
    reader: option.Reader = None,
    max_translated: option.MaxTranslated = None,
    max_share: option.MaxShare = None,
    fail_over: option.FailOver = None,
    max_translated_sites: option.MaxTranslatedSites = None,
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
      mtdetect score article.txt --deep always
      mtdetect score news/ --max-share 2%
      mtdetect score pages.jsonl --group-by domain --max-translated-sites 0
      mtdetect score pages.jsonl --drop-translated --dropped dropped.jsonl > kept.jsonl
      mtdetect score 'crawl/*.warc.gz' --shards rows/ --resume
      mtdetect score pages.jsonl --fields id,likelihood,human_share,verdict > verdicts.jsonl
      curl -s https://example.org/story.html | mtdetect score -
    """
    from mtdetect.config import score_settings as settings
    from mtdetect.runs.score import run_score

    code = run_score(
        settings.ScoreSettings(
            paths=tuple(paths),
            detector=settings.DetectorSettings(model, fpr, prior, deep, reader),
            reading=settings.ReadSettings(text_key, id_key, max_bytes, input_format),
            output=settings.OutputSettings(form, tuple(output or ()), settings.field_names(fields)),
            input_rows=settings.InputRowSettings(annotate, drop_translated, dropped),
            shards=settings.shard_settings(shards, shard_rows, resume=resume),
            limits=settings.Limits(
                max_translated, max_share, fail_over, group_by, allow_unjudged, allow_unreadable, max_translated_sites
            ),
            excuses=settings.ExcuseSettings(
                excuses, baseline, enabled=not no_excuses, search=not isolated, report_unused=report_unused_excuses
            ),
            jobs=jobs,
        )
    )
    raise typer.Exit(code)
