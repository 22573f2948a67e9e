"""Options that do nothing without another: refused, since whoever gives one expects it to do something."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from typer.core import TyperCommand

from mtdetect.errors import UsageError

_COMMAND_LINE = "COMMANDLINE"
_GATE = ("max_translated", "max_share", "fail_over", "max_translated_sites")


@dataclass(frozen=True, slots=True)
class Need:
    """An option by its name as a parameter, whether the values of all options let it do anything, and why not."""

    option: str
    is_met: Callable[[Mapping[str, Any]], bool]
    cause: str


class NeedingCommand(TyperCommand):
    """A command that refuses options of its `needs` where they do nothing."""

    needs: ClassVar[tuple[Need, ...]] = ()

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse; raises UsageError for an option of the command line that does nothing.

        A file or a variable may set it for other runs and commands, and a flag may be switched off anywhere.
        """
        rest = super().parse_args(ctx, args)
        for need in self.needs:
            value = ctx.params.get(need.option)
            is_off = value is None or value is False or not is_given(ctx, need.option)
            if not is_off and not need.is_met(ctx.params):
                raise UsageError(f"--{need.option.replace('_', '-')}: {need.cause}")
        return rest


def is_given(ctx: Any, name: str) -> bool:
    """Whether the command line itself gives an option, not a file, the environment or the default."""
    source = ctx.get_parameter_source(name)
    return source is not None and source.name == _COMMAND_LINE


OF_SCORING: tuple[Need, ...] = (
    Need(
        "shard_rows",
        lambda given: given["shards"] is not None,
        "says how many rows go into a shard, and none is written: add --shards DIR, or leave it out",
    ),
    Need(
        "reader",
        lambda given: given["deep"] != "never",
        "names what a reader reads with, and --deep never reads nothing: leave it out, or give --deep auto",
    ),
    Need(
        "allow_unjudged",
        lambda given: any(given[limit] is not None for limit in _GATE),
        "lets a gate pass, and none is set: add a limit such as --max-share 2%, or leave it out",
    ),
)
"""The needs of options that several commands share."""
