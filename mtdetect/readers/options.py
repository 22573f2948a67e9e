"""What is asked of all readers."""

from dataclasses import dataclass

from mtdetect.readers.columns import Keep
from mtdetect.readers.progress import Meter


@dataclass(frozen=True, slots=True)
class Options:
    """`max_bytes` limits a document or row, unpacked; the keys name columns of any depth; a `meter` counts along."""

    max_bytes: int = 10_000_000
    text_key: str = "text"
    id_key: str = "id"
    keep: Keep = ()
    meter: Meter | None = None
