"""What every format is made of, and the one loop that feeds them all from the same results."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TextIO

from mtdetect.report.formats import Format
from mtdetect.row import Result


@dataclass(frozen=True, slots=True)
class Summary:
    """How many articles got which answer; the exit code follows from it."""

    articles: int
    translated: int
    unsure: int
    human: int
    abstained: int
    unreadable: int


@dataclass(frozen=True, slots=True)
class Style:
    """`width` in terminal cells; `colour` when ANSI codes are welcome."""

    width: int = 80
    colour: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A format: what it writes for a result, before the first, between two, and at the end."""

    entry: Callable[[Result], str]
    head: str = ""
    between: str = ""
    tail: Callable[[Summary], str] = field(default=lambda _summary: "")


def make(form: Format, style: Style) -> Report:
    """The report of a format."""
    report: Report = import_module(f"mtdetect.report.{form}").report(style)
    return report


def write(results: Iterable[Result], sinks: Sequence[tuple[Report, TextIO]]) -> Summary:
    """Write each result to all sinks as it comes; nothing is written when getting the first one raises."""
    counts: Counter[str] = Counter()
    for result in results:
        for report, out in sinks:
            out.write((report.between if counts else report.head) + report.entry(result))
            out.flush()
        counts["unreadable" if "error" in result.row else result.row["verdict"]] += 1
    answers = ("translated", "unsure", "human", "abstained", "unreadable")
    summary = Summary(counts.total(), *(counts[answer] for answer in answers))
    for report, out in sinks:
        out.write(("" if counts else report.head) + report.tail(summary))
        out.flush()
    return summary
