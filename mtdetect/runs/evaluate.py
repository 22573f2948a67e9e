"""A run that measures the model on labelled texts of the user."""

import sys
from collections.abc import Sequence
from contextlib import closing
from typing import Literal

from mtdetect.bulk.pool import cores, score_results
from mtdetect.bulk.scoring import detector_loader
from mtdetect.config.score_settings import DetectorSettings, ReadSettings
from mtdetect.evaluation.labelled import read_sets
from mtdetect.evaluation.model_metrics import evaluate, join_results
from mtdetect.report.messages import print_text
from mtdetect.report.model_metrics import as_json, as_text
from mtdetect.report.progress import track


def run_evaluate(
    files: Sequence[str],
    form: Literal["text", "json"],
    detector: DetectorSettings,
    reading: ReadSettings,
    *,
    jobs: int = 0,
) -> None:
    """Print the metrics of the model on the rows of labelled files.

    `jobs` is the number of processes, 0 for one a core. Raises `mtdetect.errors.MtdetectError` for settings, files and
    rows that cannot be used.
    """
    rows, documents = read_sets(files, max_bytes=reading.max_bytes, text_key=reading.text_key)
    loader = detector_loader(detector)
    with closing(score_results(loader, documents, jobs or cores())) as results:
        texts = list(join_results(rows, track(results, sys.stderr, shared=False)))
    evaluation = evaluate(texts, detector.fpr, loader.signature())
    print_text(as_json(evaluation) if form == "json" else as_text(evaluation))
