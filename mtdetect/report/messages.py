"""What commands print beside their reports."""

import traceback
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal

import typer

from mtdetect.errors import UsageError
from mtdetect.report.excerpt import escape_commands, safe
from mtdetect.report.formats import Format
from mtdetect.report.summary import Summary
from mtdetect.results.row import Result, full_name

if TYPE_CHECKING:
    from mtdetect.excuses.apply import Excuser

_NAMED = 3  # known articles named at most
_WITH_GATE = (Format.TEXT, Format.CONCISE, Format.GITHUB)  # these formats have the line of the gate themselves


def print_text(text: str) -> None:
    """Print a text, which ends with its own newline, on standard output; raises UsageError where it takes no more."""
    try:
        typer.echo(text, nl=False)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(f"<stdout>: cannot be written ({error.strerror}): make room, or name another place") from error


def print_traceback() -> None:
    """Print where the error that is being handled came from, on standard error."""
    traceback.print_exc()


def print_message(kind: Literal["error", "warning", "note"], message: str) -> None:
    """One line on standard error, in which neither terminal nor log finds anything to obey, whatever a path holds."""
    typer.echo(escape_commands(f"mtdetect: {kind}: {safe(message)}"), err=True)


def print_unreadable(summary: Summary, allowed: bool) -> None:
    """Print how many articles could not be read, if any: an error, or a warning where `allowed`."""
    if summary.unreadable:
        allow = "" if allowed else " (--allow-unreadable makes this a warning)"
        kind: Literal["error", "warning"] = "warning" if allowed else "error"
        print_message(kind, f"{summary.unreadable:,} of {summary.articles:,} unreadable{allow}")


def name_unreadable(results: Iterable[Result], allowed: bool) -> Iterator[Result]:
    """The same results; names each article that could not be read, with the cause, where no report does."""
    for result in results:
        if error := result.row.get("error"):
            name = full_name(result.row["id"], result.row["path"])
            print_message("warning" if allowed else "error", f"{name}: {error['message']}")
        yield result


def print_excuses(excuser: "Excuser", unused_too: bool) -> None:
    """Print the excuses that have expired and, with `unused_too`, those that excused nothing in this run."""
    for entry in excuser.excuses.expired:
        print_message(
            "warning", f"{entry.source} ({entry.criteria}): expired on {entry.expires}: renew it, or delete it"
        )
    if not unused_too:
        return
    print_undecided(excuser)
    for entry in excuser.unused_entries:
        print_message(
            "note", f"{entry.source} ({entry.criteria}): excused nothing in this run: delete it if it is dead"
        )
    baseline, unmatched = excuser.excuses.baseline, excuser.unmatched_articles
    if baseline and unmatched:
        from mtdetect.report.words import plural

        few = ", ".join(unmatched[:_NAMED]) + (", ..." if len(unmatched) > _NAMED else "")
        what = (
            f"{len(unmatched)} of {plural(len(baseline.articles), 'known article')} excused nothing in this run ({few})"
        )
        print_message("note", f"{baseline.source}: {what}: if they are gone, write it anew with 'mtdetect baseline'")


def print_undecided(excuser: "Excuser") -> None:
    """Print in one note that excuses name a site, where a run does not know sites."""
    if undecided := excuser.undecided_entries:
        first, more = undecided[0], len(undecided) - 1
        others = f" and {more} more" if more else ""
        what = f"{first.source} ({first.criteria}){others}: names a site, and this run tells no sites"
        print_message("note", f"{what}: add --group-by to excuse by it")


def print_gate(summary: Summary, main: Format) -> None:
    """Print the line of the gate, if there is a gate and the format on standard output does not have the line."""
    if summary.gate and main not in _WITH_GATE:
        typer.echo(escape_commands(safe(summary.gate.line)), err=True)


def print_answer(client: str, method: str, path: str, status: int, seconds: float) -> None:
    """A line of the server's access log on standard error: nothing of what was sent stands in it."""
    typer.echo(escape_commands(safe(f"{client} {method} {path} {status} {seconds:.3f}s")), err=True)


def print_fault(error: BaseException) -> None:
    """Where a fault of the server came from, on standard error; not its message, which may quote a request."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    print_message("error", f"{type(error).__name__}{where}: a fault of the program: please report it")
