"""The command that shows the model in use: parse and call, with heavy imports inside."""

from pathlib import Path
from typing import Annotated

import typer

from mtdetect.cli import options as option


def model(
    folder: Annotated[
        Path | None, typer.Option("--model", metavar="DIR", help="A model folder instead of the shipped one.")
    ] = None,
    _config: option.Config = None,
    _isolated: option.Isolated = False,
    _show_settings: option.ShowSettings = False,
) -> None:
    """Show the model in use.

    Its name, its fingerprint and its measured figures.

    \b
    Example:
      mtdetect model
    """
    from mtdetect.report.messages import print_text
    from mtdetect.report.model_card import card

    print_text(card(folder))
