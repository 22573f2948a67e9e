"""The option `--against`, which takes several values as the shell expands a glob."""

from collections.abc import Sequence
from typing import Any

from typer.core import TyperCommand

AGAINST = "--against"


class AgainstCommand(TyperCommand):
    """A command whose `--against` takes all arguments up to the next option as its values."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse, with the option repeated before each of its values."""
        return super().parse_args(ctx, repeat_against(args))


def repeat_against(args: Sequence[str]) -> list[str]:
    """The arguments with `--against` before each of its values: `--against a b` becomes `--against a --against b`.

    The values end at the next option, and at `--`. At the end without a value it stays, for the parser to refuse.
    """
    repeated: list[str] = []
    after_option = False
    for at, arg in enumerate(args):
        if arg == "--":
            return [*repeated, *args[at:]]
        if arg == AGAINST:
            after_option = True
            continue
        if arg.startswith("-") and arg != "-":
            after_option = False
        repeated += [AGAINST, arg] if after_option else [arg]
    return [*repeated, AGAINST] if args[-1:] == [AGAINST] else repeated
