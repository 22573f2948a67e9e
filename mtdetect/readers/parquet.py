"""Parquet, by pyarrow, which is imported only for such a file: one document a row; structs are nested columns."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mtdetect.document import Document, Unreadable
from mtdetect.readers.errors import ReadError, not_installed, too_large
from mtdetect.readers.joining import is_too_much, unpacks_to_too_much
from mtdetect.readers.options import Options
from mtdetect.readers.tables import missing_column, typed_row_document

if TYPE_CHECKING:
    import pyarrow

_ROWS = 16  # rows decoded at a time, where those of the largest row group can be held
_HELD = 1 << 30  # bytes that these may be, if each is all that the group holds: a dictionary may hold one value for all
_BUFFER = 1 << 20  # bytes of a column read at a time; without it, pyarrow reads the whole row group
_LARGEST_HEADER = 100_000_000  # bytes, or entries, of the file's metadata: pyarrow's default
_TIMES = 4  # as many bytes as a text may have, any value may have
_FOOTER = 8  # bytes at the end of a file: how long the metadata before them are, and four letters


def read_parquet(stream: io.BufferedIOBase, path: str, options: Options) -> Iterator[Document | Unreadable]:
    """The rows in order; only the columns that the options name are read. `max_bytes` limits each text."""
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
            thrift_string_size_limit=(limit := _metadata_limit(stream)),
            thrift_container_size_limit=limit,
        )
        columns = _columns(file, options)
        number, total, size = 0, file.metadata.num_rows, stream.seek(0, io.SEEK_END)
        unpacked = 0
        for batch in file.iter_batches(_rows_at_a_time(file.metadata), columns=columns, use_threads=False):
            unpacked += batch.nbytes
            if is_too_much(unpacked, size):
                raise unpacks_to_too_much()
            for row in batch_rows(batch, options.max_bytes):
                number += 1
                if options.progress:
                    options.progress.set_share(number / max(total, number))
                yield _document(row, path, number, options)
    except (pyarrow.ArrowException, OSError, RuntimeError, ValueError, KeyError, TypeError) as error:
        if isinstance(error, OSError) and error.errno:  # an error of the disk, not of the file's content
            raise
        raise ReadError("bad_parquet", f"is not whole Parquet ({_cause(error)}): write it again") from error
    if not number:
        raise ReadError("empty", "holds no rows: leave it out")


def _metadata_limit(stream: io.BufferedIOBase) -> int:
    """The most bytes, or entries, that the metadata may name: an entry takes a byte at least.

    pyarrow takes memory for all entries that a list claims before it reads one: 1,000 bytes could cost gigabytes.
    """
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _FOOTER))
    claimed = int.from_bytes(stream.read(4), "little")
    stream.seek(0)
    return max(1, min(claimed, size, _LARGEST_HEADER))


def _columns(file: Any, options: Options) -> list[str] | None:
    """The columns to read, named by paths as pyarrow takes them; None for all."""
    if options.text_key not in {file.schema.column(at).path for at in range(len(file.schema))}:
        raise missing_column(file.schema_arrow.names, options.text_key)
    return None if options.keep == "all" else [options.text_key, options.id_key, *options.keep]


def _document(row: Any, path: str, number: int, options: Options) -> Document | Unreadable:
    """The document of a row as `batch_rows` gives it."""
    if isinstance(row, ReadError):
        return Unreadable(f"{path}:{number}", path, row.kind, row.message)
    return typed_row_document(row, path, number, options)


def _rows_at_a_time(metadata: Any) -> int:
    """Few rows where a row group holds much: a value that stands once in the file is decoded for each row.

    Looks at no column: damaged metadata of one end the process in pyarrow.
    """
    groups = range(metadata.num_row_groups)
    largest = max((metadata.row_group(number).total_byte_size for number in groups), default=0)
    return max(1, min(_ROWS, _HELD // max(1, largest)))


def batch_rows(batch: "pyarrow.RecordBatch", limit: int) -> list[Any]:
    """The rows as dictionaries; a ReadError in the place of a row with a string that is not UTF-8.

    And one in the place of a value with more than four times as many bytes as `limit` allows for a text.
    """
    try:
        if batch.nbytes <= _TIMES * limit:
            return list(batch.to_pylist())
        if batch.num_rows == 1:
            columns = zip(batch.schema.names, batch.columns, strict=True)
            return [
                {name: too_large(limit) if one.nbytes > _TIMES * limit else one[0].as_py() for name, one in columns}
            ]
    except UnicodeDecodeError:
        if batch.num_rows == 1:
            return [ReadError("not_utf8", "has a string that is not UTF-8: write the column as binary")]
    return [row for at in range(batch.num_rows) for row in batch_rows(batch.slice(at, 1), limit)]


def _cause(error: Exception) -> str:
    """The first line of pyarrow's message."""
    return (str(error).splitlines() or [type(error).__name__])[0][:80].lower()
