"""What a worker does with the records of a partition."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from mtdetect.bulk.inputs import Input
from mtdetect.bulk.loader import DetectorLoader
from mtdetect.bulk.scored import score_inputs
from mtdetect.bulk.spark.columns import add_results
from mtdetect.document import Unreadable
from mtdetect.readers.columns import find
from mtdetect.readers.errors import ReadError
from mtdetect.readers.options import Options
from mtdetect.readers.parquet import batch_rows
from mtdetect.readers.tables import typed_row_document
from mtdetect.results.groups import GroupOf, grouper
from mtdetect.results.row import Result, Row
from mtdetect.sites.article import article_row
from mtdetect.text.batches import BATCH_TEXTS

if TYPE_CHECKING:
    import pyarrow

_LOCAL = "file:"


@dataclass(frozen=True, slots=True)
class Task:
    """What is done to the records of a partition: a value that is sent to the workers.

    `path` and `number` are the columns of the file that a record stands in and of its number there, or None.
    `signature` is that of the driver's detector, which each worker's must have.
    """

    loader: DetectorLoader
    signature: str
    options: Options
    path: str | None
    number: str | None
    group_by: str | None


def score_batches(task: Task, parts: "Iterable[pyarrow.RecordBatch]") -> "Iterator[pyarrow.RecordBatch]":
    """What a worker does: smaller batches, in order, each with its results. Raises ModelError."""
    group_of, done = grouper(task.group_by) if task.group_by else None, 0
    for part in parts:
        at = 0
        results = score_inputs(task.loader, task.signature, _inputs(part, task), done)
        while rows := [_row(result, group_of) for result in islice(results, BATCH_TEXTS)]:
            yield add_results(part.slice(at, len(rows)), rows, sites=bool(task.group_by))
            at += len(rows)
        done += at


def _inputs(part: "pyarrow.RecordBatch", task: Task) -> Iterator[Input]:
    """The document of each record, or why there is none; only the columns needed become Python's objects."""
    options = task.options
    keys = [options.text_key, options.id_key, *options.keep, *filter(None, (task.path, task.number))]
    for fields in batch_rows(part.select(top_level(keys, part.schema.names)), options.max_bytes):
        if isinstance(fields, ReadError):
            yield Unreadable("", None, fields.kind, fields.message)
            continue
        path = find(fields, task.path) if task.path else None
        number = find(fields, task.number) if task.number else None
        yield typed_row_document(
            fields, None if path is None else _local(str(path)), number if isinstance(number, int) else 0, options
        )


def _row(result: Result, group_of: GroupOf | None) -> Row:
    return article_row(result.row, group_of(result), result.text) if group_of else result.row


def _local(address: str) -> str:
    """A local file's path as the command line names it; any other address as it is."""
    return unquote("/" + address.removeprefix(_LOCAL).lstrip("/")) if address.startswith(_LOCAL) else address


def top_level(keys: Iterable[str], names: list[str]) -> list[str]:
    """The columns that may hold what stands under the keys, in the order of `names`."""
    wanted = list(keys)
    return [name for name in names if any(key == name or key.startswith(f"{name}.") for key in wanted)]
