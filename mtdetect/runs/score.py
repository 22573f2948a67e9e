"""A scoring run: read, score, excuse, compare with the limits of the gate, and report."""

import sys
from contextlib import closing
from functools import partial

from mtdetect.bulk.scoring import detector_loader, open_results, read_options
from mtdetect.config.score_settings import ExcuseSettings, ScoreSettings
from mtdetect.excuses.active import Excuses
from mtdetect.excuses.apply import Excuser
from mtdetect.excuses.files import find_excuses
from mtdetect.model.houses import house_columns
from mtdetect.readers import read_progress
from mtdetect.readers.groups import group_columns
from mtdetect.report.base import write
from mtdetect.report.chosen_fields import field_outputs
from mtdetect.report.formats import Format
from mtdetect.report.gate import gate_outcome
from mtdetect.report.input_rows import row_outputs
from mtdetect.report.messages import print_excuses, print_gate, print_unreadable
from mtdetect.report.outputs import formats_with_text, open_outputs, totals_only
from mtdetect.report.progress import track
from mtdetect.results.gate import Gate
from mtdetect.results.groups import grouper
from mtdetect.results.row import DETAILS
from mtdetect.runs.sites import no_groups, with_sites, without_sketches


def run_score(settings: ScoreSettings) -> int:
    """Score the inputs and write all reports; returns the exit code.

    That is 0; 1 when a gate is set and not met; 2 when an input could not be read, unless that is allowed. Raises
    `mtdetect.errors.MtdetectError` for settings and files that cannot be used.
    """
    limits, reading, output = settings.limits, settings.reading, settings.output
    gate = Gate(limits)
    excuses = _excuses(settings.excuses)
    own = settings.input_rows
    rows = row_outputs(
        reading.text_key, Format(output.format), annotate=own.annotate, drop=own.drop_translated, dropped=own.dropped
    )
    chosen = field_outputs(output.fields, Format(output.format), other_rows=bool(rows))
    # A verdict on a site counts its tells, whatever fields of it are printed.
    details = not chosen or bool(DETAILS.intersection(output.fields) or output.files or excuses or limits.group_by)
    form = Format.JSONL if rows or chosen else Format(output.format)
    loader = detector_loader(
        settings.detector,
        details=details,
        # Saved rows have no sentences, and a resumed run gives the same page.
        sentences=not settings.shards and Format.HTML in formats_with_text(form, output.files),
        sketches=bool(limits.group_by),
    )
    excuser = Excuser(excuses, loader, limits.fail_over, site_of=grouper(limits.group_by) if limits.group_by else None)
    totals = totals_only() if settings.shards and form is Format.TEXT else None
    progress = read_progress(settings.paths) if sys.stderr.isatty() else None
    columns = "all" if rows else _columns(settings, excuses)
    texts = bool(
        rows or excuser.excuses or limits.group_by or formats_with_text(Format.JSONL if totals else form, output.files)
    )
    results = open_results(
        settings.paths,
        read_options(reading, columns, progress),
        loader,
        jobs=settings.jobs,
        shards=settings.shards,
        texts=texts,
    )
    with (
        results as scores,
        open_outputs(form, output.files, settings.paths, rows or chosen or totals) as reports,
        closing(track(scores, sys.stderr, shared=sys.stdout.isatty(), progress=progress)) as tracked,
    ):
        scorer = settings.detector
        articles = excuser.apply(tracked)
        if settings.shards and not limits.group_by:
            articles = without_sketches(articles)
        grouped = with_sites(articles, limits.group_by, fpr=scorer.fpr, prior=scorer.prior)
        summary = write(gate.count(grouped), reports, partial(gate_outcome, gate))
    print_gate(summary, form)
    print_excuses(excuser, settings.excuses.report_unused)
    print_unreadable(summary, limits.allow_unreadable)
    if limits.group_by and gate.lacks_groups:
        raise no_groups(limits.group_by, "article")
    return summary.exit_code(limits.allow_unreadable)


def _columns(settings: ScoreSettings, excuses: Excuses) -> tuple[str, ...]:
    """The columns of input rows that a run asks for: by sites, by houses of the model, and by excuses."""
    of_houses = house_columns(settings.detector.model)
    return tuple(dict.fromkeys((*group_columns(settings.limits.group_by), *of_houses, *excuses.columns)))


def _excuses(settings: ExcuseSettings) -> Excuses:
    if not settings.enabled:
        return Excuses()
    return find_excuses(settings.file, settings.baseline, search=settings.search)
