"""Small files of the user: how they are found, read and written."""

import difflib
import os
import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any

from mtdetect.config.atomic_files import write_atomically
from mtdetect.errors import UsageError

_LARGEST = 100_000_000  # bytes: a baseline of a hundred thousand articles


def nearest_file(name: str, start: Path | None = None) -> Path | None:
    """The file of a name in a folder (default: the working one) or the closest above it.

    A file beside the articles is never taken: it may have come with them.
    """
    folder = (start or Path.cwd()).absolute()
    return next((file for file in (above / name for above in (folder, *folder.parents)) if file.is_file()), None)


def display_path(file: Path) -> str:
    """The name of a file for a message: relative to the working folder where the file lies below that."""
    try:
        return os.fspath(file.absolute().relative_to(Path.cwd()))
    except ValueError:
        return os.fspath(file)


def read_text(file: Path) -> str:
    """The text of a UTF-8 file; raises UsageError, also for a file of more than 100 MB."""
    try:
        with file.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise UsageError(f"{display_path(file)}: holds more than {_LARGEST:,} bytes: split it, or name another")
        return data.decode("utf-8-sig")
    except FileNotFoundError as error:
        raise UsageError(f"{display_path(file)}: does not exist: check the path") from error
    except OSError as error:
        raise UsageError(f"{display_path(file)}: cannot be read ({error.strerror}): name another file") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{display_path(file)}: is not UTF-8: save it as such") from error


def read_toml(file: Path) -> dict[str, Any]:
    """The content of a TOML file; raises UsageError."""
    try:
        return tomllib.loads(read_text(file))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{display_path(file)}: is not TOML ({error}): mend it there") from error


def refuse_unknown(where: str, keys: Collection[str], known: Collection[str]) -> None:
    """Raise UsageError for the first key that is not among `known`; the message suggests one that is."""
    for key in keys:
        if key not in known:
            raise UsageError(f"{where}: unknown key {key!r}: {suggestion(key, known)}")


def suggestion(name: str, known: Collection[str]) -> str:
    """What to write in place of an unknown name: the known name most like it, else all known names."""
    near = difflib.get_close_matches(name, known, 1)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(sorted(known))}"


def write_text(file: Path, text: str) -> None:
    """Write a text file as UTF-8, wholly or not at all; raises UsageError."""

    def write_error(error: OSError) -> UsageError:
        return UsageError(f"{display_path(file)}: cannot be written ({error.strerror}): name another file")

    with write_atomically(file, write_error) as part:
        part.write(text.encode("utf-8"))
