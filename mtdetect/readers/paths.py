"""From the paths that the user names to the files to read: folders and globs are expanded, in a fixed order."""

# Paths stay strings, exactly as they were given.
# ruff: noqa: PTH110, PTH112, PTH207

import glob
import os
import re
from collections.abc import Callable, Iterator
from itertools import chain

from mtdetect.errors import UsageError

STDIN = "-"
_SURROGATE = re.compile("[\ud800-\udfff]")  # how Python decodes the bytes of a file name that are not UTF-8


def expand(path: str, is_known: Callable[[str], bool]) -> Iterator[str]:
    """The files that `path` stands for: itself, those under a folder whose names `is_known`, or the matches of a glob.

    Raises UsageError at once, before the first file is read, for a folder or glob without files. A path that does not
    exist stands for itself, so that it becomes an error row beside the others.
    """
    if path == STDIN or "\0" in path:
        return iter((path,))
    if os.path.isdir(path):
        return _require_one(
            _walk(path, is_known), f"{path}: holds no file that can be read: name a file, or another folder"
        )
    return expand_glob(path)


def expand_glob(path: str) -> Iterator[str]:
    """The files that match a glob, in the order of their names; any other path stands for itself, also a folder's.

    Raises UsageError at once for a glob without files.
    """
    if "\0" in path or not glob.has_magic(path) or os.path.lexists(path):
        return iter((path,))
    found = (name for name in sorted(glob.iglob(path, recursive=True)) if not os.path.isdir(name))
    return _require_one(found, f"{path}: matches no file: check the pattern")


def display_path(path: str) -> str:
    """A path for output: with slashes, and with U+FFFD for bytes that are not UTF-8."""
    return _SURROGATE.sub("\ufffd", path).replace(os.sep, "/")


def _require_one(found: Iterator[str], message: str) -> Iterator[str]:
    """The same paths; raises UsageError with the message when there is none."""
    first = next(found, None)
    if first is None:
        raise UsageError(message)
    return chain((first,), found)


def _walk(folder: str, is_known: Callable[[str], bool]) -> Iterator[str]:
    """The files below a folder whose names `is_known`, sorted by name in each folder.

    Hidden names and linked folders are left out. A folder that cannot be listed is yielded itself: opening it fails, so
    that it becomes an error row. Uses a stack of its own, since folders may nest deeper than Python's recursion limit.
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
                    included = [entry.path for entry in entries if _is_included(entry, is_known)]
            except OSError:
                yield path
            else:
                stack.append(iter(sorted(included)))


def _is_included(entry: os.DirEntry[str], is_known: Callable[[str], bool]) -> bool:
    if entry.name.startswith("."):
        return False
    if entry.is_dir(follow_symlinks=False):
        return True
    # A broken link is included, so that it becomes an error row; pipes, devices and linked folders are left out.
    return is_known(entry.name) and (_is_file(entry) or not os.path.exists(entry.path))


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link that leads to itself: it must not cost the other files of its folder
        return False
