"""What every format defines, and the one loop that writes all formats from the same results."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib import import_module
from tempfile import TemporaryFile, gettempdir
from typing import TextIO

from mtdetect.errors import UsageError
from mtdetect.report.formats import Format
from mtdetect.report.messages import print_message
from mtdetect.report.summary import GateOutcome, Summary, summarise
from mtdetect.results.row import Result, answer, is_site

_CHUNK = 1 << 20  # characters copied at a time


@dataclass(frozen=True, slots=True)
class Style:
    """The terminal: its `width` in cells, whether `colour` by ANSI codes is wanted, and whether it has `blocks` (█)."""

    width: int = 80
    colour: bool = False
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class Report:
    """A format, as the texts that it writes.

    `entry` gives the text of one result; `head` stands before the first entry (or alone, when there is none), `between`
    before each further entry, `tail` after the last. `top` is for formats that begin with the totals: it is written
    before `head`, and the entries are kept in a temporary file until the totals are known. `site` gives the text of the
    result of a site, where that is not `entry`; a site of which it says nothing has no `between` either. `note` is what
    the user should know of what was written, printed on standard error.
    """

    entry: Callable[[Result], str]
    top: Callable[[Summary], str] | None = None
    head: str = ""
    between: str = ""
    tail: Callable[[Summary], str] = field(default=lambda _summary: "")
    site: Callable[[Result], str] | None = None
    note: Callable[[Summary], str | None] = field(default=lambda _summary: None)

    def text_of(self, result: Result) -> str:
        """The text of a result, be it of an article or of a site."""
        return self.site(result) if self.site and is_site(result.row) else self.entry(result)


def make_report(name: Format, style: Style) -> Report:
    """The report of a format."""
    report: Report = import_module(f"mtdetect.report.{name}").report(style)
    return report


def write(
    results: Iterable[Result],
    outputs: Sequence[tuple[Report, TextIO]],
    gate: Callable[[], GateOutcome | None] = lambda: None,
) -> Summary:
    """Write each result to all outputs as it comes, and return the counts.

    `gate` is called after the last result. Nothing is written when the first result cannot be computed (`results`
    raises). Raises UsageError when an output cannot be written to.
    """
    counts, sites = Counter[str](), Counter[str]()
    suppressed = 0
    with ExitStack() as stack:
        streams = [stack.enter_context(_temporary_file()) if report.top else out for report, out in outputs]
        for result in results:
            for (report, _), stream in zip(outputs, streams, strict=True):
                if text := report.text_of(result):
                    text = (report.between if counts or sites else report.head) + text
                elif not (counts or sites):
                    text = report.head
                _write(text, stream, flush=not result.more_follow)
            (sites if is_site(result.row) else counts)[answer(result.row)] += 1
            suppressed += len(result.row.get("suppressed", ()))
        summary = summarise(counts, sites, suppressed, gate())
        for (report, out), stream in zip(outputs, streams, strict=True):
            if report.top:
                _write(report.top(summary), out)
                stream.seek(0)
                while chunk := stream.read(_CHUNK):
                    _write(chunk, out)
            _write(("" if counts or sites else report.head) + report.tail(summary), out)
            if note := report.note(summary):
                print_message("note", note)
    return summary


def _write(text: str, out: TextIO, *, flush: bool = True) -> None:
    """Write; raises UsageError, as when the disk is full, or BrokenPipeError when nobody reads (`| head`)."""
    try:
        out.write(text)
        if flush:
            out.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        name = getattr(out, "name", None)  # for a temporary file a number
        place = name if isinstance(name, str) else gettempdir()
        raise UsageError(f"{place}: cannot be written ({error.strerror}): make room, or name another place") from error


def _temporary_file() -> TextIO:
    return TemporaryFile("w+", encoding="utf-8", newline="")
