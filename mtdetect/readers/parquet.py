"""Parquet: a document a row, by pyarrow, which is imported only for such a file. Structs are columns of any depth."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mtdetect.document import Document, Unreadable
from mtdetect.readers.columns import find
from mtdetect.readers.errors import ReadError, not_installed, too_large
from mtdetect.readers.jsonl import document, no_column
from mtdetect.readers.options import Options

if TYPE_CHECKING:
    import pyarrow

_ROWS = 16  # decoded at a time
_BUFFER = 1 << 20  # bytes of a column read at a time: without it, all of a row group's
_LARGEST_HEADER = 100_000_000  # bytes, or entries, of what describes the file; pyarrow's own limits, said here


def read_parquet(stream: io.BufferedIOBase, path: str, options: Options) -> Iterator[Document | Unreadable]:
    """The rows in order; only the columns that are asked for are read. `max_bytes` is a limit on each text."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise not_installed("pyarrow", "parquet") from error
    if not stream.read(1):
        raise ReadError("empty", "holds no rows: leave it out")
    try:
        file = parquet.ParquetFile(
            stream,
            buffer_size=_BUFFER,
            pre_buffer=False,
            thrift_string_size_limit=_LARGEST_HEADER,
            thrift_container_size_limit=_LARGEST_HEADER,
        )
        columns = _columns(file, options)
        number, total = 0, file.metadata.num_rows
        for batch in file.iter_batches(_ROWS, columns=columns, use_threads=False):
            for row in _rows(batch):
                number += 1
                if options.meter:
                    options.meter.share(number / max(total, number))
                yield _document(row, path, number, options)
    except (pyarrow.ArrowException, OSError, ValueError, KeyError, TypeError) as error:
        if isinstance(error, OSError) and error.errno:  # the disk's fault, not the file's
            raise
        raise ReadError("bad_parquet", f"is not whole Parquet ({_cause(error)}): write it again") from error
    if not number:
        raise ReadError("empty", "holds no rows: leave it out")


def _columns(file: Any, options: Options) -> list[str] | None:
    """The columns to read, by their paths, which pyarrow takes too; None for all."""
    if options.text_key not in {file.schema.column(at).path for at in range(len(file.schema))}:
        raise no_column(file.schema_arrow.names, options.text_key)
    return None if options.keep == "all" else [options.text_key, options.id_key, *options.keep]


def _document(row: Any, path: str, number: int, options: Options) -> Document | Unreadable:
    if isinstance(row, ReadError):
        return Unreadable(f"{path}:{number}", path, row.kind, row.message)
    text = find(row, options.text_key)
    failure = too_large(options.max_bytes) if isinstance(text, str) and _size(text) > options.max_bytes else None
    return document(row, path, number, options, failure=failure)


def _rows(batch: "pyarrow.RecordBatch") -> list[Any]:
    """The rows as dictionaries; a ReadError in the place of one whose strings are not UTF-8."""
    try:
        return list(batch.to_pylist())
    except UnicodeDecodeError:
        if batch.num_rows == 1:
            return [ReadError("not_utf8", "has a string that is not UTF-8: write the column as binary")]
        return [row for at in range(batch.num_rows) for row in _rows(batch.slice(at, 1))]


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _cause(error: Exception) -> str:
    """The first line of what pyarrow says."""
    return (str(error).splitlines() or [type(error).__name__])[0][:80].lower()
