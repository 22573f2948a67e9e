"""From what the user names to the files to read: folders and globs are expanded, in an order that never varies."""

# Paths stay strings, exactly as they were given.
# ruff: noqa: PTH110, PTH112, PTH207

import glob
import os
import re
from collections.abc import Callable, Iterator
from itertools import chain

from mtdetect.errors import UsageError

STDIN = "-"
_SURROGATE = re.compile("[\ud800-\udfff]")  # how Python spells the bytes of a file name that are no UTF-8


def expand(path: str, is_known: Callable[[str], bool]) -> Iterator[str]:
    """The files that `path` stands for: itself, the known ones under a folder, or the matches of a glob.

    Checks at once: a folder or glob that stands for nothing raises UsageError before the first file is read. A path
    that does not exist stands for itself, so that its absence becomes a row beside the others.
    """
    if path == STDIN or "\0" in path:
        return iter((path,))
    if os.path.isdir(path):
        return _never_empty(
            _walk(path, is_known), f"{path}: holds no file that can be read: name a file, or another folder"
        )
    if glob.has_magic(path) and not os.path.lexists(path):
        found = (name for name in sorted(glob.iglob(path, recursive=True)) if not os.path.isdir(name))
        return _never_empty(found, f"{path}: matches no file: check the pattern")
    return iter((path,))


def display(path: str) -> str:
    """A path to print: with slashes, and with U+FFFD for what no output can hold."""
    return _SURROGATE.sub("\ufffd", path).replace(os.sep, "/")


def _never_empty(found: Iterator[str], complaint: str) -> Iterator[str]:
    first = next(found, None)
    if first is None:
        raise UsageError(complaint)
    return chain((first,), found)


def _walk(folder: str, is_known: Callable[[str], bool]) -> Iterator[str]:
    """Known files below a folder, sorted by name within each; hidden names and linked folders are left out.

    A folder that may not be listed is yielded itself: opening it fails, and so makes its row. An own stack, since
    folders nest deeper than Python recurses.
    """
    stack = [iter((folder,))]
    while stack:
        path = next(stack[-1], None)
        if path is None:
            stack.pop()
        elif not os.path.isdir(path):
            yield path
        else:
            try:
                with os.scandir(path) as entries:
                    wanted = [entry.path for entry in entries if _is_wanted(entry, is_known)]
            except OSError:
                yield path
            else:
                stack.append(iter(sorted(wanted)))


def _is_wanted(entry: os.DirEntry[str], is_known: Callable[[str], bool]) -> bool:
    if entry.name.startswith("."):
        return False
    if entry.is_dir(follow_symlinks=False):
        return True
    # A link that leads nowhere is wanted, so that its row says so; pipes, devices and linked folders are not.
    return is_known(entry.name) and (entry.is_file() or not os.path.exists(entry.path))
