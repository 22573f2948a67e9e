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
from mtdetect.readers import read
from mtdetect.report.messages import print_text
from mtdetect.report.progress import track
from mtdetect.report.recalibrate import as_text


def run_calibrate(
    paths: Sequence[str], output: Path, reading: ReadSettings, *, model: Path | None, fpr: float, jobs: int = 0
) -> None:
    """Write a model folder with thresholds at which at most a share `fpr` (0-1) of human texts is called translated.

    `jobs` is the number of processes, 0 for one a core. Raises `mtdetect.errors.MtdetectError` for settings and files
    that cannot be used, and for too few texts.
    """
    if not 0 < fpr < 1:
        raise UsageError(f"--fpr {fpr:g}: no texts can show that: give a share between 0 and 1, such as 0.01")
    refuse_existing(output)
    inputs = read(paths, **reading.as_keywords())
    with closing(score_results(DetectorLoader(model, fpr), inputs, jobs or cores())) as results:
        scores = collect_scores(track(results, sys.stderr, shared=False))
    print_text(as_text(recalibrate(model, scores, fpr, output)))
