"""What every format is made of, and the one loop that feeds them all from the same results."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib import import_module
from tempfile import TemporaryFile, gettempdir
from typing import TextIO

from mtdetect.errors import UsageError
from mtdetect.report.formats import Format
from mtdetect.results.row import Result, answer

_PIECE = 1 << 20  # characters


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a gate says at the end: its one line, `gate: 3 of 120 articles translated (allowed 0): FAIL`."""

    met: bool
    line: str


@dataclass(frozen=True, slots=True)
class Summary:
    """How many articles got which answer; the exit code follows from it.

    `excused` articles count as nothing else; `suppressed` are the findings that are excused, in all articles. `gate` is
    None where none was set.
    """

    articles: int
    translated: int
    unsure: int
    human: int
    abstained: int
    unreadable: int
    excused: int = 0
    suppressed: int = 0
    gate: Outcome | None = None

    def exit_code(self, allow_unreadable: bool) -> int:
        """2 when something could not be read, unless that is allowed; else 1 when a gate is not met; else 0."""
        if self.unreadable and not allow_unreadable:
            return 2
        return int(self.gate is not None and not self.gate.met)


@dataclass(frozen=True, slots=True)
class Style:
    """`width` in terminal cells; `colour` when ANSI codes are welcome."""

    width: int = 80
    colour: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A format: what it writes for a result, before the first, between two, and at the end.

    `top` is for what stands before all else and yet depends on the end: with it, the entries wait in a temporary file.
    """

    entry: Callable[[Result], str]
    top: Callable[[Summary], str] | None = None
    head: str = ""
    between: str = ""
    tail: Callable[[Summary], str] = field(default=lambda _summary: "")


def make(form: Format, style: Style) -> Report:
    """The report of a format."""
    report: Report = import_module(f"mtdetect.report.{form}").report(style)
    return report


def write(
    results: Iterable[Result],
    sinks: Sequence[tuple[Report, TextIO]],
    gate: Callable[[], Outcome | None] = lambda: None,
) -> Summary:
    """Write each result to all sinks as it comes; nothing is written when getting the first one raises.

    `gate` is asked after the last result: whatever it judges by, it has seen the same results go by.
    """
    counts: Counter[str] = Counter()
    suppressed = 0
    with ExitStack() as held:
        streams = [held.enter_context(_waiting()) if report.top else out for report, out in sinks]
        for result in results:
            for (report, _), stream in zip(sinks, streams, strict=True):
                _put((report.between if counts else report.head) + report.entry(result), stream)
            counts[answer(result.row)] += 1
            suppressed += len(result.row.get("suppressed", ()))
        summary = _summary(counts, suppressed, gate())
        for (report, out), stream in zip(sinks, streams, strict=True):
            if report.top:
                _put(report.top(summary), out)
                stream.seek(0)
                while piece := stream.read(_PIECE):
                    _put(piece, out)
            _put(("" if counts else report.head) + report.tail(summary), out)
    return summary


def _put(text: str, out: TextIO) -> None:
    """Write at once; a full disk is an error that names the file. A reader who has left (`| head`) is none."""
    try:
        out.write(text)
        out.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        name = getattr(out, "name", None)  # of a temporary file a number
        named = name if isinstance(name, str) else gettempdir()
        raise UsageError(f"{named}: cannot be written ({error.strerror}): make room, or name another place") from error


def _summary(counts: Counter[str], suppressed: int, gate: Outcome | None) -> Summary:
    return Summary(
        counts.total(),
        counts["translated"],
        counts["unsure"],
        counts["human"],
        counts["abstained"],
        counts["unreadable"],
        counts["excused"],
        suppressed,
        gate,
    )


def _waiting() -> TextIO:
    return TemporaryFile("w+", encoding="utf-8", newline="")
