"""Loads a model of any kind from its folder: settings and arrays, checked by SHA-256; nothing in it is executed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from numpy.typing import NDArray

from mtdetect.errors import ModelError
from mtdetect.model.files import SETTINGS, UNFIT, array_from_bytes, fingerprint, read_checked, read_settings

Built = TypeVar("Built")


@dataclass(frozen=True, slots=True)
class ModelKind:
    """A kind of model: its name in messages, the format that this version reads, and the files beside the settings."""

    name: str
    format: int
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """What a model's `folder` holds: its settings, the other files by name, and the name of all of it."""

    folder: Path
    settings: dict[str, Any]
    files: Mapping[str, bytes]
    fingerprint: str

    def array(self, name: str) -> NDArray[Any]:
        """The array of the file `<name>.npy`. Raises ValueError if there is none in it."""
        return array_from_bytes(self.files[array_file(name)])


def array_file(name: str) -> str:
    """The name of an array's file."""
    return f"{name}.npy"


def read_model(folder: Path, kind: ModelKind, build: Callable[[Content], Built]) -> Built:
    """What `build` makes of the folder's content; it may raise any of `UNFIT` for what is no model.

    Raises ModelError if the folder's files are missing, altered, of another format, or no model.
    """
    files = read_checked(folder, (SETTINGS, *kind.files))
    try:
        settings = read_settings(files)
        if settings["format"] != kind.format:
            raise ModelError(
                f"{folder}: {kind.name} format {settings['format']}, not {kind.format}; install a matching mtdetect"
            )
        return build(Content(folder, settings, files, fingerprint(files)))
    except UNFIT as error:
        raise ModelError(f"{folder}: no {kind.name} of mtdetect ({error!r}); train or install one anew") from error
