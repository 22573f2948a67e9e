"""The options that several commands have, as types, so that each has one wording."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from mtdetect.config import value_types
from mtdetect.document import InputFormat
from mtdetect.report.formats import Format


def share(value: str | float) -> float:
    """The share (0-1) that `2%` or `0.02` stands for; raises BadParameter."""
    try:
        return value_types.share(value)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def column(name: str | None) -> str | None:
    """The name of a column as it is; raises BadParameter for one without letters, as of a variable that is not set."""
    if name is not None and not name.strip():
        raise typer.BadParameter("names nothing to group by: give domain, folder, path or a column of the rows")
    return name


Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, globs, or - for standard input.")]
Form = Annotated[Format, typer.Option("--format", help="How to print the results.")]
Output = Annotated[
    list[str] | None, typer.Option(metavar="FORMAT=FILE", help="Also write the results to a file. May be repeated.")
]
Fields = Annotated[
    str | None,
    typer.Option(
        metavar="NAME,...",
        help="Print just these fields of each row, as JSON Lines; without tells and reasons it takes less time.",
    ),
]
Fpr = Annotated[
    float,
    typer.Option(
        metavar="SHARE", parser=share, help="The share of human articles that may be called translated: 1% or 0.01."
    ),
]
Prior = Annotated[
    float,
    typer.Option(
        metavar="SHARE",
        parser=share,
        help="The share of articles thought to be translated before reading them: 50% or 0.5.",
    ),
]
Model = Annotated[Path | None, typer.Option(metavar="DIR", help="A model folder instead of the shipped one.")]
TextKey = Annotated[str, typer.Option(metavar="KEY", help="The column of the text in tables; a.b is b within a.")]
IdKey = Annotated[str, typer.Option(metavar="KEY", help="The column of the id, likewise.")]
ReadAs = Annotated[
    InputFormat | None,
    typer.Option(
        "--input-format",
        help="What standard input is, and files whose names do not say it: no ending, an unknown one, .txt "
        "(default: by how they begin).",
    ),
]
MaxBytes = Annotated[int, typer.Option(metavar="BYTES", min=1, help="The largest document that is read.")]
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs", "-j", metavar="N", min=0, help="Processes to use; 0 for one a core.", show_default="all cores"
    ),
]
Deep = Annotated[
    Literal["auto", "always", "never"],
    typer.Option(
        help="Whether a small language model reads too, where it is installed: what is left open, all, or nothing.",
    ),
]
Reader = Annotated[
    Path | None, typer.Option(metavar="FILE", help="The reader's weights, if they are not the installed package's.")
]
AllowUnreadable = Annotated[
    bool,
    typer.Option(
        "--allow-unreadable/--no-allow-unreadable",
        help="Warn of inputs that could not be read, instead of exiting with 2.",
    ),
]
MaxTranslated = Annotated[
    int | None, typer.Option(metavar="N", min=0, help="Gate: exit with 1 when more articles are translated.")
]
MaxShare = Annotated[
    float | None,
    typer.Option(
        metavar="SHARE",
        parser=share,
        help="Gate: exit with 1 when a larger share is, beyond chance: 2% or 0.02.",
    ),
]
FailOver = Annotated[
    float | None,
    typer.Option(
        metavar="LIKELIHOOD",
        parser=share,
        help="Gate: exit with 1 when an article or a site has a higher likelihood: 90% or 0.9.",
    ),
]
GroupBy = Annotated[
    str | None,
    typer.Option(
        metavar="COLUMN",
        callback=column,
        help="Sites: judge each site or other group too: domain, folder, or a column. Limits are then for each.",
    ),
]
MaxTranslatedSites = Annotated[
    int | None, typer.Option(metavar="N", min=0, help="Gate: exit with 1 when more sites are translated.")
]
AllowUnjudged = Annotated[
    bool,
    typer.Option(
        "--allow-unjudged/--no-allow-unjudged", help="Gate: let a run pass in which no article could be judged."
    ),
]
Excuses = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="What you excuse (default: the nearest .mtdetectignore.toml)."),
]
Baseline = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="The findings already known (default: the nearest .mtdetectbaseline.json)."),
]
NoExcuses = Annotated[bool, typer.Option("--no-excuses", help="Show and count what is excused or known as well.")]
ReportUnusedExcuses = Annotated[
    bool,
    typer.Option(
        "--report-unused-excuses/--no-report-unused-excuses",
        help="Name the excuses that excused nothing in this run, since they may be dead.",
    ),
]
Annotate = Annotated[
    bool, typer.Option("--annotate", help="Rows: print the input's own as JSON Lines, with columns added.")
]
DropTranslated = Annotated[
    bool, typer.Option("--drop-translated", help="Rows: print the input's own but for those likely translated.")
]
Dropped = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Rows: where those that are left out go, with the reason.")
]
ShardsIn = Annotated[
    Path | None, typer.Option("--shards", metavar="DIR", help="Long runs: save rows as they are scored.")
]
ShardRows = Annotated[int, typer.Option(metavar="N", min=1, help="Long runs: rows a shard.")]
Resume = Annotated[bool, typer.Option("--resume", help="Long runs: go on with the run in --shards, if it was begun.")]
Config = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Settings (default: the nearest mtdetect.toml or pyproject.toml)."),
]
Isolated = Annotated[
    bool, typer.Option("--isolated", help="Read no file of settings, excuses or known findings that is not named.")
]
ShowSettings = Annotated[
    bool, typer.Option("--show-settings", help="Print all settings with what each came from, and exit.")
]
