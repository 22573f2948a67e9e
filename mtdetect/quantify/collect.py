"""Counts the documents of each group of a corpus as they pass; memory grows with the groups alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from mtdetect.model.calibration import Calibration
from mtdetect.quantify.histogram import Counts, empty, place
from mtdetect.results.groups import GroupOf
from mtdetect.results.row import Result, Row

_NO_HOUSE = {"level": 0.0}

RawOf = Callable[[Row], float]
"""The raw score of a row that was judged, in log-odds."""


@dataclass(slots=True)
class Tally:
    """The documents of a group: `counts` is the histogram of those judged, of which `called` have the verdict."""

    counts: Counts = field(default_factory=empty)
    called: int = 0
    not_judged: int = 0
    unreadable: int = 0

    @property
    def judged(self) -> int:
        """The number of documents that an estimate rests on."""
        return int(self.counts.sum())

    def add(self, other: "Tally") -> None:
        """Count another group's documents too."""
        self.counts += other.counts
        self.called += other.called
        self.not_judged += other.not_judged
        self.unreadable += other.unreadable


def tally_groups(results: Iterable[Result], raw_of: RawOf, group_of: GroupOf) -> dict[str | None, Tally]:
    """The documents of each group; those without a group are the group None."""
    groups: dict[str | None, Tally] = {}
    for result in results:
        row = result.row
        tally = groups.setdefault(group_of(result), Tally())
        if "error" in row:
            tally.unreadable += 1
        elif row["abstained"]:
            tally.not_judged += 1
        else:
            tally.counts[place(raw_of(row), row["words"])] += 1
            tally.called += row["verdict"] == "translated"
    return groups


def raw_of_likelihood(calibration: Calibration, prior: float) -> RawOf:
    """The raw score of a row without reasons: the one that has its likelihood at the prior (0-1, exclusive).

    Where an article was judged against a house, its likelihood is that of a score less the house's level.
    """
    return lambda row: calibration.raw(row["likelihood"], row["words"], prior) + row.get("house", _NO_HOUSE)["level"]


def total(groups: Iterable[Tally]) -> Tally:
    """The documents of all groups together."""
    found = Tally()
    for one in groups:
        found.add(one)
    return found
