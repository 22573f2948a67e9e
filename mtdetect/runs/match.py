"""A run of copy mode: the origin of each input among candidates."""

import sys
from collections.abc import Sequence
from contextlib import closing

from mtdetect.bulk.scoring import detector_loader
from mtdetect.config.score_settings import DetectorSettings, OutputSettings, ReadSettings
from mtdetect.errors import UsageError
from mtdetect.match.matcher import load_matcher
from mtdetect.match.row import match_results
from mtdetect.readers import read
from mtdetect.report.base import write
from mtdetect.report.formats import Format
from mtdetect.report.messages import print_unreadable
from mtdetect.report.outputs import open_outputs
from mtdetect.report.progress import track
from mtdetect.runs.candidates import UnreadableCandidates


def run_match(
    paths: Sequence[str],
    against: Sequence[str],
    output: OutputSettings,
    detector: DetectorSettings,
    reading: ReadSettings,
    *,
    allow_unreadable: bool = False,
) -> int:
    """Write reports of the inputs with their origins among the candidates `against`; returns the exit code.

    That is 0, or 2 when an input or a candidate could not be read, unless that is allowed. Raises
    `mtdetect.errors.MtdetectError` for settings and files that cannot be used.
    """
    if "-" in paths and "-" in against:
        raise UsageError("-: standard input cannot be both suspect and candidate: name a file for one of them")
    unreadable = UnreadableCandidates(allow_unreadable)
    scorer = detector_loader(detector)()
    matcher = load_matcher(
        against,
        max_bytes=reading.max_bytes,
        text_key=reading.text_key,
        id_key=reading.id_key,
        unreadable=unreadable.add,
    )
    inputs = read(paths, max_bytes=reading.max_bytes, text_key=reading.text_key, id_key=reading.id_key)
    results = match_results(scorer, matcher, inputs)
    with (
        open_outputs(Format(output.format), output.files, [*paths, *against]) as reports,
        closing(track(results, sys.stderr, shared=sys.stdout.isatty())) as tracked,
    ):
        summary = write(tracked, reports)
    print_unreadable(summary, allow_unreadable)
    return summary.exit_code(allow_unreadable) or unreadable.exit_code
