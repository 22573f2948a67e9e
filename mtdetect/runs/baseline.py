"""A run that writes a baseline: the findings of now, which later runs do not count."""

import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from mtdetect.bulk.pool import cores, score_results
from mtdetect.bulk.scoring import detector_loader
from mtdetect.config.files import display_path, write_text
from mtdetect.config.score_settings import DetectorSettings, ExcuseSettings, ReadSettings
from mtdetect.excuses.active import Excuses
from mtdetect.excuses.apply import Excuser
from mtdetect.excuses.collect import BaselineCollector
from mtdetect.excuses.files import baseline_file, find_excuses
from mtdetect.model.houses import house_columns
from mtdetect.readers import read
from mtdetect.report.base import write
from mtdetect.report.messages import name_unreadable, print_text, print_undecided, print_unreadable
from mtdetect.report.progress import track
from mtdetect.report.words import plural

_STDOUT = Path("-")


def run_baseline(
    paths: Sequence[str],
    detector: DetectorSettings,
    reading: ReadSettings,
    excuses: ExcuseSettings,
    *,
    jobs: int = 0,
    fail_over: float | None = None,
    allow_unreadable: bool = False,
) -> int:
    """Score the inputs and write the baseline to the file `excuses.baseline`; returns the exit code.

    Without that file, the baseline goes where a scoring run would read it. An article of a likelihood (0-1) above
    `fail_over` is a finding too. Nothing is written, and the exit code is 2, when an input could not be read, unless
    that is allowed.
    """
    loader = detector_loader(detector)
    by_hand = find_excuses(excuses.file, with_baseline=False, search=excuses.search) if excuses.enabled else Excuses()
    excuser = Excuser(by_hand, loader, fail_over)
    collector = BaselineCollector(fail_over)
    inputs = read(paths, **reading.as_keywords(), keep=(*house_columns(detector.model), *by_hand.columns))
    with closing(track(score_results(loader, inputs, jobs or cores()), sys.stderr, shared=False)) as results:
        summary = write(collector.collect(excuser.apply(name_unreadable(results, allow_unreadable))), [])
    print_undecided(excuser)
    print_unreadable(summary, allow_unreadable)
    if code := summary.exit_code(allow_unreadable):
        return code
    file = excuses.baseline or baseline_file()
    if file == _STDOUT:
        print_text(collector.as_json())
        return 0
    write_text(file, collector.as_json())
    findings = f"{plural(collector.articles, 'article')} with {plural(collector.tells, 'tell')}"
    print_text(f"{display_path(file)}: {findings} known, of {plural(summary.articles, 'article')}\n")
    return 0
