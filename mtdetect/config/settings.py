"""Settings from `[tool.mtdetect]` in `pyproject.toml`, from `mtdetect.toml`, and from `MTDETECT_*`.

One file counts: the nearest in the working folder or above it. A variable of the environment overrides its value, and
an option of the command line overrides both.
"""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtdetect.config.files import display_path, read_toml, refuse_unknown
from mtdetect.config.value_types import ValueType, check, parse, resolve
from mtdetect.errors import UsageError

OWN_FILE, PROJECT_FILE = "mtdetect.toml", "pyproject.toml"
PREFIX = "MTDETECT_"
_LEAST_SIMILARITY = 0.65  # FRP is taken for a misspelt FPR; VERSION and CORPORA are variables of other parts


@dataclass(frozen=True, slots=True)
class Setting:
    """A value and its source: `pyproject.toml: tool.mtdetect.fpr`, or `MTDETECT_FPR`."""

    value: Any
    source: str


def find_settings(
    types: Mapping[str, ValueType],
    environment: Mapping[str, str],
    config: Path | None = None,
    *,
    isolated: bool = False,
) -> dict[str, Setting]:
    """The settings of the file and of the environment, by key; `types` holds the type of each key that there is.

    `config` is read instead of the nearest file; with `isolated`, no file is read. Raises UsageError for an unknown
    key, a value of another type, or a variable that looks like a misspelt setting.
    """
    if config and isolated:
        raise UsageError("--isolated: leaves out all configuration files: leave out --config, or this")
    file = None if isolated else config or _nearest_file(Path.cwd())
    return {**(_from_file(file, types) if file else {}), **dict(_from_environment(environment, types))}


def variable_name(key: str) -> str:
    """The variable of the environment for a key: `MTDETECT_MAX_SHARE` for `max-share`."""
    return PREFIX + key.upper().replace("-", "_")


def _nearest_file(start: Path) -> Path | None:
    """The nearest `mtdetect.toml`, or `pyproject.toml` with a table for this program; in one folder, the former."""
    for folder in (start, *start.parents):
        if (folder / OWN_FILE).is_file():
            return folder / OWN_FILE
        project = folder / PROJECT_FILE
        if project.is_file() and _table(project) is not None:
            return project
    return None


def _table(project: Path) -> object:
    tool = read_toml(project).get("tool")
    return tool.get("mtdetect") if isinstance(tool, dict) else None


def _from_file(file: Path, types: Mapping[str, ValueType]) -> dict[str, Setting]:
    where = display_path(file)
    table: Any
    if file.name == PROJECT_FILE:
        where, table = f"{where}: tool.mtdetect", _table(file)
        if not isinstance(table, dict):
            raise UsageError(f"{where}: is no table: add [tool.mtdetect], or name another file")
    else:
        table = read_toml(file)
    refuse_unknown(where, table, types)
    dotted = f"{where}." if file.name == PROJECT_FILE else f"{where}: "
    return {
        key: Setting(resolve(check(value, types[key], f"{dotted}{key}"), types[key], file.parent), f"{dotted}{key}")
        for key, value in table.items()
    }


def _from_environment(environment: Mapping[str, str], types: Mapping[str, ValueType]) -> Iterable[tuple[str, Setting]]:
    keys = {variable_name(key).removeprefix(PREFIX): key for key in types}
    for name, value in environment.items():
        if not name.startswith(PREFIX) or not value:
            continue
        key = keys.get(name.removeprefix(PREFIX))
        if key:
            yield key, Setting(parse(value, types[key], name), name)
        elif near := difflib.get_close_matches(name.removeprefix(PREFIX), keys, 1, _LEAST_SIMILARITY):
            raise UsageError(f"{name}: is no setting: did you mean {PREFIX}{near[0]}?")
