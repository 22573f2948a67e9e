"""The columns that scoring adds to a data frame, in the order in which they stand."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mtdetect.bulk.columns import PREFIX, result_value
from mtdetect.results.row import Row

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql.types import StructType

ID, PATH, SITE, ROW = f"{PREFIX}id", f"{PREFIX}path", f"{PREFIX}site", f"{PREFIX}row"
_TYPES = {
    ID: "string",
    PATH: "string",
    f"{PREFIX}verdict": "string",
    f"{PREFIX}likelihood": "double",
    f"{PREFIX}human_share": "double",
    f"{PREFIX}words": "integer",
    f"{PREFIX}abstained": "string",
    f"{PREFIX}error": "string",
    f"{PREFIX}signature": "string",
    SITE: "string",
    ROW: "string",
}
_ARROW = {"string": "string", "double": "float64", "integer": "int32"}


def result_names(*, sites: bool) -> list[str]:
    """The names of the columns; `sites` says whether documents are grouped."""
    return [name for name in _TYPES if sites or name != SITE]


def schema_with_results(schema: "StructType", *, sites: bool) -> "StructType":
    """A schema with the columns of results behind its own; those that it has under these names are replaced."""
    from pyspark.sql.types import StructType

    names = result_names(sites=sites)
    made = StructType([field for field in schema.fields if field.name not in names])
    for name in names:
        made = made.add(name, _TYPES[name])
    return made


def add_results(batch: "pyarrow.RecordBatch", rows: Sequence[Row], *, sites: bool) -> "pyarrow.RecordBatch":
    """A batch with the columns of results behind its own, which are not copied; a row for each of its records."""
    import pyarrow

    names = result_names(sites=sites)
    kept = [name for name in batch.schema.names if name not in names]
    values = [[result_value(row, name.removeprefix(PREFIX)) for row in rows] for name in names]
    arrays = [pyarrow.array(column, _ARROW[_TYPES[name]]) for name, column in zip(names, values, strict=True)]
    return pyarrow.RecordBatch.from_arrays([*map(batch.column, kept), *arrays], [*kept, *names])
