"""The input formats: which file suffix stands for which format, and which function reads it."""

import io
from collections.abc import Callable, Iterator, Mapping

from mtdetect.document import Document, Page, Unreadable
from mtdetect.readers.csv import read_csv
from mtdetect.readers.decoding import decode
from mtdetect.readers.json import read_json, read_jsonl
from mtdetect.readers.options import Options
from mtdetect.readers.parquet import read_parquet
from mtdetect.readers.stream import read_all
from mtdetect.readers.warc import read_warc

Input = Document | Page | Unreadable
Reader = Callable[[io.BufferedIOBase, str, Options], Iterator[Input]]
ANY = ""  # no suffix, as for standard input: how it begins decides (`sniffing.detect_format`)
PLAIN = ".txt"  # a suffix that any export may have, so that it says little
SEEKABLE = frozenset({"parquet"})  # read from their end, so not decompressed as a stream
SUFFIXES = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".warc": "warc",
    ".wet": "warc",
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
    "json": read_json,
    "csv": read_csv,
    "parquet": read_parquet,
    "warc": read_warc,
}
