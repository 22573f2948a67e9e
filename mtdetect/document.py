"""What a reader yields: a document, or the reason why there is none; and what it can be told to read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

InputFormat = Literal["txt", "md", "html", "jsonl", "json", "csv", "tsv", "parquet", "warc", "wet"]
"""What an input is, by the suffix of such files."""
INPUT_FORMATS: tuple[InputFormat, ...] = get_args(InputFormat)


@dataclass(frozen=True, slots=True)
class Document:
    """A text to judge.

    `text` is never rewritten after reading: every span counts code points of it. `markup` is the raw HTML when `text`
    was extracted from it, for the tells that only markup shows. `notes` say what the reader had to assume. `fields` are
    the columns of the row that it came from, where a reader was asked to keep them; scoring never looks at them.
    """

    id: str
    text: str
    path: str | None = None
    markup: str | None = None
    notes: tuple[str, ...] = ()
    fields: Mapping[str, object] | None = field(default=None, hash=False)


def as_document(given: str | Document) -> Document:
    """A text as a document without an id, or the document as it is; raises TypeError for anything else."""
    if isinstance(given, str):
        return Document(id="", text=given)
    if not isinstance(given, Document):
        raise TypeError(f"a text or a Document is judged, not {type(given).__name__}")
    return given


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML page whose article is still to be taken out, which takes longer than to judge it.

    `charset` is the one that its server named.
    """

    id: str
    data: bytes
    path: str | None = None
    charset: str | None = None
    fields: Mapping[str, object] | None = field(default=None, hash=False)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that could not be read: it keeps its place in the output as an error row, never as "human"."""

    id: str
    path: str | None
    kind: str
    message: str
    fields: Mapping[str, object] | None = field(default=None, hash=False)
