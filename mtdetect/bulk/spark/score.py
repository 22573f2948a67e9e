"""Scores the documents of a data frame where its partitions lie, with the step that every way of scoring runs."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mtdetect.bulk.loader import DetectorLoader
from mtdetect.bulk.spark.columns import schema_with_results
from mtdetect.bulk.spark.task import Task, score_batches, top_level
from mtdetect.config.deep_mode import DeepMode
from mtdetect.errors import UsageError
from mtdetect.model.houses import house_columns
from mtdetect.readers.groups import group_columns
from mtdetect.readers.options import Options

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame


def score(
    df: "DataFrame",
    text: str = "text",
    id: str = "id",  # noqa: A002 - the name of a column, as in all data frames
    *,
    path: str | None = None,
    number: str | None = None,
    group_by: str | None = None,
    model: Path | None = None,
    fpr: float = 0.01,
    prior: float = 0.5,
    deep: DeepMode = "never",
    details: bool = True,
    max_bytes: int = 10_000_000,
) -> "DataFrame":
    """The records of a data frame with the columns `mtdetect_*` behind their own; lazy, as all of Spark.

    `mtdetect_row` is the row of schema 1, the same as the command line writes. `text` and `id` name columns at any
    depth (`meta.text`), `path` and `number` those of the file and the number in it that name a record without an id
    (`_metadata.file_path`, `_metadata.row_index`); otherwise its id is empty.
    With `group_by` (a column, `domain`, or as `mtdetect score --group-by` has it) rows have their `site`, from which
    `site_rows` makes those of sites. A folder of a `model` must be there on every worker. Other settings are those of
    `mtdetect.load`; `max_bytes` limits a text.

    A record that cannot be read or scored gets an error row. Raises UsageError for columns that are not there, and
    ModelError; where a worker has another model, rules or version than the driver, its task fails and says so.
    """
    names = df.schema.names
    for key, column in (("text", text), ("path", path), ("number", number)):
        if column is not None and not top_level([column], names):
            raise UsageError(f"{key}={column!r}: no such column but {', '.join(names[:10])}: name the right one")
    if not top_level([id], names) and None in (path, number):
        raise UsageError(f"id={id!r}: no such column but {', '.join(names[:10])}: name the right one")
    loader = DetectorLoader(model, fpr, prior, deep, None, details, sketches=bool(group_by))
    options = Options(max_bytes, text, id, (*group_columns(group_by), *house_columns(model)))
    task = Task(loader, loader.signature(), options, path, number, group_by)

    def run(parts: "Iterator[pyarrow.RecordBatch]") -> "Iterator[pyarrow.RecordBatch]":
        return score_batches(task, parts)

    return df.mapInArrow(run, schema_with_results(df.schema, sites=bool(group_by)))
