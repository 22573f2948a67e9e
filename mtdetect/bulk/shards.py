"""A folder of scored rows in shards: a shard is complete or absent, also after a crash.

    run.json               what the rows depend on: settings and signature
    inputs.jsonl           the files that are read, with their sizes
    00000.jsonl.zst        rows of schema 1, the same number in each shard but the last
    completed/00000.json   its completion marker: number of rows, number of bytes, digest of the inputs
    completed/all.json     the number of all rows, once the run has ended
    lock                   locked while a run writes here

Each file is written atomically (`mtdetect.config.atomic_files`); the marker is written after its shard.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mtdetect.config.atomic_files import write_atomically
from mtdetect.errors import UsageError
from mtdetect.readers.errors import ReadError, convert_os_errors
from mtdetect.readers.stream import open_bytes
from mtdetect.results.row import Row

MARKERS = "completed"
_ALL = "all.json"


@dataclass(frozen=True, slots=True)
class Marker:
    """The content of a completion marker: the shard's rows, the bytes of its file, and a digest of its inputs."""

    rows: int
    bytes: int
    inputs: str


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of shards that is ready for a run (opened by `mtdetect.bulk.manifest.open_run`)."""

    folder: Path

    def shard(self, number: int) -> Path:
        """The file of a shard."""
        return self.folder / f"{number:05}.jsonl.zst"

    def marker(self, number: int) -> Marker | None:
        """The marker of a complete shard; None if the marker or the shard is missing, or the shard has another size."""
        try:
            marker = Marker(**json.loads(self._marker(number).read_bytes()))
            return marker if self.shard(number).stat().st_size == marker.bytes else None
        except (OSError, ValueError, TypeError):
            return None

    def rows(self, number: int) -> Iterator[Row]:
        """The rows of a complete shard; raises UsageError where the file is damaged."""
        file = self.shard(number)
        try:
            with convert_os_errors(), open_bytes(str(file)) as lines:
                yield from map(json.loads, lines)
        except (ReadError, ValueError) as error:
            raise UsageError(f"{file}: is damaged ({error}): delete it, and --resume scores its rows again") from error

    def mark(self, number: int, rows: int, inputs: str) -> None:
        """Write the marker of a shard that is written; `inputs` is the digest of its inputs in hexadecimal."""
        write_json(self._marker(number), asdict(Marker(rows, self.shard(number).stat().st_size, inputs)))

    def total(self) -> int | None:
        """The number of rows of a run that has ended; None where it has not."""
        try:
            total = json.loads((self.folder / MARKERS / _ALL).read_bytes())["rows"]
        except (OSError, ValueError, LookupError, TypeError):
            return None
        return total if isinstance(total, int) else None

    def end(self, rows: int) -> None:
        """Record that the run has ended, with this number of rows."""
        write_json(self.folder / MARKERS / _ALL, {"rows": rows})

    def _marker(self, number: int) -> Path:
        return self.folder / MARKERS / f"{number:05}.json"


def write_json(file: Path, value: Mapping[str, Any]) -> None:
    """Write a small JSON file, wholly or not at all; raises UsageError."""
    with write_atomically(file, write_error(file)) as part:
        part.write(json.dumps(value, indent=2, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")


def write_error(file: Path) -> Callable[[OSError], UsageError]:
    """A function that makes the error for a file or folder of a run that cannot be written: it says what is kept."""

    def make(error: OSError) -> UsageError:
        cause = os.strerror(error.errno) if error.errno else str(error)
        return UsageError(
            f"{file}: cannot be written ({cause}): complete shards are kept; make room and go on with --resume"
        )

    return make
