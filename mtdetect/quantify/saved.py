"""Rows that `mtdetect score` has saved, as input of an estimate: which files hold them, and their raw scores."""

import re
import sys
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from mtdetect.errors import UsageError
from mtdetect.readers.errors import ReadError
from mtdetect.readers.paths import STDIN, expand_glob
from mtdetect.readers.stream import open_bytes
from mtdetect.results.row import Row

_START = 4096  # bytes that are looked at
_ROW = re.compile(rb'\s{0,99}\{\s{0,9}"schema"\s{0,9}:\s{0,9}1\s{0,9},')
_READ = "|judged:reader"  # how the signature of a row ends that the reader of --deep took part in


def split_saved(paths: Iterable[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The files that hold saved rows, and the other paths; a glob is expanded where its first file holds saved rows.

    Raises UsageError for a glob without files.
    """
    saved, others = list[str](), list[str]()
    for path in paths:
        files = expand_glob(path)
        first = next(files)
        for file in chain((first,), files) if holds_rows(first) else (path,):
            (saved if holds_rows(file) else others).append(file)
    return saved, others


def holds_rows(path: str) -> bool:
    """Whether a file, or what stands on standard input, begins as rows of schema 1 do."""
    if path == STDIN:
        peek = getattr(getattr(sys.stdin, "buffer", None), "peek", None)
        return bool(peek and _ROW.match(peek(_START)))
    if not Path(path).is_file():
        return False
    try:
        with open_bytes(path) as stream:
            return bool(_ROW.match(stream.read(_START)))
    except (OSError, ReadError):  # whoever reads it says so
        return False


def saved_raw(row: Row) -> float:
    """The raw score of a saved row that was judged, in log-odds: its base and all its reasons."""
    return float(row["base"] + sum(reason["log_odds"] for reason in row["reasons"]))


def check_signature(row: Row, own: str, file: str = "") -> None:
    """Raise UsageError for a row whose score is not comparable: of another model or version, or of the reader's.

    `own` is the signature of the model in use; the error begins with the name of the file that holds the row.
    """
    signature = str(row["signature"])
    name = f"{file}: the row of {row['id']}" if file else str(row["id"])
    if signature.endswith(_READ):
        raise UsageError(f"{name} was read (--deep), for which there are no estimates: score with --deep never")
    theirs, ours = signature.split("|")[:3], own.split("|")[:3]
    if theirs == ours:
        return
    other = [part for part in theirs if part not in ours] or theirs
    told = f"{name} was scored by another {_what(other[0])} ({'|'.join(other)[:200]}) than this ({'|'.join(ours)})"
    by_model = ", or name that one's folder by --model" if other[0].startswith("model:") else ""
    raise UsageError(f"{told}: score the texts anew with this one{by_model}")


def _what(part: str) -> str:
    """What a part of a signature names."""
    return {"model": "model", "rules": "set of rules"}.get(part.partition(":")[0], "version")
