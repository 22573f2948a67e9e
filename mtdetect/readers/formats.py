"""The input formats: which file suffix stands for which format, and which function reads it."""

import io
from collections.abc import Callable, Iterator, Mapping

from mtdetect.document import Document, Page, Unreadable
from mtdetect.readers.csv import read_csv
from mtdetect.readers.decoding import decode
from mtdetect.readers.jsonl import is_json_row, read_jsonl
from mtdetect.readers.options import Options
from mtdetect.readers.parquet import read_parquet
from mtdetect.readers.stream import prepend, read_all
from mtdetect.readers.warc import VERSION, read_warc

Input = Document | Page | Unreadable
Reader = Callable[[io.BufferedIOBase, str, Options], Iterator[Input]]

ANY = "any"  # no suffix, as for standard input: the first line decides (`detect_format`)
SEEKABLE = frozenset({"parquet"})  # read from their end, so not decompressed as a stream
SUFFIXES = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".warc": "warc",
    ".wet": "warc",
    "": ANY,
}


def _read_text(stream: io.BufferedIOBase, path: str, options: Options) -> Iterator[Input]:
    text, notes = decode(read_all(stream, options.max_bytes))
    yield Document(path, text, path, notes=notes)


def _read_html(stream: io.BufferedIOBase, path: str, options: Options) -> Iterator[Input]:
    yield Page(path, read_all(stream, options.max_bytes), path)


READERS: Mapping[str, Reader] = {
    "text": _read_text,
    "html": _read_html,
    "jsonl": read_jsonl,
    "csv": read_csv,
    "parquet": read_parquet,
    "warc": read_warc,
}


def detect_format(stream: io.BufferedIOBase, max_bytes: int) -> tuple[str, io.BufferedIOBase]:
    """The format by the first line that is not blank, and a stream that begins where the given one began."""
    head = b""
    while len(head) <= max_bytes and (line := stream.readline(max_bytes + 1 - len(head))):
        head += line
        if line.strip():
            break
    start = head.lstrip()[:20].lower()
    if is_json_row(line):
        format_name = "jsonl"
    elif start.startswith((b"<!doctype html", b"<html")):
        format_name = "html"
    else:
        format_name = "warc" if head.startswith(VERSION) else "text"
    return format_name, prepend(head, stream)
