"""Runs that build, change and describe an index of candidates for copy mode."""

from collections.abc import Sequence
from pathlib import Path

from mtdetect.bulk.pool import cores
from mtdetect.config.score_settings import ReadSettings
from mtdetect.errors import UsageError
from mtdetect.match.candidates import read_entries
from mtdetect.match.index import Index
from mtdetect.match.index_build import build_index, merge, remove
from mtdetect.match.index_file import VERSION, is_index, load, save
from mtdetect.report.match import index_info, index_summary
from mtdetect.report.messages import print_message, print_text
from mtdetect.runs.candidates import UnreadableCandidates


def run_build(
    file: Path, candidates: Sequence[str], reading: ReadSettings, *, jobs: int = 0, allow_unreadable: bool = False
) -> int:
    """Read candidates and write an index of them to a file; returns the exit code.

    That is 0, or 2, and nothing is written, when a candidate could not be read, unless that is allowed: then the others
    are in the index. `jobs` is the number of processes, 0 for one a core. Raises UsageError for a file that exists and
    is no index, for a folder that does not exist and for no candidates, and IndexFileError for a file that cannot be
    written.
    """
    if file.exists() and not is_index(file):
        raise UsageError(f"{file}: is there and is no index: name another file")
    if not file.parent.is_dir():
        raise UsageError(f"{file}: cannot be written, since {file.parent} does not exist: make that folder first")
    unreadable = UnreadableCandidates(allow_unreadable)
    index = build_index(read_entries(candidates, reading, jobs or cores(), unreadable.add))
    if unreadable.exit_code:
        print_message("error", f"{file}: is not written (--allow-unreadable leaves out what cannot be read)")
        return unreadable.exit_code
    if not len(index):
        raise UsageError(f"{file}: is not written, since no candidate holds any text: name others")
    save(index.arrays, file)
    print_text(f"{index_summary(file, len(index))}\n")
    return 0


def run_append(
    file: Path, candidates: Sequence[str], reading: ReadSettings, *, jobs: int = 0, allow_unreadable: bool = False
) -> int:
    """Add candidates to the index in a file, in place of those of the same id and path; exit code as `run_build`."""
    unreadable = UnreadableCandidates(allow_unreadable)
    before = Index(load(file))
    new = build_index(read_entries(candidates, reading, jobs or cores(), unreadable.add))
    if unreadable.exit_code:
        print_message("error", f"{file}: stays as it is (--allow-unreadable leaves out what cannot be read)")
        return unreadable.exit_code
    after, replaced = merge(before, new)
    save(after.arrays, file)
    added = len(after) - len(before) + replaced
    print_text(f"{index_summary(file, len(after), added=added, replaced=replaced)}\n")
    return 0


def run_remove(file: Path, ids: Sequence[str]) -> None:
    """Take candidates out of the index in a file, by id or path; raises UsageError if it has none of them."""
    index, removed = remove(Index(load(file)), ids)
    if not removed:
        raise UsageError(f"{file}: holds none of these: name ids or paths as 'match' prints them")
    save(index.arrays, file)
    print_text(f"{index_summary(file, len(index), removed=removed)}\n")


def run_info(file: Path) -> None:
    """Print what the index in a file holds, after checking it; raises IndexFileError for one that is not valid."""
    index = Index(load(file))
    print_text(index_info(file, len(index), file.stat().st_size, int(index.arrays.text_starts[-1]), VERSION))
