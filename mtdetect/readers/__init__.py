"""Reading: files, folders, globs and standard input become documents, one at a time."""

import os
from collections.abc import Iterable, Iterator
from itertools import chain

from mtdetect.document import Document, Page, Unreadable
from mtdetect.errors import UsageError
from mtdetect.readers.columns import Keep
from mtdetect.readers.compression import format_suffix
from mtdetect.readers.errors import ReadError, convert_os_errors
from mtdetect.readers.formats import ANY, READERS, SEEKABLE, SUFFIXES, detect_format
from mtdetect.readers.html import read_page
from mtdetect.readers.options import Options
from mtdetect.readers.paths import display_path, expand
from mtdetect.readers.progress import ReadProgress, total_bytes
from mtdetect.readers.stream import open_bytes, open_raw

__all__ = ["Options", "files_of", "read", "read_inputs", "read_progress"]


def read(
    paths: Iterable[str | os.PathLike[str]],
    *,
    max_bytes: int = 10_000_000,
    text_key: str = "text",
    id_key: str = "id",
    keep: Keep = (),
) -> Iterator[Document | Unreadable]:
    """Documents of files, folders, globs and `-` (standard input), in the order given, one at a time.

    Reads `.txt .md .html .htm .jsonl .ndjson .csv .tsv .warc .wet`, each also as `.gz` and `.zst`, and `.parquet`; the
    last three take the extras `warc` and `parquet`. `max_bytes` limits the size of a document, or of a row of a table,
    after decompression. In tables, `text_key` is the column of the text and `id_key` that of the id: a name, or a path
    to a nested value (`meta.text`). `keep` names the columns that are kept as `fields`, or is `"all"`; inputs that are
    no tables have none. An input that cannot be read becomes an `Unreadable` in its place. Raises UsageError at once
    for a folder or glob without files.
    """
    inputs = read_inputs(paths, Options(max_bytes, text_key, id_key, keep))
    return (read_page(one) if isinstance(one, Page) else one for one in inputs)


def read_inputs(paths: Iterable[str | os.PathLike[str]], options: Options) -> Iterator[Document | Page | Unreadable]:
    """The same, but HTML pages as bytes: `score_results` extracts their articles in the process that scores them."""
    if options.max_bytes < 1:
        raise UsageError(f"--max-bytes {options.max_bytes}: is below 1: give a number of bytes")
    files = [_files(path) for path in paths]
    inputs = (found for path in chain.from_iterable(files) for found in _read_file(path, options))
    return options.progress.track_inputs(inputs) if options.progress else inputs


def read_progress(paths: Iterable[str | os.PathLike[str]]) -> ReadProgress:
    """The progress of reading these paths, with the total number of bytes; lists the folders, but reads no file."""
    return ReadProgress(total_bytes(files_of(paths)))


def files_of(paths: Iterable[str | os.PathLike[str]]) -> Iterator[str]:
    """The files that will be read, and `-`, in their order."""
    return chain.from_iterable(_files(path) for path in paths)


def _files(path: str | os.PathLike[str]) -> Iterator[str]:
    return expand(os.fspath(path), lambda name: _format_of(name) not in (ANY, None))


def _format_of(name: str) -> str | None:
    """The format by the suffix of a file name; None where no reader knows the suffix."""
    return SUFFIXES.get(format_suffix(name))


def _read_file(path: str, options: Options) -> Iterator[Document | Page | Unreadable]:
    name, format_name = display_path(path), _format_of(path)
    try:
        if format_name is None:
            known = " ".join(filter(None, SUFFIXES))
            raise ReadError("unsupported", f"is none of {known}: convert it, or pipe it in as -")
        file = (open_raw if format_name in SEEKABLE else open_bytes)(path, options.progress)
        with convert_os_errors(), file as stream:
            if format_name == ANY:
                format_name, stream = detect_format(stream, options.max_bytes)
            yield from READERS[format_name](stream, name, options)
    except ReadError as failure:
        yield Unreadable(name, name, failure.kind, failure.message)
