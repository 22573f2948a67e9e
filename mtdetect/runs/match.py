"""A run of copy mode: the origin of each input among candidates."""

import sys
from collections.abc import Sequence
from contextlib import closing

from mtdetect.bulk.pool import cores, score_results
from mtdetect.bulk.scoring import detector_loader, read_options
from mtdetect.config.score_settings import DetectorSettings, OutputSettings, ReadSettings
from mtdetect.errors import UsageError
from mtdetect.match.candidates import MatchLoader, candidate_files
from mtdetect.match.row import match_items
from mtdetect.model.houses import house_columns
from mtdetect.readers import read_inputs
from mtdetect.report.base import write
from mtdetect.report.formats import Format
from mtdetect.report.messages import print_unreadable
from mtdetect.report.outputs import formats_with_text, open_outputs
from mtdetect.report.progress import track
from mtdetect.runs.candidates import UnreadableCandidates


def run_match(
    paths: Sequence[str],
    against: Sequence[str],
    output: OutputSettings,
    detector: DetectorSettings,
    reading: ReadSettings,
    *,
    jobs: int = 0,
    allow_unreadable: bool = False,
) -> int:
    """Write reports of the inputs with their origins among the candidates `against`; returns the exit code.

    `jobs` is the number of processes, 0 for one a core. The code is 0, or 2 when an input or a candidate could not be
    read, unless that is allowed. Raises `mtdetect.errors.MtdetectError` for settings and files that cannot be used.
    """
    if "-" in paths and "-" in against:
        raise UsageError("-: standard input cannot be both suspect and candidate: name a file for one of them")
    unreadable = UnreadableCandidates(allow_unreadable)
    jobs = jobs or cores()
    inputs = read_inputs(paths, read_options(reading, house_columns(detector.model)))
    with candidate_files(against, reading, jobs, unreadable.add) as files:
        form = Format(output.format)
        loader = detector_loader(detector, sentences=Format.HTML in formats_with_text(form, output.files))
        results = score_results(MatchLoader(loader, files), inputs, jobs, match_items)
        with (
            open_outputs(form, output.files, [*paths, *against]) as reports,
            closing(track(results, sys.stderr, shared=sys.stdout.isatty())) as tracked,
        ):
            summary = write(tracked, reports)
    print_unreadable(summary, allow_unreadable)
    return summary.exit_code(allow_unreadable) or unreadable.exit_code
