"""The description of a run in its folder of shards: written when the run begins, compared when it is resumed."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from mtdetect.bulk.shards import MARKERS, Store, write_error, write_json
from mtdetect.config.atomic_files import PART, os_errors_as, write_atomically
from mtdetect.errors import UsageError
from mtdetect.readers.paths import STDIN, display_path
from mtdetect.results.row import dump

_RUN, _INPUTS, _LOCK = "run.json", "inputs.jsonl", "lock"
_OWN = frozenset({_RUN, _INPUTS, _LOCK, MARKERS})


@dataclass(frozen=True, slots=True)
class Run:
    """What rows depend on: the settings by their flags, the detector's signature, and the files that are read."""

    settings: Mapping[str, Any]
    signature: str
    files: Iterable[str]


@contextmanager
def open_run(folder: Path, run: Run, *, resume: bool) -> Iterator[Store]:
    """Make the folder of a run ready, and lock it until the block ends.

    Raises UsageError if the folder cannot be written, is in use or holds something else; if it holds a run and `resume`
    is False; and if that had other inputs, settings or another model: the message names the first difference.
    """
    with os_errors_as(write_error(folder)):
        _make_folder(folder)
        names = {entry.name for entry in folder.iterdir()}
        if _RUN not in names and any(name not in _OWN and not name.endswith(PART) for name in names):
            raise UsageError(f"--shards {folder}: holds other files: name a new folder")
        (folder / MARKERS).mkdir(exist_ok=True)
    with _lock(folder):
        if _RUN not in names:
            _write_description(folder, run)
        elif resume:
            _compare(folder, run)
        else:
            raise UsageError(f"--shards {folder}: holds an earlier run: go on with --resume, or name another folder")
        for part in (*folder.glob(f"*{PART}"), *(folder / MARKERS).glob(f"*{PART}")):  # of a run that was killed
            part.unlink()
        yield Store(folder)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise UsageError(f"--shards {folder}: is a file: name a folder") from error
    except NotADirectoryError as error:
        raise UsageError(f"--shards {folder}: lies in a file: name a folder") from error


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """Lock the folder; where the system or its disk has no locks, nothing keeps a second run out."""
    with os_errors_as(write_error(folder)):
        lock = (folder / _LOCK).open("wb")
    with lock:
        try:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UsageError(f"--shards {folder}: another run writes there: wait, or name another folder") from error
        except (ImportError, OSError):
            pass
        yield


def _write_description(folder: Path, run: Run) -> None:
    with write_atomically(folder / _INPUTS, write_error(folder / _INPUTS)) as part:
        for line in _input_lines(run.files):
            part.write(line.encode())
    write_json(folder / _RUN, {**run.settings, "signature": run.signature})


def _input_lines(files: Iterable[str]) -> Iterator[str]:
    """A line of JSON for each file: its path, and its size in bytes where it has one."""
    for file in files:
        try:
            size = None if file == STDIN else os.stat(file).st_size  # noqa: PTH116 - paths stay strings
        except (OSError, ValueError):
            size = None
        yield dump({"path": display_path(file), "bytes": size}) + "\n"


def _compare(folder: Path, run: Run) -> None:
    """Raise UsageError for the first difference between the earlier run in the folder and this one."""
    try:
        before = json.loads((folder / _RUN).read_bytes())
        then = (folder / _INPUTS).read_text("utf-8").splitlines(keepends=True)
    except (OSError, ValueError) as error:
        raise UsageError(f"{folder / _RUN}: cannot be read ({error}): name another folder") from error
    if difference := first_difference(before, then, run.settings, run.signature, _input_lines(run.files)):
        raise _resume_error(folder, difference)


def first_difference(
    before: Mapping[str, Any], then: Iterable[str], settings: Mapping[str, Any], signature: str, now: Iterable[str]
) -> str | None:
    """What is not as it was when an earlier run began: a setting, the signature, or an input; None if all is.

    `before` are the earlier run's settings, with its `signature`; `then` and `now` are lines of JSON, one a file, with
    its `path` and `bytes`.
    """
    for name in {**before, **settings}:
        was, is_now = (values.get(name, "not given") for values in (before, settings))
        if name != "signature" and was != is_now:
            return f"{name} was {was}, now it is {is_now}"
    for old, new in zip_longest(str(before.get("signature")).split("|"), signature.split("|")):
        if old != new:
            return f"it was scored with {old or 'nothing'}, now that is {new or 'nothing'}"
    for line, file in zip_longest(then, now):
        if line != file:
            return _difference(json.loads(line or "null"), json.loads(file or "null"))
    return None


def _difference(was: Any, now: Any) -> str:
    if was is None:
        return f"{now['path']} was not among the inputs"
    if now is None:
        return f"{was['path']} is no longer among the inputs"
    if was["path"] != now["path"]:
        return f"{now['path']} is read where {was['path']} was"
    if now["bytes"] is None:
        return f"{now['path']} is not there, had {was['bytes']} bytes"
    if was["bytes"] is None:
        return f"{now['path']} has {now['bytes']} bytes, was not there"
    return f"{now['path']} has {now['bytes']} bytes, had {was['bytes']}"


def _resume_error(folder: Path, difference: str) -> UsageError:
    return UsageError(f"--resume {folder}: {difference}: repeat what it began with, or score into another folder")
