"""Options that do nothing without another: refused, since whoever gives one expects it to do something."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from typer.core import TyperCommand

from mtdetect.errors import UsageError

_COMMAND_LINE = "COMMANDLINE"


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

        A file or a variable may set it for other runs and commands.
        """
        rest = super().parse_args(ctx, args)
        for need in self.needs:
            if is_given(ctx, need.option) and not need.is_met(ctx.params):
                raise UsageError(f"{self._flag(need.option)}: {need.cause}")
        return rest

    def _flag(self, name: str) -> str:
        """An option as the user writes it."""
        return next(str(max(param.opts, key=len)) for param in self.params if param.name == name)


def is_given(ctx: Any, name: str) -> bool:
    """Whether the command line itself gives an option, not a file, the environment or the default."""
    source = ctx.get_parameter_source(name)
    return source is not None and source.name == _COMMAND_LINE


_ROWS = ("fields", "annotate", "drop_translated")  # what they print takes the place of --format

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
        "form",
        lambda given: given["form"] != "text" or not any(given.get(name) for name in _ROWS),
        "text is not what --fields, --annotate and --drop-translated print: give jsonl, or also --output text=FILE",
    ),
)
"""The needs of options that several commands share.

--allow-unjudged needs no gate: hooks give it, and leave the gate to whoever uses them.
"""
