"""The outputs of a run: standard output, and files given as `FORMAT=FILE`."""

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
from mtdetect.report.base import Report, Style, make_report
from mtdetect.report.formats import Format
from mtdetect.report.step_summary import report as step_report

_MAX_WIDTH = 100  # terminal cells
_STDOUT = "-"  # what other programs call it; a file of that name would be read as standard input by the next run
_STEP_SUMMARY = "GITHUB_STEP_SUMMARY"


@dataclass(frozen=True, slots=True)
class RowOutputs:
    """Rows of the input in place of a report: `kept` go to standard output, `dropped` to a file of their own."""

    kept: Report
    dropped: tuple[Path, Report] | None = None


@contextmanager
def open_outputs(
    main: Format, outputs: Sequence[str], inputs: Sequence[str], rows: RowOutputs | None = None
) -> Iterator[list[tuple[Report, TextIO]]]:
    """Open standard output for a report in the format `main`, or for `rows` instead, and the files of `outputs`.

    `outputs` are `FORMAT=FILE`, `inputs` the paths of the inputs. With the format `github` the step summary is written
    as well, if GITHUB_STEP_SUMMARY names a file. Raises UsageError for an unknown format, and for a file that cannot be
    written, is named twice or is one of the inputs.
    """
    wanted = [("--output", *_parse(output)) for output in outputs]
    files = [(flag, file, make_report(name, Style())) for flag, file, name in wanted]
    if rows and rows.dropped:
        files.append(("--dropped", *rows.dropped))
    for number, (flag, file, _) in enumerate(files):
        if file == Path(_STDOUT):
            raise UsageError(f"{flag} {_STDOUT}: standard output is what --format is for: name a file")
        if any(file.resolve() == other.resolve() for _, other, _ in files[:number]):
            raise UsageError(f"{flag} {file}: is named twice: name another file")
        if any(file.exists() and os.path.exists(path) and file.samefile(path) for path in inputs):  # noqa: PTH110 - as named
            raise UsageError(f"{flag} {file}: is one of the inputs: name another file")
    step_summary = os.environ.get(_STEP_SUMMARY)
    with ExitStack() as stack:
        open_files = [(report, stack.enter_context(_open(file, flag))) for flag, file, report in files]
        if step_summary and Format.GITHUB in (main, *(name for _, _, name in wanted)):
            out = stack.enter_context(_open(Path(step_summary), _STEP_SUMMARY, "a"))
            open_files.append((step_report(Style()), out))
        if rows:
            yield [(rows.kept, standard_output(Format.JSONL)), *open_files]
        else:
            yield [(make_report(main, terminal_style()), standard_output(main)), *open_files]


def totals_only() -> RowOutputs:
    """The totals alone on standard output, for runs that save their rows in shards."""
    return RowOutputs(Report(entry=lambda _result: "", tail=lambda summary: "\n".join(words.totals(summary)) + "\n"))


def formats_with_text(main: Format, outputs: Sequence[str]) -> list[Format]:
    """Those of the formats in use that show the text of an article: `text` and `html`."""
    used = {main, *(_parse(output)[1] for output in outputs)}
    return [name for name in (Format.TEXT, Format.HTML) if name in used]


def terminal_style() -> Style:
    """The style of standard output: at most 100 cells wide; colour on a terminal, unless NO_COLOR is set."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return Style(
        width=min(shutil.get_terminal_size().columns, _MAX_WIDTH),
        colour=sys.stdout.isatty() and not plain,
        blocks=(sys.stdout.encoding or "").lower().startswith("utf"),
    )


def _parse(output: str) -> tuple[Path, Format]:
    name, _, file = output.partition("=")
    if not file or name not in list(Format):
        raise UsageError(f"--output {output}: is not FORMAT=FILE with one of the formats {', '.join(Format)}")
    return Path(file), Format(name)


@contextmanager
def _open(file: Path, named_by: str, mode: Literal["w", "a"] = "w") -> Iterator[TextIO]:
    try:
        out = file.open(mode, encoding="utf-8", newline="\n")
    except FileNotFoundError as error:
        cause = f"cannot be written, since {file.parent} does not exist"
        raise UsageError(f"{named_by} {file}: {cause}: make that folder first") from error
    except OSError as error:
        raise UsageError(f"{named_by} {file}: cannot be written ({error.strerror}): name another file") from error
    try:
        yield out
    finally:
        with suppress(OSError):  # everything is flushed: closing fails only where writing failed before
            out.close()


def standard_output(name: Format) -> TextIO:
    """Standard output as UTF-8; for `text` in the encoding of the terminal, with escapes for other characters."""
    if isinstance(sys.stdout, TextIOWrapper):
        if name is Format.TEXT:
            sys.stdout.reconfigure(errors="backslashreplace")
        else:
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    return sys.stdout
