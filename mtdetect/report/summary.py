"""The counts of a run, and its exit code."""

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class GateOutcome:
    """The result of a gate: whether it is met, and its line, `gate: 3 of 120 articles translated (allowed 0): FAIL`."""

    met: bool
    line: str


@dataclass(frozen=True, slots=True)
class SiteCounts:
    """How many sites got which answer."""

    sites: int
    translated: int
    unsure: int
    human: int
    abstained: int
    excused: int


@dataclass(frozen=True, slots=True)
class Summary:
    """How many articles got which answer; the exit code follows from it.

    An excused article is counted under `excused` alone. `suppressed` is the number of excused findings in all articles.
    `gate` is None where no gate was set, `sites` where no sites were judged.
    """

    articles: int
    translated: int
    unsure: int
    human: int
    abstained: int
    unreadable: int
    excused: int = 0
    suppressed: int = 0
    gate: GateOutcome | None = None
    sites: SiteCounts | None = None

    def as_json(self) -> dict[str, Any]:
        """The counts by name; those of sites only where there are any."""
        return {name: value for name, value in asdict(self).items() if name != "sites" or value is not None}

    def exit_code(self, allow_unreadable: bool) -> int:
        """2 when something could not be read, unless that is allowed; else 1 when a gate is not met; else 0."""
        if self.unreadable and not allow_unreadable:
            return 2
        return int(self.gate is not None and not self.gate.met)


def summarise(counts: Counter[str], sites: Counter[str], suppressed: int, gate: GateOutcome | None) -> Summary:
    """The summary of a run, of how many articles and sites got each answer."""
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
        _site_counts(sites) if sites else None,
    )


def _site_counts(sites: Counter[str]) -> SiteCounts:
    return SiteCounts(
        sites.total(), sites["translated"], sites["unsure"], sites["human"], sites["abstained"], sites["excused"]
    )
