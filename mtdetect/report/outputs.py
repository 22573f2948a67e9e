"""Where reports go: standard output, and files named as `FORMAT=FILE`."""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Literal, TextIO

from mtdetect.errors import UsageError
from mtdetect.report import words
from mtdetect.report.base import Report, Style, make
from mtdetect.report.formats import Format
from mtdetect.report.step_summary import report as step_report

_WIDEST = 100
_STEP_SUMMARY = "GITHUB_STEP_SUMMARY"


@dataclass(frozen=True, slots=True)
class Rows:
    """The input's rows in place of a report: those for standard output, and a file for those that are left out."""

    kept: Report
    dropped: tuple[Path, Report] | None = None


@contextmanager
def sinks(
    form: Format, outputs: Sequence[str], inputs: Sequence[str], rows: Rows | None = None
) -> Iterator[list[tuple[Report, TextIO]]]:
    """Standard output in one format and each file of `outputs` in its own; `rows` take the place of the format.

    With the format `github` the step summary is written as well, where GITHUB_STEP_SUMMARY names a file for it. Raises
    UsageError for a format that is unknown, or a file that cannot be written, is named twice or is one of the inputs.
    """
    wanted = [("--output", *_parsed(output)) for output in outputs]
    files = [(flag, file, make(kind, Style())) for flag, file, kind in wanted]
    if rows and rows.dropped:
        files.append(("--dropped", *rows.dropped))
    for number, (flag, file, _) in enumerate(files):
        if any(file.resolve() == other.resolve() for _, other, _ in files[:number]):
            raise UsageError(f"{flag} {file}: is named twice: name another file")
        if any(file.exists() and os.path.exists(path) and file.samefile(path) for path in inputs):  # noqa: PTH110 - as named
            raise UsageError(f"{flag} {file}: is one of the inputs: name another file")
    step_summary = os.environ.get(_STEP_SUMMARY)
    with ExitStack() as stack:
        opened = [(report, stack.enter_context(_opened(file, flag))) for flag, file, report in files]
        if step_summary and Format.GITHUB in (form, *(kind for _, _, kind in wanted)):
            opened.append((step_report(Style()), stack.enter_context(_opened(Path(step_summary), _STEP_SUMMARY, "a"))))
        first = (rows.kept, standard_output(Format.JSONL)) if rows else (make(form, style()), standard_output(form))
        yield [first, *opened]


def totals_only() -> Rows:
    """Nothing but the counts, for runs whose rows are saved elsewhere."""
    return Rows(Report(entry=lambda _result: "", tail=lambda summary: "\n".join(words.totals(summary)) + "\n"))


def wanting_text(form: Format, outputs: Sequence[str]) -> list[Format]:
    """Which of the formats show more where the text of an article is at hand, each once."""
    return [kind for kind in (Format.TEXT, Format.HTML) if kind in (form, *(_parsed(output)[1] for output in outputs))]


def style() -> Style:
    """What standard output can show: NO_COLOR and a dumb terminal are heeded, and long lines are not wanted."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return Style(
        width=min(shutil.get_terminal_size().columns, _WIDEST),
        colour=sys.stdout.isatty() and not plain,
    )


def _parsed(output: str) -> tuple[Path, Format]:
    form, _, file = output.partition("=")
    if not file or form not in list(Format):
        raise UsageError(f"--output {output}: is not FORMAT=FILE with one of the formats {', '.join(Format)}")
    return Path(file), Format(form)


@contextmanager
def _opened(file: Path, named_by: str, mode: Literal["w", "a"] = "w") -> Iterator[TextIO]:
    try:
        out = file.open(mode, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{named_by} {file}: cannot be written ({error.strerror}): name another file") from error
    try:
        yield out
    finally:
        with suppress(OSError):  # all is flushed: closing fails again only where writing has failed
            out.close()


def standard_output(form: Format) -> TextIO:
    """Rows are UTF-8 everywhere; the text report follows the terminal, with escapes for what that cannot show."""
    if isinstance(sys.stdout, TextIOWrapper):
        if form is Format.TEXT:
            sys.stdout.reconfigure(errors="backslashreplace")
        else:
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    return sys.stdout
