"""Runs that build and change an index of candidates for copy mode."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from mtdetect.config.score_settings import ReadSettings
from mtdetect.document import Document
from mtdetect.errors import UsageError
from mtdetect.match.index import Index
from mtdetect.match.index_build import append, build, remove
from mtdetect.match.index_file import is_index, load, save
from mtdetect.match.matcher import documents_only
from mtdetect.readers import read
from mtdetect.report.match import index_summary
from mtdetect.report.messages import print_text
from mtdetect.runs.candidates import UnreadableCandidates


def run_build(file: Path, candidates: Sequence[str], reading: ReadSettings, *, allow_unreadable: bool = False) -> int:
    """Read candidates and write an index of them to a file; returns the exit code.

    That is 0, or 2 when a candidate could not be read, unless that is allowed; the others are in the index anyway.
    Raises UsageError for a file that exists and is no index, and IndexFileError for one that cannot be written.
    """
    if file.exists() and not is_index(file):
        raise UsageError(f"{file}: is there and is no index: name another file")
    unreadable = UnreadableCandidates(allow_unreadable)
    index = build(_documents(candidates, reading, unreadable))
    save(index.arrays, file)
    print_text(f"{index_summary(file, len(index))}\n")
    return unreadable.exit_code


def run_append(file: Path, candidates: Sequence[str], reading: ReadSettings, *, allow_unreadable: bool = False) -> int:
    """Add candidates to the index in a file, in place of those of the same id and path; exit code as `run_build`."""
    unreadable = UnreadableCandidates(allow_unreadable)
    before = Index(load(file))
    after, replaced = append(before, _documents(candidates, reading, unreadable))
    save(after.arrays, file)
    added = len(after) - len(before) + replaced
    print_text(f"{index_summary(file, len(after), added=added, replaced=replaced)}\n")
    return unreadable.exit_code


def run_remove(file: Path, ids: Sequence[str]) -> None:
    """Take candidates out of the index in a file, by id or path; raises UsageError if it has none of them."""
    index, removed = remove(Index(load(file)), ids)
    if not removed:
        raise UsageError(f"{file}: holds none of these: name ids or paths as 'match' prints them")
    save(index.arrays, file)
    print_text(f"{index_summary(file, len(index), removed=removed)}\n")


def _documents(paths: Sequence[str], reading: ReadSettings, unreadable: UnreadableCandidates) -> Iterable[Document]:
    documents = read(paths, max_bytes=reading.max_bytes, text_key=reading.text_key, id_key=reading.id_key)
    return documents_only(documents, unreadable.add)
