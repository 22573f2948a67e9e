"""Reading: paths, folders, globs and standard input to documents, streamed."""

import os
from collections.abc import Iterable, Iterator
from itertools import chain

from mtdetect.document import Document, Page, Unreadable
from mtdetect.errors import UsageError
from mtdetect.readers.columns import Keep
from mtdetect.readers.compression import suffix
from mtdetect.readers.errors import ReadError, failing_as_read_errors
from mtdetect.readers.formats import ANY, FORMS, SEEKING, SUFFIXES, sniff
from mtdetect.readers.html import read_page
from mtdetect.readers.options import Options
from mtdetect.readers.paths import display, expand
from mtdetect.readers.progress import Meter, total_bytes
from mtdetect.readers.stream import open_bytes, open_raw

__all__ = ["Options", "files_of", "measured", "read", "read_inputs"]


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
    last three take the extras `warc` and `parquet`. `max_bytes` limits a document, unpacked; of tables, each row, whose
    text is under `text_key` and whose id under `id_key`: names of columns, or paths to nested ones (`meta.text`).
    `keep` names the columns that go along as `fields`, or is `"all"`; what is no table has none. What cannot be read
    is an `Unreadable` in its place. Raises UsageError at once for a folder or glob that stands for no file.
    """
    inputs = read_inputs(paths, Options(max_bytes, text_key, id_key, keep))
    return (read_page(one) if isinstance(one, Page) else one for one in inputs)


def read_inputs(paths: Iterable[str | os.PathLike[str]], options: Options) -> Iterator[Document | Page | Unreadable]:
    """The same, but HTML pages as they are: `score_results` takes the articles out where it scores them."""
    if options.max_bytes < 1:
        raise UsageError(f"--max-bytes {options.max_bytes}: is below 1: give a number of bytes")
    files = [_files(path) for path in paths]
    inputs = (found for path in chain.from_iterable(files) for found in _read_file(path, options))
    return options.meter.note(inputs) if options.meter else inputs


def measured(paths: Iterable[str | os.PathLike[str]]) -> Meter:
    """A meter that knows how much there is to read; it looks at the files once more than reading them does."""
    return Meter(total_bytes(files_of(paths)))


def files_of(paths: Iterable[str | os.PathLike[str]]) -> Iterator[str]:
    """The files that will be read, and `-`, in their order."""
    return chain.from_iterable(_files(path) for path in paths)


def _files(path: str | os.PathLike[str]) -> Iterator[str]:
    return expand(os.fspath(path), lambda name: _form(name) not in (ANY, None))


def _form(name: str) -> str | None:
    return SUFFIXES.get(suffix(name))


def _read_file(path: str, options: Options) -> Iterator[Document | Page | Unreadable]:
    name, form = display(path), _form(path)
    try:
        if form is None:
            known = " ".join(filter(None, SUFFIXES))
            raise ReadError("unsupported", f"is none of {known}: convert it, or pipe it in as -")
        opened = (open_raw if form in SEEKING else open_bytes)(path, options.meter)
        with failing_as_read_errors(), opened as stream:
            if form == ANY:
                form, stream = sniff(stream, options.max_bytes)
            yield from FORMS[form](stream, name, options)
    except ReadError as failure:
        yield Unreadable(name, name, failure.kind, failure.message)
