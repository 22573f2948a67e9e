"""The options that all readers take."""

from dataclasses import dataclass

from mtdetect.readers.columns import Keep
from mtdetect.readers.progress import ReadProgress


@dataclass(frozen=True, slots=True)
class Options:
    """`max_bytes` limits the size of a document or row after decompression; `progress` records the bytes read.

    `input_format` says what inputs are whose names do not (`mtdetect.document.InputFormat`). `text_key`, `id_key` and
    `keep` name columns at any depth (`mtdetect.readers.columns`).
    """

    max_bytes: int = 10_000_000
    text_key: str = "text"
    id_key: str = "id"
    keep: Keep = ()
    progress: ReadProgress | None = None
    input_format: str | None = None
