"""Scoring in the processes of another engine: the detector is loaded once in each, and must be that of all others."""

from collections.abc import Iterable, Iterator

from mtdetect.bulk.batches import batches
from mtdetect.bulk.garbage import rare_collection
from mtdetect.bulk.inputs import Work
from mtdetect.bulk.loader import DetectorLoader, prepare
from mtdetect.bulk.step import score_items
from mtdetect.bulk.worker import loaded
from mtdetect.errors import ModelError
from mtdetect.results.row import Result
from mtdetect.tells.engine import PREPARE_AFTER


def score_inputs(loader: DetectorLoader, signature: str, inputs: Iterable[Work], before: int = 0) -> Iterator[Result]:
    """The result of each input, in order; some are scored together.

    `signature` is that of the detector where the job was made: raises ModelError where this process has another model,
    other rules or another version. `before` is the number of inputs that this process has scored for the job.
    """
    scorer = loaded(loader)
    if scorer.signature != signature:
        raise ModelError(
            f"this process scores with {scorer.signature}, the job with {signature}: install one version everywhere"
        )
    for run in batches(inputs):
        before += len(run)
        with rare_collection():
            results = score_items(scorer, run)
        yield from results
        if before >= PREPARE_AFTER:
            prepare(scorer)
