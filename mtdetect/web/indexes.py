"""The indexes of a server (`--against`): articles among which the origin of a text is looked for."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from mtdetect.errors import UsageError
from mtdetect.match.index import Index
from mtdetect.match.index_file import is_index, load


@cache
def open_indexes(files: tuple[Path, ...]) -> tuple[Index, ...]:
    """The indexes, mapped from their files, so that all processes share them. Raises IndexFileError."""
    return tuple(Index(load(file)) for file in files)


def count_candidates(files: Sequence[Path]) -> int:
    """How many articles the indexes hold. Raises UsageError for a file that is none, and IndexFileError."""
    for file in files:
        if not file.exists():
            raise UsageError(f"--against {file}: does not exist: check the path")
        if not is_index(file):
            raise UsageError(f"--against {file}: is no index: make one by 'mtdetect index build {file} -o FILE'")
    return sum(len(Index(load(file))) for file in files)
