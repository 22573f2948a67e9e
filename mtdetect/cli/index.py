"""The commands that keep candidates in a file: parse, call, exit. Heavy imports are inside them, as in `app.py`."""

from pathlib import Path
from typing import Annotated

import typer

from mtdetect.cli import options as option
from mtdetect.cli.settings import Configured, ConfiguredWithOwnOutput

# The context of `cli.app` does not reach the groups under it.
index = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Keep candidates for 'match' in a file, so that they are read once.",
)

IndexFile = Annotated[Path, typer.Argument(metavar="FILE", help="An index that 'index build' wrote.")]
Candidates = Annotated[
    list[str], typer.Argument(metavar="CANDIDATES", help="Files, folders, globs, or - for standard input.")
]


@index.command(cls=ConfiguredWithOwnOutput)
def build(
    candidates: Candidates,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write the index.")],
    text_key: option.TextKey = "text",
    id_key: option.IdKey = "id",
    max_bytes: option.MaxBytes = 10_000_000,
    input_format: option.ReadAs = None,
    jobs: option.Jobs = 0,
    allow_unreadable: option.AllowUnreadable = False,
    _config: option.Config = None,
    _isolated: option.Isolated = False,
    _show_settings: option.ShowSettings = False,
) -> None:
    """Read candidates and write an index of them. The file holds their texts.

    Nothing is written when a candidate could not be read, unless that is allowed; then the others are in the index.

    \b
    Example:
      mtdetect index build archive/ -o archive.index
    """
    from mtdetect.config.score_settings import ReadSettings
    from mtdetect.runs.index import run_build

    reading = ReadSettings(text_key, id_key, max_bytes, input_format)
    raise typer.Exit(run_build(output, candidates, reading, jobs=jobs, allow_unreadable=allow_unreadable))


@index.command(cls=Configured)
def append(
    file: IndexFile,
    candidates: Candidates,
    text_key: option.TextKey = "text",
    id_key: option.IdKey = "id",
    max_bytes: option.MaxBytes = 10_000_000,
    input_format: option.ReadAs = None,
    jobs: option.Jobs = 0,
    allow_unreadable: option.AllowUnreadable = False,
    _config: option.Config = None,
    _isolated: option.Isolated = False,
    _show_settings: option.ShowSettings = False,
) -> None:
    """Add candidates to an index; those of the same id and path are replaced.

    The index stays as it is when a candidate could not be read, unless that is allowed.

    \b
    Example:
      mtdetect index append archive.index today/
    """
    from mtdetect.config.score_settings import ReadSettings
    from mtdetect.runs.index import run_append

    reading = ReadSettings(text_key, id_key, max_bytes, input_format)
    raise typer.Exit(run_append(file, candidates, reading, jobs=jobs, allow_unreadable=allow_unreadable))


@index.command()
def remove(
    file: IndexFile,
    ids: Annotated[list[str], typer.Argument(metavar="ID", help="The id or the path of a candidate.")],
) -> None:
    """Take candidates out of an index, by id or path.

    \b
    Example:
      mtdetect index remove archive.index archive/old.txt
    """
    from mtdetect.runs.index import run_remove

    run_remove(file, ids)


@index.command()
def info(file: IndexFile) -> None:
    """Say what an index holds: how many candidates, its size and version. Exits with 2 for one that is not valid.

    \b
    Example:
      mtdetect index info archive.index
    """
    from mtdetect.runs.index import run_info

    run_info(file)
