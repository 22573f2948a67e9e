"""A run that sets the thresholds of a model by human texts of the user."""

import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from mtdetect.bulk.loader import DetectorLoader
from mtdetect.bulk.pool import cores, score_results
from mtdetect.config.score_settings import ReadSettings
from mtdetect.errors import UsageError
from mtdetect.evaluation.human_scores import collect_scores
from mtdetect.evaluation.recalibrate import recalibrate, refuse_existing
from mtdetect.model.houses import house_columns
from mtdetect.readers import read
from mtdetect.readers.groups import group_columns
from mtdetect.report.messages import print_text
from mtdetect.report.progress import track
from mtdetect.report.recalibrate import as_text
from mtdetect.results.groups import grouper


def run_calibrate(
    paths: Sequence[str],
    output: Path,
    reading: ReadSettings,
    *,
    model: Path | None,
    fpr: float,
    group_by: str | None = None,
    jobs: int = 0,
) -> None:
    """Write a model folder with thresholds at which at most a share `fpr` (0-1) of human texts is called translated.

    With `group_by` (`mtdetect.readers.groups`), each house of the texts gets its own. `jobs` is the number of
    processes, 0 for one a core. Raises `mtdetect.errors.MtdetectError` for settings and files that cannot be used, and
    for too few texts.
    """
    if not 0 < fpr < 1:
        raise UsageError(f"--fpr {fpr:g}: no texts can show that: give a share between 0 and 1, such as 0.01")
    refuse_existing(output)
    columns = (*group_columns(group_by), *house_columns(model))
    inputs = read(paths, **reading.as_keywords(), keep=columns)
    with closing(score_results(DetectorLoader(model, fpr), inputs, jobs or cores())) as results:
        tracked = track(results, sys.stderr, shared=False)
        scores = collect_scores(tracked, grouper(group_by) if group_by else None)
    print_text(as_text(recalibrate(model, scores, fpr, output, group_by)))
