"""The commands of copy mode: parse, call, print, exit. Imports as in `app.py`."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from mtdetect.cli import options as option
from mtdetect.report.formats import Format

_AGAINST = "--against"
# The context of `cli.app` does not reach the groups under it.
index = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Keep candidates for 'match' in a file, so that they are read once.",
)

Saved = Annotated[Path, typer.Argument(metavar="FILE", help="An index that 'index build' wrote.")]
Candidates = Annotated[
    list[str], typer.Argument(metavar="CANDIDATES", help="Files, folders, globs, or - for standard input.")
]


class Against(TyperCommand):
    """Takes all that follows `--against` up to the next option as its values, as shells expand a glob."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse, with the option written out before each of its values."""
        return super().parse_args(ctx, _spelt_out(args))


def _spelt_out(args: list[str]) -> list[str]:
    made: list[str] = []
    taking = False
    for at, arg in enumerate(args):
        if arg == "--":
            return made + args[at:]
        if arg == _AGAINST:
            taking = True
            continue
        if arg.startswith("-") and arg != "-":
            taking = False
        made += [_AGAINST, arg] if taking else [arg]
    return [*made, _AGAINST] if args[-1:] == [_AGAINST] else made


def match(
    paths: option.Paths,
    against: Annotated[
        list[str],
        typer.Option(_AGAINST, metavar="CANDIDATES...", help="Articles that may be the origin, or an index of them."),
    ],
    form: option.Form = Format.TEXT,
    output: option.Output = None,
    fpr: option.Fpr = 0.01,
    prior: option.Prior = 0.5,
    model: option.Model = None,
    text_key: option.TextKey = "text",
    id_key: option.IdKey = "id",
    max_bytes: option.MaxBytes = 10_000_000,
    allow_unreadable: option.AllowUnreadable = False,
) -> None:
    """Find the origin of articles among candidates: which one was it copied from, and which of the two is the copy?

    For each: the origin, how the two relate, how far one covers the other, and their sentences side by side.

    Exits with 0, or with 2 when an input or a candidate could not be read.

    \b
    Examples:
      mtdetect match suspect.txt --against archive/
      mtdetect match suspects/ --against archive.index --output html=copies.html
    """
    from contextlib import closing

    from mtdetect.detector import load
    from mtdetect.errors import UsageError
    from mtdetect.match.matcher import load_matcher
    from mtdetect.match.row import match_results
    from mtdetect.readers import read
    from mtdetect.report.base import write
    from mtdetect.report.messages import print_unreadable
    from mtdetect.report.outputs import open_outputs
    from mtdetect.report.progress import track

    if "-" in paths and "-" in against:
        raise UsageError("-: standard input cannot be both suspect and candidate: name a file for one of them")
    bad = _Unread(allow_unreadable)
    detector = load(model, fpr=fpr, prior=prior)
    matcher = load_matcher(against, max_bytes=max_bytes, text_key=text_key, id_key=id_key, unreadable=bad)
    inputs = read(paths, max_bytes=max_bytes, text_key=text_key, id_key=id_key)
    results = match_results(detector, matcher, inputs)
    with (
        open_outputs(form, output or [], [*paths, *against]) as reports,
        closing(track(results, sys.stderr, shared=sys.stdout.isatty())) as tracked,
    ):
        summary = write(tracked, reports)
    print_unreadable(summary, allow_unreadable)
    raise typer.Exit(2 if (summary.unreadable or bad.count) and not allow_unreadable else 0)


@index.command()
def build(
    candidates: Candidates,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write the index.")],
    text_key: option.TextKey = "text",
    id_key: option.IdKey = "id",
    max_bytes: option.MaxBytes = 10_000_000,
    allow_unreadable: option.AllowUnreadable = False,
) -> None:
    """Read candidates and write an index of them. The file holds their texts.

    \b
    Example:
      mtdetect index build archive/ -o archive.index
    """
    from mtdetect.errors import UsageError
    from mtdetect.match.index import build as build_index
    from mtdetect.match.index_file import is_index, save
    from mtdetect.match.matcher import documents_only
    from mtdetect.readers import read
    from mtdetect.report.match import index_status

    if output.exists() and not is_index(output):
        raise UsageError(f"{output}: is there and is no index: name another file")
    bad = _Unread(allow_unreadable)
    documents = read(candidates, max_bytes=max_bytes, text_key=text_key, id_key=id_key)
    made = build_index(documents_only(documents, bad))
    save(made.arrays, output)
    typer.echo(index_status(output, len(made)))
    bad.leave()


@index.command()
def append(
    file: Saved,
    candidates: Candidates,
    text_key: option.TextKey = "text",
    id_key: option.IdKey = "id",
    max_bytes: option.MaxBytes = 10_000_000,
    allow_unreadable: option.AllowUnreadable = False,
) -> None:
    """Add candidates to an index; those of the same id and path are replaced.

    \b
    Example:
      mtdetect index append archive.index today/
    """
    from mtdetect.match.index import Index
    from mtdetect.match.index import append as append_to
    from mtdetect.match.index_file import load, save
    from mtdetect.match.matcher import documents_only
    from mtdetect.readers import read
    from mtdetect.report.match import index_status

    bad = _Unread(allow_unreadable)
    old = Index(load(file))
    documents = read(candidates, max_bytes=max_bytes, text_key=text_key, id_key=id_key)
    made, replaced = append_to(old, documents_only(documents, bad))
    save(made.arrays, file)
    typer.echo(index_status(file, len(made), added=len(made) - len(old) + replaced, replaced=replaced))
    bad.leave()


@index.command()
def remove(
    file: Saved,
    ids: Annotated[list[str], typer.Argument(metavar="ID", help="The id or the path of a candidate.")],
) -> None:
    """Take candidates out of an index, by id or path.

    \b
    Example:
      mtdetect index remove archive.index archive/old.txt
    """
    from mtdetect.errors import UsageError
    from mtdetect.match.index import Index
    from mtdetect.match.index import remove as remove_from
    from mtdetect.match.index_file import load, save
    from mtdetect.report.match import index_status

    made, removed = remove_from(Index(load(file)), ids)
    if not removed:
        raise UsageError(f"{file}: holds none of these: name ids or paths as 'match' prints them")
    save(made.arrays, file)
    typer.echo(index_status(file, len(made), removed=removed))


class _Unread:
    """Tells each candidate that could not be read, and counts them for the exit code."""

    def __init__(self, allowed: bool) -> None:
        self.allowed = allowed
        self.count = 0

    def __call__(self, one: Any) -> None:
        from mtdetect.report.messages import print_message

        self.count += 1
        print_message("warning" if self.allowed else "error", f"{one.id}: {one.message}")

    def leave(self) -> None:
        """Exit with 2 if there was one and it was not allowed."""
        if self.count and not self.allowed:
            raise typer.Exit(2)
