"""Reading: files, folders, globs and standard input become documents, one at a time."""

import io
import os
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from itertools import chain

from mtdetect.document import INPUT_FORMATS, Document, Page, Unreadable
from mtdetect.errors import UsageError
from mtdetect.readers.columns import Keep
from mtdetect.readers.compression import format_suffix
from mtdetect.readers.errors import ReadError, convert_os_errors
from mtdetect.readers.formats import ANY, PLAIN, READERS, SEEKABLE, SUFFIXES
from mtdetect.readers.html import read_page
from mtdetect.readers.options import Options
from mtdetect.readers.paths import STDIN, display_path, expand
from mtdetect.readers.progress import ReadProgress, total_bytes
from mtdetect.readers.sniffing import detect_format
from mtdetect.readers.stream import Opener, decompress, open_raw
from mtdetect.readers.tables import unread

__all__ = ["Options", "files_of", "read", "read_file_inputs", "read_inputs", "read_progress"]


def read(
    paths: Iterable[str | os.PathLike[str]],
    *,
    max_bytes: int = 10_000_000,
    text_key: str = "text",
    id_key: str = "id",
    keep: Keep = (),
    input_format: str | None = None,
) -> Iterator[Document | Unreadable]:
    """Documents of files, folders, globs and `-` (standard input), in the order given, one at a time.

    Reads `.txt .md .html .htm .jsonl .ndjson .json .csv .tsv .warc .wet`, each also as `.gz` and `.zst`, and
    `.parquet`; the last three take the extras `warc` and `parquet`. What an input is whose name does not say it
    (standard input, no suffix or an unknown one, `.txt`), `input_format` says; without it, how it begins decides, and
    what looks structured and is not understood is an `Unreadable`.

    `max_bytes` limits the size of a document, or of a row of a table, after decompression. In tables, `text_key` is the
    column of the text and `id_key` that of the id: a name, or a path to a nested value (`meta.text`). `keep` names the
    columns that are kept as `fields`, or is `"all"`; inputs that are no tables have none. An input that cannot be read
    becomes an `Unreadable` in its place, one that holds nothing a document without text. Raises UsageError at once for
    a folder or glob without files.
    """
    inputs = read_inputs(paths, Options(max_bytes, text_key, id_key, keep, input_format=input_format))
    return (read_page(one) if isinstance(one, Page) else one for one in inputs)


def read_inputs(paths: Iterable[str | os.PathLike[str]], options: Options) -> Iterator[Document | Page | Unreadable]:
    """The same, but HTML pages as bytes: `score_results` extracts their articles in the process that scores them."""
    if options.max_bytes < 1:
        raise UsageError(f"--max-bytes {options.max_bytes}: is below 1: give a number of bytes")
    if options.input_format not in (None, *INPUT_FORMATS):
        known = ", ".join(INPUT_FORMATS)
        raise UsageError(f"--input-format {options.input_format}: is none of {known}: name one of them")
    files = [_files(path) for path in paths]
    inputs = (found for path in chain.from_iterable(files) for found in read_file_inputs(path, options))
    return options.progress.track_inputs(inputs) if options.progress else inputs


def read_progress(paths: Iterable[str | os.PathLike[str]]) -> ReadProgress:
    """The progress of reading these paths, with the total number of bytes; lists the folders, but reads no file."""
    return ReadProgress(total_bytes(files_of(paths)))


def files_of(paths: Iterable[str | os.PathLike[str]]) -> Iterator[str]:
    """The files that will be read, and `-`, in their order."""
    return chain.from_iterable(_files(path) for path in paths)


def _files(path: str | os.PathLike[str]) -> Iterator[str]:
    return expand(os.fspath(path), lambda name: format_suffix(name) in SUFFIXES)


def _format_of(path: str, input_format: str | None) -> str | None:
    """The format by the suffix of a file name, or by `input_format` where that says little; None where nothing does."""
    suffix = format_suffix(path)
    if input_format and (suffix == PLAIN or suffix not in SUFFIXES):
        return SUFFIXES[f".{input_format}"]
    return ANY if suffix == ANY else SUFFIXES.get(suffix)


def read_file_inputs(
    path: str, options: Options, open_file: Opener = open_raw
) -> Iterator[Document | Page | Unreadable]:
    """The same of one file, whose bytes `open_file` gives: for file systems that are not this machine's."""
    name, format_name = display_path(path), _format_of(path, options.input_format)
    try:
        if format_name is None:
            raise _unknown_suffix(path)
        if format_name in SEEKABLE and path == STDIN:
            raise ReadError("unclear", "Parquet is not read from standard input: name a file that ends with .parquet")
        is_plain = format_name in SEEKABLE
        with (
            convert_os_errors(),
            open_file(path, options.progress) as raw,
            nullcontext(raw) if is_plain else decompress(raw, path) as stream,
        ):
            if format_name == ANY:
                format_name, stream = detect_format(stream, options.text_key)
            elif format_suffix(path) == PLAIN and not options.input_format:
                stream = _refuse_structured(stream, options)
            yield from READERS[format_name](stream, name, options)
    except ReadError as failure:
        yield unread(name, name, failure)


def _unknown_suffix(path: str) -> ReadError:
    """The error for a file whose suffix is not known, or which is not there."""
    with convert_os_errors():
        os.stat(path)  # noqa: PTH116 - paths stay strings
    known = " ".join(SUFFIXES)
    return ReadError("unsupported", f"ends with none of {known}: say what it is by --input-format, or convert it")


def _refuse_structured(stream: io.BufferedIOBase, options: Options) -> io.BufferedIOBase:
    """The stream of a file named as plain text. Raises ReadError (unclear) where it begins as another format."""
    found, stream = detect_format(stream, options.text_key, strict=False)
    if found != "text":
        raise ReadError("unclear", f"is named as text but begins as {found}: say --input-format {found}, or txt")
    return stream
