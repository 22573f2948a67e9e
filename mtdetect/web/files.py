"""Files that are sent as they are: read by the readers of the command line, from memory and never from a disk."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from mtdetect.bulk.loader import DetectorLoader
from mtdetect.bulk.step import read_item
from mtdetect.bulk.worker import loaded
from mtdetect.document import Document, Unreadable
from mtdetect.readers import read_file_inputs
from mtdetect.readers.compression import format_suffix
from mtdetect.readers.errors import ReadError
from mtdetect.readers.formats import ANY, SEEKABLE, SUFFIXES
from mtdetect.readers.options import Options
from mtdetect.readers.paths import display_path
from mtdetect.readers.progress import ReadProgress
from mtdetect.readers.tables import unread
from mtdetect.results.row import Result

KNOWN = tuple(suffix for suffix, name in SUFFIXES.items() if name not in SEEKABLE)
"""The suffixes of files that are read here. Parquet is not: what it holds has no bound before it is unpacked."""

PARAMETERS = {"--text-key": "text_key", "--input-format": "input_format"}
"""What the parameters of a request are called for which the readers' messages name options of the command line."""

Found = Document | Unreadable


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it was sent. In tables, `text_key` and `id_key` name the columns of the text and of the id.

    `input_format`, `mtdetect.web.requests.SentFormat`, says what it is where its name says little.
    """

    name: str
    data: bytes
    text_key: str = "text"
    id_key: str = "id"
    input_format: str | None = None


@dataclass(frozen=True, slots=True)
class FileLimits:
    """`document_bytes` limits a text, `documents` their number in a file, `total` the characters of all of them."""

    document_bytes: int
    documents: int
    total: int


def read_sent_file(load: DetectorLoader, file: SentFile, limits: FileLimits) -> list[Found] | str:
    """The documents of a file, in order; or, where it holds more than the limits allow, what is too much."""
    keep = loaded(load).columns
    options = Options(limits.document_bytes, file.text_key, file.id_key, keep=keep, input_format=file.input_format)
    found, total = list[Found](), 0
    for one in _read(file, options):
        if len(found) == limits.documents:
            return f"holds more than {limits.documents:,} articles: split it, or raise --max-documents"
        total += len(one.text) if isinstance(one, Document) else 0
        if total > limits.total:
            return f"holds more than {limits.total:,} characters of text: split it, or raise --max-body"
        found.append(one)
    return found


def _read(file: SentFile, options: Options) -> Iterator[Found]:
    name = display_path(file.name)
    suffix = format_suffix(file.name)
    is_named_by_sender = file.input_format and suffix not in SUFFIXES
    if suffix != ANY and suffix not in KNOWN and not is_named_by_sender:
        cause = f"ends with none of {' '.join(KNOWN)}, also .gz or .zst: save its text as .txt"
        yield unread(name, name, ReadError("unsupported", cause))
        return

    @contextmanager
    def open_sent(_path: str, _progress: ReadProgress | None) -> Iterator[io.BufferedIOBase]:
        yield io.BytesIO(file.data)

    for one in read_file_inputs(file.name, options, open_sent):
        found = read_item(one)
        if isinstance(found, Result):  # a fault of the program, for which the row stands
            error = found.row["error"]
            found = Unreadable(one.id, one.path, error["kind"], error["message"])
        yield replace(found, message=_in_own_words(found.message)) if isinstance(found, Unreadable) else found


def _in_own_words(message: str) -> str:
    """A message of a reader with the parameters of a request in place of the command line's options."""
    for option, parameter in PARAMETERS.items():
        message = message.replace(option, parameter)
    return message
