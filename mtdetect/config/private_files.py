"""Files that only this user can have written: what others could have put into a cache is not trusted."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

_OTHERS = stat.S_IWGRP | stat.S_IWOTH
PRIVATE = 0o700  # the mode of a folder that nobody else can look into


def is_private(*paths: Path) -> bool:
    """Whether these files and folders, and the folders that they lie in, are this user's or root's, and neither their
    group nor others may write to them.

    A folder in which everybody may write, but delete nothing that is not theirs, as /tmp, may hold them. Where a system
    knows no such owners, all are private. False where one is not there.
    """
    if not hasattr(os, "geteuid"):
        return True
    try:
        return all(map(_is_own, _with_folders(paths)))
    except OSError:
        return False


def _with_folders(paths: Iterable[Path]) -> set[Path]:
    return {one for path in paths for one in (path, path.resolve(), path.resolve().parent)}


def _is_own(path: Path) -> bool:
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode):  # its mode says nothing; where it leads to is looked at too
        return found.st_uid in (0, os.geteuid())
    is_shared = bool(found.st_mode & _OTHERS) and not (stat.S_ISDIR(found.st_mode) and found.st_mode & stat.S_ISVTX)
    return found.st_uid in (0, os.geteuid()) and not is_shared


def make_private_folder(folder: Path) -> None:
    """Make a folder, with those above it, in which only this user may write. Raises OSError."""
    folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    if hasattr(os, "geteuid") and folder.lstat().st_uid == os.geteuid():
        folder.chmod(PRIVATE)
