"""A run that writes reports of rows that an earlier run has saved."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial

from mtdetect.config.score_settings import Limits, OutputSettings
from mtdetect.readers.paths import expand_glob
from mtdetect.report.base import write
from mtdetect.report.formats import Format
from mtdetect.report.gate import gate_outcome
from mtdetect.report.messages import print_gate, print_message, print_unreadable
from mtdetect.report.outputs import formats_with_text, open_outputs
from mtdetect.report.progress import track
from mtdetect.results.gate import Gate
from mtdetect.results.row import Result
from mtdetect.results.saved_rows import BAD_ROW, read_rows
from mtdetect.runs.sites import SavedSites, with_sites


def run_report(
    paths: Sequence[str],
    output: OutputSettings,
    limits: Limits,
    *,
    max_bytes: int,
    fpr: float = 0.01,
    prior: float = 0.5,
) -> int:
    """Write reports of saved rows; returns the exit code, which is that of `mtdetect.runs.score.run_score`.

    `max_bytes` limits a row. With `limits.group_by`, sites are judged anew (`with_sites`). A line that is no row counts
    as an input that could not be read. Raises UsageError for settings and files that cannot be used.
    """
    gate = Gate(limits)
    files = [file for path in paths for file in expand_glob(path)]
    form, sites = Format(output.format), SavedSites()
    with (
        open_outputs(form, output.files, files) as reports,
        closing(track(_name_bad_rows(read_rows(files, max_bytes)), sys.stderr, shared=sys.stdout.isatty())) as tracked,
    ):
        grouped = with_sites(sites.watch(tracked), limits.group_by, fpr=fpr, prior=prior)
        summary = write(gate.count(grouped), reports, partial(gate_outcome, gate))
    if wanting := formats_with_text(form, output.files):
        print_message("note", f"{' and '.join(wanting)}: saved rows hold no texts, so the evidence stands by itself")
    print_gate(summary, form)
    print_unreadable(summary, limits.allow_unreadable)
    if limits.group_by and gate.lacks_groups:
        raise sites.no_groups(limits.group_by)
    return summary.exit_code(limits.allow_unreadable)


def _name_bad_rows(results: Iterable[Result]) -> Iterator[Result]:
    """The same results; each line that is no row is named on standard error, with the cause."""
    for result in results:
        if "error" in result.row and result.row["error"]["kind"] == BAD_ROW:
            print_message("error", f"{result.row['id']}: {result.row['error']['message']}")
        yield result
