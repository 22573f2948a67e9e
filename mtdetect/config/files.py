"""Files by which users steer the program: found upwards of the working folder, read whole, complained of by name."""

import contextlib
import difflib
import os
import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any

from mtdetect.errors import UsageError

_LARGEST = 100_000_000  # bytes: a baseline of a hundred thousand articles


def nearest(name: str, start: Path | None = None) -> Path | None:
    """The file of a name in a folder (default: the working one) or the closest above it.

    Never one beside the articles: it may have come with them.
    """
    folder = (start or Path.cwd()).absolute()
    return next((file for file in (above / name for above in (folder, *folder.parents)) if file.is_file()), None)


def shown(file: Path) -> str:
    """A file as a message names it: relative to the working folder where it is below that."""
    try:
        return os.fspath(file.absolute().relative_to(Path.cwd()))
    except ValueError:
        return os.fspath(file)


def read_text(file: Path) -> str:
    """The text of a file; raises UsageError, also for one of more than 100 MB."""
    try:
        with file.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise UsageError(f"{shown(file)}: holds more than {_LARGEST:,} bytes: split it, or name another")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{shown(file)}: cannot be read ({error.strerror}): name another file") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{shown(file)}: is not UTF-8: save it as such") from error


def read_toml(file: Path) -> dict[str, Any]:
    """What a TOML file holds; raises UsageError."""
    try:
        return tomllib.loads(read_text(file))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{shown(file)}: is not TOML ({error}): mend it there") from error


def refuse_unknown(where: str, keys: Collection[str], known: Collection[str]) -> None:
    """Raise UsageError for the first key that is not known, with the nearest that is."""
    for key in keys:
        if key not in known:
            raise UsageError(f"{where}: unknown key {key!r}: {suggestion(key, known)}")


def suggestion(name: str, known: Collection[str]) -> str:
    """What to write instead of a name that is not known: the near miss, else all."""
    near = difflib.get_close_matches(name, known, 1)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(sorted(known))}"


def write_whole(file: Path, text: str) -> None:
    """Write a file wholly or not at all. Raises UsageError."""
    part = file.with_name(f"{file.name}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(file)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise UsageError(f"{shown(file)}: cannot be written ({error.strerror}): name another file") from error
