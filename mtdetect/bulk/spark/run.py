"""A run from Parquet to Parquet, in shards: each is one Spark job over some input files, and complete or absent.

    OUT/run.json, inputs.jsonl    what the rows depend on: settings, signature, the files that are read
    OUT/rows/shard=0/...          the rows of the first input files; Spark writes _SUCCESS into it at the end
    OUT/sites/                    the rows of sites, where documents are grouped
    OUT/summary.json              documents by answer, and the estimated share of translated ones

A task that dies is run again, and what it had written is thrown away (Spark's commit protocol); so no row is lost or
doubled. A run that is stopped goes on with the shards that lack _SUCCESS.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtdetect.bulk.loader import DetectorLoader
from mtdetect.bulk.manifest import first_difference
from mtdetect.bulk.spark.columns import PATH, result_names
from mtdetect.bulk.spark.files import Files
from mtdetect.bulk.spark.score import score
from mtdetect.bulk.spark.share import Totals, count_results
from mtdetect.bulk.spark.sites import site_rows
from mtdetect.config.deep_mode import DeepMode
from mtdetect.errors import UsageError
from mtdetect.results.row import SCHEMA, dump, number

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

NUMBER = "mtdetect_number"  # of a record in its file, from 1
_FILE = "mtdetect_file"


@dataclass(frozen=True, slots=True)
class RunSettings:
    """The settings of a run, as `score` has them.

    `keep` names columns of the input that stand beside the results. `files` is the number of input files of a shard.
    """

    text: str = "text"
    id: str = "id"
    group_by: str | None = None
    model: Path | None = None
    fpr: float = 0.01
    prior: float = 0.5
    deep: DeepMode = "never"
    details: bool = True
    max_bytes: int = 10_000_000
    keep: tuple[str, ...] = ()
    files: int = 100


def run(spark: "SparkSession", inputs: Sequence[str], out: str, settings: RunSettings) -> Totals:
    """Score Parquet files, folders and globs into the folder `out`; goes on where an earlier run there was stopped.

    Raises UsageError for paths and columns that are not there, and where the earlier run had other inputs, settings or
    another model, naming the first difference; ModelError.
    """
    files = Files(spark)
    listed = list(dict.fromkeys(found for one in inputs for found in files.expand(one)))
    signature = DetectorLoader(settings.model, deep=settings.deep).signature()
    _begin(files, out, settings, signature, [dump({"path": path, "bytes": size}) + "\n" for path, size in listed])
    for at, shard in enumerate(_shards([path for path, _ in listed], settings.files)):
        folder = f"{out}/rows/shard={at}"
        if not files.exists(f"{folder}/_SUCCESS"):
            _scored(spark, shard, settings).write.mode("overwrite").parquet(folder)
    rows = spark.read.parquet(f"{out}/rows")
    if settings.group_by:
        sites = site_rows(rows, fpr=settings.fpr, prior=settings.prior, order=(PATH, NUMBER))
        sites.write.mode("overwrite").parquet(f"{out}/sites")
    totals = count_results(rows, model=settings.model, prior=settings.prior, estimate=settings.deep == "never")
    files.write(f"{out}/summary.json", json.dumps(_summary(totals), indent=2) + "\n")
    return totals


def _begin(files: Files, out: str, settings: RunSettings, signature: str, lines: list[str]) -> None:
    """Write the description of a run, or compare it with that of an earlier one in the folder."""
    described = {**asdict(settings), "model": None if settings.model is None else str(settings.model)}
    described["keep"] = list(settings.keep)
    run_file, inputs_file = f"{out}/run.json", f"{out}/inputs.jsonl"
    if not files.exists(run_file):
        if files.exists(f"{out}/rows"):
            raise UsageError(f"{out}: holds rows of another program: name a new folder")
        files.write(inputs_file, "".join(lines))
        files.write(run_file, json.dumps({**described, "signature": signature}, indent=2) + "\n")
        return
    before, then = json.loads(files.read(run_file)), files.read(inputs_file).splitlines(keepends=True)
    if difference := first_difference(before, then, described, signature, lines):
        raise UsageError(f"{out}: {difference}: repeat what it began with, or score into another folder")


def _shards(paths: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    if size < 1:
        raise UsageError(f"--files {size}: is below 1: give the number of input files of a shard")
    return (paths[at : at + size] for at in range(0, len(paths), size))


def _scored(spark: "SparkSession", paths: Sequence[str], settings: RunSettings) -> "DataFrame":
    from pyspark.sql import functions as sql

    metadata = sql.col("_metadata")
    read = spark.read.parquet(*paths).select(
        "*", metadata["file_path"].alias(_FILE), (metadata["row_index"] + 1).alias(NUMBER)
    )
    scored = score(
        read,
        settings.text,
        settings.id,
        path=_FILE,
        number=NUMBER,
        group_by=settings.group_by,
        model=settings.model,
        fpr=settings.fpr,
        prior=settings.prior,
        deep=settings.deep,
        details=settings.details,
        max_bytes=settings.max_bytes,
    )
    missing = [name for name in settings.keep if name not in read.columns]
    if missing:
        raise UsageError(f"--keep {missing[0]}: no such column but {', '.join(read.columns[:10])}: name another")
    return scored.select(*settings.keep, *result_names(sites=bool(settings.group_by)), NUMBER)


def _summary(totals: Totals) -> dict[str, Any]:
    found = totals.estimate
    share = found.share if found else None
    return {
        "schema": SCHEMA,
        "kind": "estimate",
        "documents": sum(totals.answers.values()),
        "answers": totals.answers,
        "judged": found.judged if found else None,
        "share": share and {name: number(getattr(share, name)) for name in ("estimate", "low", "high")},
        "signature": totals.signature,
    }
