"""What a rule did in the corpora: the documents that it hit, of machines and of people."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mtdetect.tells.ratio import Ratio, precision

BOTH = "both"  # kinds of machine text, compared together


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a number of documents a rule hit."""

    hits: int
    documents: int

    @property
    def rate(self) -> float:
        """The share of documents hit, 0-1; 0 where there are none."""
        return self.hits / self.documents if self.documents else 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Machine texts of a set (`kind`: round_trip, machine_translation or `BOTH`), human texts of the same groups."""

    set: str
    kind: str
    machine: Share
    human: Share
    ratio: Ratio


@dataclass(frozen=True, slots=True)
class Measured:
    """What one rule did in the corpora.

    `rates` is by set and kind of document; `machine_news` and `native_news` are over all sets. A rule that the corpora
    do not hold is as empty as this class's default.
    """

    rates: Mapping[tuple[str, str], Share] = field(default_factory=dict)
    comparisons: tuple[Comparison, ...] = ()
    machine_news: Share = Share(0, 0)
    native_news: Share = Share(0, 0)

    @property
    def hits(self) -> int:
        """The documents hit, in all sets and of all kinds."""
        return sum(share.hits for share in self.rates.values())

    @property
    def precision(self) -> float | None:
        """The share of hit documents that are machine texts, at equal numbers of machine and native news."""
        return precision(self.machine_news.rate, self.native_news.rate)

    @property
    def for_machine(self) -> Comparison | None:
        """The comparison whose interval lies furthest above 1; None where none does."""
        above = (found for found in self.comparisons if found.ratio.low > 1)
        return max(above, key=lambda found: found.ratio.low, default=None)

    @property
    def for_human(self) -> Comparison | None:
        """The comparison whose interval lies furthest below 1; None where none does."""
        below = (found for found in self.comparisons if found.ratio.high < 1)
        return min(below, key=lambda found: found.ratio.high, default=None)

    @property
    def doubt(self) -> str | None:
        """Why the corpora do not say which way the rule points; None where they do."""
        if not self.hits:
            return "not seen in the corpora"
        return None if self.for_machine or self.for_human else "the interval of its ratio includes 1 on every set"
