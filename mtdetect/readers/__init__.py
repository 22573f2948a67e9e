"""Reading: paths, folders, globs and standard input to documents, streamed."""

import io
import os
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import PurePath

from mtdetect.document import Document, Unreadable
from mtdetect.errors import UsageError
from mtdetect.readers.columns import Keep
from mtdetect.readers.decoding import decode
from mtdetect.readers.failures import ReadError, failing_as_read_errors
from mtdetect.readers.html import read_page
from mtdetect.readers.options import Options
from mtdetect.readers.paths import display, expand
from mtdetect.readers.rows import is_row, read_rows
from mtdetect.readers.stream import GZIP_SUFFIX, open_bytes, put_back, read_whole

__all__ = ["read"]

# What a name says of the form; no suffix says nothing, as for standard input, and the first line decides.
_FORMS = {".txt": "text", ".md": "text", ".html": "page", ".htm": "page", ".jsonl": "rows", "": "any"}


def read(
    paths: Iterable[str | os.PathLike[str]],
    *,
    max_bytes: int = 10_000_000,
    text_key: str = "text",
    id_key: str = "id",
    keep: Keep = (),
) -> Iterator[Document | Unreadable]:
    """Documents of files, folders, globs and `-` (standard input), in the order given, one at a time.

    Reads `.txt .md .html .htm .jsonl`, each also as `.gz`. `max_bytes` limits a document, unpacked; of JSON Lines, each
    row, whose text is under `text_key` and whose id under `id_key`: names of columns, or paths to nested ones
    (`meta.text`). `keep` names the columns that go along as `fields`, or is `"all"`; files that are no tables have
    none. What cannot be read is an `Unreadable` in its place. Raises UsageError at once for a folder or glob that
    stands for no file.
    """
    if max_bytes < 1:
        raise UsageError(f"--max-bytes {max_bytes}: is below 1: give a number of bytes")
    files = [expand(os.fspath(path), lambda name: _form(name) not in ("any", None)) for path in paths]
    options = Options(max_bytes, text_key, id_key, keep)
    return (found for path in chain.from_iterable(files) for found in _read_file(path, options))


def _form(name: str) -> str | None:
    return _FORMS.get(PurePath(name.lower().removesuffix(GZIP_SUFFIX)).suffix)


def _read_file(path: str, options: Options) -> Iterator[Document | Unreadable]:
    name = display(path)
    try:
        with failing_as_read_errors(), open_bytes(path) as stream:
            form = _form(path)
            if form is None:
                known = " ".join(filter(None, _FORMS))
                raise ReadError("unsupported", f"is none of {known}: convert it, or pipe it in as -")
            if form == "any":
                form, stream = _sniff(stream, options.max_bytes)
            if form == "rows":
                yield from read_rows(stream, name, options)
            elif form == "page":
                text, markup, notes = read_page(read_whole(stream, options.max_bytes))
                yield Document(name, text, name, markup, notes)
            else:
                text, notes = decode(read_whole(stream, options.max_bytes))
                yield Document(name, text, name, notes=notes)
    except ReadError as failure:
        yield Unreadable(name, name, failure.kind, failure.message)


def _sniff(stream: io.BufferedIOBase, max_bytes: int) -> tuple[str, io.BufferedIOBase]:
    """The form by the first line that is not blank, and the stream from its start."""
    head = b""
    while len(head) <= max_bytes and (line := stream.readline(max_bytes + 1 - len(head))):
        head += line
        if line.strip():
            break
    start = head.lstrip()[:20].lower()
    form = "rows" if is_row(line) else "page" if start.startswith((b"<!doctype html", b"<html")) else "text"
    return form, put_back(head, stream)
