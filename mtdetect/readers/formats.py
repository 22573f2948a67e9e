"""The forms of inputs: which suffix stands for which, and what reads it."""

import io
from collections.abc import Callable, Iterator, Mapping

from mtdetect.document import Document, Page, Unreadable
from mtdetect.readers.decoding import decode
from mtdetect.readers.jsonl import is_row, read_rows
from mtdetect.readers.options import Options
from mtdetect.readers.parquet import read_parquet
from mtdetect.readers.stream import put_back, read_whole
from mtdetect.readers.tables import read_table
from mtdetect.readers.warc import VERSION, read_warc

Input = Document | Page | Unreadable
Reader = Callable[[io.BufferedIOBase, str, Options], Iterator[Input]]

ANY = "any"  # no suffix says nothing, as for standard input, and the first line decides
SEEKING = frozenset({"parquet"})  # begins with its end, and packs its columns by itself
SUFFIXES = {
    ".txt": "text",
    ".md": "text",
    ".html": "page",
    ".htm": "page",
    ".jsonl": "rows",
    ".ndjson": "rows",
    ".csv": "table",
    ".tsv": "table",
    ".parquet": "parquet",
    ".warc": "warc",
    ".wet": "warc",
    "": ANY,
}


def _read_text(stream: io.BufferedIOBase, path: str, options: Options) -> Iterator[Input]:
    text, notes = decode(read_whole(stream, options.max_bytes))
    yield Document(path, text, path, notes=notes)


def _read_page(stream: io.BufferedIOBase, path: str, options: Options) -> Iterator[Input]:
    yield Page(path, read_whole(stream, options.max_bytes), path)


FORMS: Mapping[str, Reader] = {
    "text": _read_text,
    "page": _read_page,
    "rows": read_rows,
    "table": read_table,
    "parquet": read_parquet,
    "warc": read_warc,
}


def sniff(stream: io.BufferedIOBase, max_bytes: int) -> tuple[str, io.BufferedIOBase]:
    """The form by the first line that is not blank, and the stream from its start."""
    head = b""
    while len(head) <= max_bytes and (line := stream.readline(max_bytes + 1 - len(head))):
        head += line
        if line.strip():
            break
    start = head.lstrip()[:20].lower()
    if is_row(line):
        form = "rows"
    elif start.startswith((b"<!doctype html", b"<html")):
        form = "page"
    else:
        form = "warc" if head.startswith(VERSION) else "text"
    return form, put_back(head, stream)
