"""How many documents have which answer, and what share of them is translated: counted where they lie."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mtdetect.bulk.spark.columns import ROW
from mtdetect.detector import load
from mtdetect.model.calibration import Calibration
from mtdetect.quantify.collect import Tally, raw_of_likelihood
from mtdetect.quantify.estimate import Estimate, estimate_groups
from mtdetect.quantify.histogram import place
from mtdetect.quantify.model import load_quantify
from mtdetect.quantify.saved import check_signature, saved_raw
from mtdetect.results.row import Row, answer
from mtdetect.sites.article import is_judged

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

_ANSWER, _SCORE = "answer", "score"


@dataclass(frozen=True, slots=True)
class Totals:
    """The number of documents by answer, as `mtdetect.results.row.answer` names them, and the estimated share of
    translated ones; `estimate` is None where none was asked for."""

    answers: dict[str, int]
    estimate: Estimate | None
    signature: str


def count_results(
    scored: "DataFrame", *, model: Path | None = None, prior: float = 0.5, estimate: bool = True
) -> Totals:
    """The totals of what `score` made, whose `model` and `prior` (0-1, exclusive) this takes too.

    What reaches the driver is at most some 250 counts. Without `estimate`, only answers are counted. Raises UsageError
    for rows of another model, and ModelError.
    """
    from pyspark.sql import functions as sql

    detector = load(model, prior=prior, deep="never", details=False)
    signature, calibration = detector.signature, detector.model.calibration  # a detector cannot be sent
    quantify = load_quantify(detector.model) if estimate else None

    def run(batches: "Iterator[pyarrow.RecordBatch]") -> "Iterator[pyarrow.RecordBatch]":
        return _count(signature, calibration, prior, batches, estimate=estimate)

    counts = scored.select(ROW).mapInArrow(run, "kind string, name string, words int, score int, count bigint")
    total = counts.groupBy("kind", "name", "words", "score").agg(sql.sum("count").alias("count"))
    answers, tally = Counter[str](), Tally()
    for one in total.toLocalIterator():
        if one["kind"] == _ANSWER:
            answers[one["name"]] = one["count"]
        else:
            tally.counts[one["words"], one["score"]] = one["count"]
    tally.called = answers["translated"]
    tally.not_judged, tally.unreadable = answers["abstained"], answers["unreadable"]
    made = estimate_groups({None: tally}, quantify).all if quantify else None
    return Totals(dict(sorted(answers.items())), made, f"{signature}|{quantify.signature}" if quantify else signature)


def _count(
    signature: str,
    calibration: Calibration,
    prior: float,
    batches: "Iterator[pyarrow.RecordBatch]",
    *,
    estimate: bool,
) -> "Iterator[pyarrow.RecordBatch]":
    """The counts of each batch: the first of two phases, so that few records are exchanged."""
    import pyarrow

    raw_of_fresh = raw_of_likelihood(calibration, prior)
    for batch in batches:
        found: Counter[tuple[str, str, int, int]] = Counter()
        for line in batch.column(ROW).to_pylist():
            row: Row = json.loads(line)
            found[_ANSWER, answer(row), 0, 0] += 1
            if estimate and is_judged(row):
                check_signature(row, signature)
                raw = saved_raw(row) if "reasons" in row else raw_of_fresh(row)
                found[_SCORE, "", *place(raw, row["words"])] += 1
        kinds, names, words, scores = zip(*found, strict=True) if found else ((), (), (), ())
        columns = {"kind": kinds, "name": names, "words": words, "score": scores, "count": list(found.values())}
        types = ("string", "string", "int32", "int32", "int64")
        arrays = [pyarrow.array(column, kind) for column, kind in zip(columns.values(), types, strict=True)]
        yield pyarrow.RecordBatch.from_arrays(arrays, list(columns))
