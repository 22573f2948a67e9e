"""Commands whose options can be set in files and in the environment as well (`mtdetect.config.settings`)."""

import json
import os
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_type_hints

import typer
from typer.core import TyperCommand
from typer.models import OptionInfo

from mtdetect.cli.score import score
from mtdetect.config.files import shown
from mtdetect.config.settings import Found, Kind, find_settings
from mtdetect.errors import UsageError

_OF_A_RUN = ("config", "isolated", "show-settings")  # options that are no settings
_KINDS = {bool: Kind.FLAG, int: Kind.INTEGER, float: Kind.NUMBER, Path: Kind.PATH}
_CONFIG = "MTDETECT_CONFIG"
_COMMAND_LINE = "COMMANDLINE"


class Configured(TyperCommand):
    """A command that takes the settings of its options from files and environment, where they are not given.

    The options of `score` are the settings. `skipped` ones mean something else to this command.
    """

    skipped: frozenset[str] = frozenset()

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse, with what files and environment say for defaults; `--show-settings` prints and ends it."""
        given, _, _ = self.make_parser(ctx).parse_args(list(args))
        if given.get("help"):
            return super().parse_args(ctx, args)
        options = _options(self)
        config, isolated, show = (given.get(options[key].name) for key in _OF_A_RUN)
        config = config or (not isolated and os.environ.get(_CONFIG))
        kinds = _kinds(ctx.parent.command.commands["score"])
        found = find_settings(kinds, os.environ, Path(config) if config else None, isolated=bool(isolated))
        settings = {key: param for key, param in options.items() if key in kinds and key not in self.skipped}
        mine = {param.name: found[key] for key, param in settings.items() if key in found}
        ctx.default_map = {name: one.value for name, one in mine.items()}
        try:
            if show:
                for param in settings.values():
                    param.handle_parse_result(ctx, given, [])
                typer.echo(_shown(ctx, settings, mine, _looked_up(isolated=bool(isolated))), nl=False)
                ctx.exit()
            return super().parse_args(ctx, args)
        except typer.BadParameter as error:
            name = error.param.name if error.param else ""
            if name not in mine or _is_given(ctx, name):
                raise
            raise UsageError(f"{mine[name].source}: {error.message.removeprefix('Value error, ')}") from error


class ConfiguredReport(Configured):
    """A command that reads rows: they are larger than the documents that `max-bytes` is set for."""

    skipped = frozenset({"max-bytes"})


class ConfiguredFigures(Configured):
    """A command with formats of its own."""

    skipped = frozenset({"format"})


def _options(command: Any) -> dict[str, Any]:
    """The options of a command by key: `max-share` for `--max-share`."""
    options = (param for param in command.params if param.param_type_name == "option")
    return {max(param.opts, key=len).removeprefix("--"): param for param in options}


def _kinds(command: Any) -> dict[str, Kind]:
    """The settings with their kinds: what `score` takes, but for what is of one run alone."""
    hints = get_type_hints(score, include_extras=True)
    return {key: _kind(hints[param.name]) for key, param in _options(command).items() if key not in _OF_A_RUN}


def _kind(hint: Any) -> Kind:
    plain, *extras = get_args(hint)
    if any(isinstance(extra, OptionInfo) and extra.parser for extra in extras):
        return Kind.SHARE
    if isinstance(plain, UnionType):
        plain = next(one for one in get_args(plain) if one is not type(None))
    return Kind.OUTPUTS if plain == list[str] else _KINDS.get(plain, Kind.TEXT)


def _is_given(ctx: Any, name: str) -> bool:
    source = ctx.get_parameter_source(name)
    return source is not None and source.name == _COMMAND_LINE


def _looked_up(*, isolated: bool) -> dict[str, str]:
    """The files that are read where none is named, by key."""
    from mtdetect.excuses.files import looked_up

    found = looked_up(look=not isolated)
    return {key: f"the nearest is {shown(file)}" if file else "none found" for key, file in found.items()}


def _shown(ctx: Any, settings: dict[str, Any], mine: dict[str, Found], defaults: dict[str, str]) -> str:
    """All settings of a command as a file could hold them, each with what it came from."""
    lines = []
    for key, param in sorted(settings.items()):
        value = ctx.params[param.name]
        source = mine[param.name].source if param.name in mine else defaults.get(key, "default")
        line = f"# {key}" if value is None else f"{key} = {_as_toml(value)}"
        lines.append((line, f"--{key}" if _is_given(ctx, param.name) else source))
    width = max(len(line) for line, _ in lines)
    return "".join(f"{line:{width}}  # {source}\n" for line, source in lines)


def _as_toml(value: Any) -> str:
    plain = value.value if isinstance(value, Enum) else shown(value) if isinstance(value, Path) else value
    return json.dumps(plain, ensure_ascii=False)
