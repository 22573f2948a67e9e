"""The command that redraws saved results: parse, call, exit. Heavy imports are inside the command, as in `app.py`."""

from typing import Annotated

import typer

from mtdetect.cli import options as option
from mtdetect.cli.needs import Need
from mtdetect.cli.settings import Configured
from mtdetect.report.formats import Format

_UNGROUPED = "judges sites, and nothing is grouped: add --group-by, or score anew"


class ReportCommand(Configured):
    """Reads rows, which are larger than the documents that `max-bytes` is set for, and have their verdicts."""

    skipped = frozenset({"max-bytes"})
    needs = (
        *Configured.needs,
        *(Need(option, lambda given: bool(given["group_by"]), _UNGROUPED) for option in ("fpr", "prior")),
    )


def report(
    paths: Annotated[
        list[str], typer.Argument(metavar="RESULTS.jsonl", help="What 'score --format jsonl' wrote; - for stdin.")
    ],
    form: option.Form = Format.TEXT,
    output: option.Output = None,
    max_bytes: Annotated[int, typer.Option(metavar="BYTES", min=1, help="The largest row that is read.")] = 100_000_000,
    max_translated: option.MaxTranslated = None,
    max_share: option.MaxShare = None,
    fail_over: option.FailOver = None,
    max_translated_sites: option.MaxTranslatedSites = None,
    group_by: option.GroupBy = None,
    fpr: Annotated[
        float,
        typer.Option(
            metavar="SHARE",
            parser=option.share,
            help="Sites alone: the share of human sites that may be called translated: 1% or 0.01.",
        ),
    ] = 0.01,
    prior: Annotated[
        float,
        typer.Option(
            metavar="SHARE",
            parser=option.share,
            help="Sites alone: the share of sites thought to publish translations before reading them: 50% or 0.5.",
        ),
    ] = 0.5,
    allow_unjudged: option.AllowUnjudged = False,
    allow_unreadable: option.AllowUnreadable = False,
    _config: option.Config = None,
    _isolated: option.Isolated = False,
    _show_settings: option.ShowSettings = False,
) -> None:
    """Redraw saved results in another format.

    The same bytes as scoring anew gives, but for text and html: rows hold no texts, so that these two show the evidence
    without what stands around it. A line that is no row is named, and the others are redrawn. Articles keep the
    verdicts that they were saved with; --fpr and --prior are for sites alone (--group-by).

    Exits with 0; with 1 when a gate is set and not met; with 2 when a line is no row, or tells of an input that could
    not be read.

    \b
    Examples:
      mtdetect report results.jsonl
      mtdetect report results.jsonl --format sarif --output html=results.html
      mtdetect report results.jsonl --max-share 2% --group-by site
    """
    from mtdetect.config.score_settings import Limits, OutputSettings
    from mtdetect.runs.report import run_report

    limits = Limits(
        max_translated, max_share, fail_over, group_by, allow_unjudged, allow_unreadable, max_translated_sites
    )
    written = OutputSettings(form, tuple(output or ()))
    raise typer.Exit(run_report(paths, written, limits, max_bytes=max_bytes, fpr=fpr, prior=prior))
