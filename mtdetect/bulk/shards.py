"""A folder of scored rows in shards: each is whole or not there, whatever happens to the machine.

    run.json               what the rows depend on: settings and signature
    inputs.jsonl           the files that are read, with their sizes
    00000.jsonl.zst        rows of schema 1, a fixed number a shard
    completed/00000.json   its completion marker: how many rows, how many bytes, a digest of the inputs
    completed/all.json     that there are no more rows
    lock                   held while a run goes on

Files are written beside their place as `.part`, flushed to the disk and moved there; the marker follows its shard.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from mtdetect.errors import UsageError
from mtdetect.readers.errors import ReadError, convert_os_errors
from mtdetect.readers.stream import open_bytes
from mtdetect.results.row import Row

MARKERS = "completed"
PART = ".part"
_ALL = "all.json"


@dataclass(frozen=True, slots=True)
class Marker:
    """What a completion marker says: a shard's rows, the bytes of its file, and a digest of the inputs it judges."""

    rows: int
    bytes: int
    inputs: str


@dataclass(frozen=True, slots=True)
class Store:
    """A folder that is ready for a run (`mtdetect.bulk.manifest`)."""

    folder: Path

    def shard(self, number: int) -> Path:
        """The file of a shard."""
        return self.folder / f"{number:05}.jsonl.zst"

    def marker(self, number: int) -> Marker | None:
        """The marker of a complete shard; None where it or its shard is missing, or not whole."""
        try:
            found = Marker(**json.loads(self._marker(number).read_bytes()))
            return found if self.shard(number).stat().st_size == found.bytes else None
        except (OSError, ValueError, TypeError):
            return None

    def rows(self, number: int) -> Iterator[Row]:
        """The rows of a complete shard; raises UsageError where the disk has damaged it."""
        file = self.shard(number)
        try:
            with convert_os_errors(), open_bytes(str(file)) as lines:
                yield from map(json.loads, lines)
        except (ReadError, ValueError) as error:
            raise UsageError(f"{file}: is damaged ({error}): delete it, and --resume scores its rows again") from error

    def mark(self, number: int, rows: int, inputs: str) -> None:
        """Set the marker of a shard whose file is in its place."""
        put(self._marker(number), asdict(Marker(rows, self.shard(number).stat().st_size, inputs)))

    def total(self) -> int | None:
        """The rows of a run that has come to its end; None for another."""
        try:
            total = json.loads((self.folder / MARKERS / _ALL).read_bytes())["rows"]
        except (OSError, ValueError, LookupError, TypeError):
            return None
        return total if isinstance(total, int) else None

    def end(self, rows: int) -> None:
        """Say that there are no more rows."""
        put(self.folder / MARKERS / _ALL, {"rows": rows})

    def _marker(self, number: int) -> Path:
        return self.folder / MARKERS / f"{number:05}.json"


def put(file: Path, value: Mapping[str, Any]) -> None:
    """Write a small JSON file, whole or not at all."""
    with into_place(file) as out, writing(file):
        out.write(json.dumps(value, indent=2, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")


@contextmanager
def into_place(file: Path) -> Iterator[BinaryIO]:
    """A file to write that takes its place when all is written and on the disk; else nothing is left of it.

    What its user writes must be under `writing`: other errors are none of the file.
    """
    part = file.with_name(file.name + PART)
    with writing(file):
        out = part.open("wb")
    try:
        yield out
        with writing(file):
            out.flush()
            os.fsync(out.fileno())
            out.close()
            part.replace(file)
            _sync(file.parent)
    except BaseException:
        with suppress(OSError):
            out.close()
        with suppress(OSError):
            part.unlink()
        raise


@contextmanager
def writing(file: Path) -> Iterator[None]:
    """Turn a full disk and the like into an error that says what is saved."""
    try:
        yield
    except OSError as error:
        cause = os.strerror(error.errno) if error.errno else str(error)
        raise UsageError(
            f"{file}: cannot be written ({cause}): complete shards are kept; make room and go on with --resume"
        ) from error


def _sync(folder: Path) -> None:
    """Have the folder's own entries on the disk, where the system knows such a thing."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
