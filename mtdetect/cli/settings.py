"""Commands whose options can also be set in files and in the environment (`mtdetect.config.settings`)."""

import os
from collections.abc import Mapping
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_type_hints

import typer
from typer.models import OptionInfo

from mtdetect.cli.needs import OF_SCORING, NeedingCommand, is_given
from mtdetect.cli.score import score
from mtdetect.cli.serve import serve
from mtdetect.cli.shown_settings import print_settings
from mtdetect.cli.sources import name_source
from mtdetect.config.settings import find_settings
from mtdetect.config.value_types import ValueType
from mtdetect.errors import UsageError

_OF_ONE_RUN = ("config", "isolated", "show-settings")  # options that are no settings
_VALUE_TYPES = {bool: ValueType.FLAG, int: ValueType.INTEGER, float: ValueType.NUMBER, Path: ValueType.PATH}
_CONFIG = "MTDETECT_CONFIG"
_SOURCES = "mtdetect.sources"  # of a command's context: where settings come from that the command line does not give


class Configured(NeedingCommand):
    """A command that takes options from files and the environment where the command line does not give them.

    The options of `score` and `serve` are the settings. This command ignores those in `skipped`, which mean something
    else to it.
    """

    skipped: frozenset[str] = frozenset()
    needs = OF_SCORING

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse, with the values of files and environment as defaults; with `--show-settings`, print all and exit.

        Raises UsageError, which names the source, for a value that the option does not take.
        """
        arguments, _, _ = self.make_parser(ctx).parse_args(list(args))
        if arguments.get("help"):
            return super().parse_args(ctx, args)
        options = _options(self)
        config, isolated, show = (arguments.get(options[key].name) for key in _OF_ONE_RUN)
        config = config or (not isolated and os.environ.get(_CONFIG))
        types = _value_types(ctx.find_root().command.commands)
        found = find_settings(types, os.environ, Path(config) if config else None, isolated=bool(isolated))
        settings = {key: param for key, param in options.items() if key in types and key not in self.skipped}
        by_name = {param.name: found[key] for key, param in settings.items() if key in found}
        ctx.default_map = {name: setting.value for name, setting in by_name.items()}
        ctx.meta[_SOURCES] = {
            key: found[key].source for key, param in settings.items() if key in found and param.name not in arguments
        }
        try:
            if show:
                for param in settings.values():
                    param.handle_parse_result(ctx, arguments, [])
                print_settings(ctx, settings, by_name, isolated=bool(isolated))
                ctx.exit()
            return super().parse_args(ctx, args)
        except typer.BadParameter as error:
            name = error.param.name if error.param else None
            if name is None or name not in by_name or is_given(ctx, name):
                raise
            raise UsageError(f"{by_name[name].source}: {error.message.removeprefix('Value error, ')}") from error

    def invoke(self, ctx: Any) -> Any:
        """Run the command; an error of an option that a file or a variable sets names that place."""
        try:
            return super().invoke(ctx)
        except UsageError as error:
            raise name_source(error, ctx.meta[_SOURCES]) from error


class ConfiguredWithOwnFormat(Configured):
    """A command whose `--format` takes other formats than that of `score`."""

    skipped = frozenset({"format", "against"})


class ConfiguredWithOwnOutput(Configured):
    """A command whose `--output` names the one file that it writes."""

    skipped = frozenset({"output"})


class ConfiguredWithoutGroups(ConfiguredWithOwnOutput):
    """A command whose `--group-by` makes another kind of model: only who asks for it shall get that."""

    skipped = frozenset({"output", "group-by"})


def _options(command: Any) -> dict[str, Any]:
    """The options of a command by key: `max-share` for `--max-share`."""
    options = (param for param in command.params if param.param_type_name == "option")
    return {max(param.opts, key=len).removeprefix("--"): param for param in options}


def _value_types(commands: Mapping[str, Any]) -> dict[str, ValueType]:
    """The type of each setting, by key: the options of `score` and `serve`, but for those of one run alone."""
    types: dict[str, ValueType] = {}
    for function in (serve, score):
        hints = get_type_hints(function, include_extras=True)
        options = _options(commands[function.__name__])
        types |= {key: _value_type(hints[param.name]) for key, param in options.items() if key not in _OF_ONE_RUN}
    return types


def _value_type(hint: Any) -> ValueType:
    plain, *extras = get_args(hint)
    if any(isinstance(extra, OptionInfo) and extra.parser for extra in extras):
        return ValueType.SHARE
    if isinstance(plain, UnionType):
        plain = next(one for one in get_args(plain) if one is not type(None))
    if plain == list[Path]:
        return ValueType.PATHS
    return ValueType.OUTPUTS if plain == list[str] else _VALUE_TYPES.get(plain, ValueType.TEXT)
