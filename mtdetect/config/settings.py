"""Settings from `[tool.mtdetect]` in `pyproject.toml`, from `mtdetect.toml`, and from `MTDETECT_*`.

The nearest file wins wholly, upwards of the working folder; a variable of the environment wins over it, and an option
of the command line over both.
"""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from mtdetect.config.files import read_toml, refuse_unknown, shown
from mtdetect.errors import UsageError

OWN_FILE, PROJECT_FILE = "mtdetect.toml", "pyproject.toml"
PREFIX = "MTDETECT_"
_NEAR = 0.65  # FRP is a slip of FPR; VERSION and CORPORA are names of their own
_TRUE, _FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


class Kind(StrEnum):
    """What a setting takes, in the words of a complaint."""

    FLAG = "true or false"
    INTEGER = "a whole number"
    NUMBER = "a number"
    SHARE = 'a share such as "2%" or 0.02'
    TEXT = "text in quotation marks"
    PATH = "a path in quotation marks"
    OUTPUTS = 'a list such as ["json=results.json"]'


_TYPES: Mapping[Kind, tuple[type, ...]] = {
    Kind.FLAG: (bool,),
    Kind.INTEGER: (int,),
    Kind.NUMBER: (int, float),
    Kind.SHARE: (int, float, str),
    Kind.TEXT: (str,),
    Kind.PATH: (str,),
    Kind.OUTPUTS: (list,),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A value, and what it came from: `pyproject.toml: tool.mtdetect.fpr`, or `MTDETECT_FPR`."""

    value: Any
    source: str


def find_settings(
    kinds: Mapping[str, Kind], environment: Mapping[str, str], config: Path | None = None, *, isolated: bool = False
) -> dict[str, Found]:
    """The settings of files and environment, by key.

    `config` is read instead of the nearest file; with `isolated` none is. Raises UsageError for an unknown key, a value
    of another kind, or a variable that looks like a misspelt setting.
    """
    if config and isolated:
        raise UsageError("--isolated: leaves out all configuration files: leave out --config, or this")
    file = None if isolated else config or _nearest(Path.cwd())
    return {**(_from_file(file, kinds) if file else {}), **dict(_from_environment(environment, kinds))}


def variable(key: str) -> str:
    """The variable of the environment for a key: `MTDETECT_MAX_SHARE` for `max-share`."""
    return PREFIX + key.upper().replace("-", "_")


def _nearest(start: Path) -> Path | None:
    """The closest `mtdetect.toml`, or `pyproject.toml` with a table for this program; the former where both are."""
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


def _from_file(file: Path, kinds: Mapping[str, Kind]) -> dict[str, Found]:
    where = shown(file)
    table: Any
    if file.name == PROJECT_FILE:
        where, table = f"{where}: tool.mtdetect", _table(file)
        if not isinstance(table, dict):
            raise UsageError(f"{where}: is no table: add [tool.mtdetect], or name another file")
    else:
        table = read_toml(file)
    refuse_unknown(where, table, kinds)
    dotted = f"{where}." if file.name == PROJECT_FILE else f"{where}: "
    return {
        key: Found(_placed(_typed(value, kinds[key], f"{dotted}{key}"), kinds[key], file.parent), f"{dotted}{key}")
        for key, value in table.items()
    }


def _typed(value: Any, kind: Kind, source: str) -> Any:
    fits = isinstance(value, _TYPES[kind]) and isinstance(value, bool) == (kind is Kind.FLAG)
    if not fits or (kind is Kind.OUTPUTS and not all(isinstance(one, str) for one in value)):
        raise UsageError(f"{source}: is not {kind}: mend it there")
    return value


def _placed(value: Any, kind: Kind, folder: Path) -> Any:
    """Paths of a file are relative to its folder."""
    if kind is Kind.PATH:
        return str(folder / value)
    if kind is Kind.OUTPUTS:
        return [f"{form}={folder / file}" if file else one for one in value for form, _, file in (one.partition("="),)]
    return value


def _from_environment(environment: Mapping[str, str], kinds: Mapping[str, Kind]) -> Iterable[tuple[str, Found]]:
    keys = {variable(key).removeprefix(PREFIX): key for key in kinds}
    for name, value in environment.items():
        if not name.startswith(PREFIX) or not value:
            continue
        key = keys.get(name.removeprefix(PREFIX))
        if key:
            yield key, Found(_read(value, kinds[key], name), name)
        elif near := difflib.get_close_matches(name.removeprefix(PREFIX), keys, 1, _NEAR):
            raise UsageError(f"{name}: is no setting: did you mean {PREFIX}{near[0]}?")


def _read(value: str, kind: Kind, name: str) -> Any:
    """A variable's text as a value."""
    if kind is Kind.OUTPUTS:
        return value.split()
    if kind is Kind.FLAG:
        if value.lower() not in (*_TRUE, *_FALSE):
            raise UsageError(f"{name}: {value!r} is not {kind}: give 1 or 0")
        return value.lower() in _TRUE
    try:
        return int(value) if kind is Kind.INTEGER else float(value) if kind is Kind.NUMBER else value
    except ValueError as error:
        raise UsageError(f"{name}: {value!r} is not {kind}: mend it there") from error
