"""How much more often machines leave a tell than people: a ratio of document rates with its interval."""

import math
from collections import Counter
from dataclasses import dataclass, field

_Z = 1.959964  # the standard normal's 97.5 % point


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of document rates with the ends of its 95 % interval; all above 0."""

    value: float
    low: float
    high: float

    @property
    def decides(self) -> bool:
        """Whether the interval leaves out 1, on either side."""
        return not self.low <= 1 <= self.high


@dataclass(frozen=True, slots=True)
class Side:
    """Documents of one label by group (texts that share content), and how many of them a rule hit."""

    documents: Counter[str]
    hits: Counter[str] = field(default_factory=Counter)


def likelihood_ratio(machine: Side, human: Side) -> Ratio:
    """The rate of hit documents among machine texts over that among human ones; both sides hold documents.

    Half a document is added to every count (Walter 1975, Biometrika 62: 371), so that no rate is zero. The interval is
    the delta method's on the log ratio (Katz et al. 1978, Biometrics 34: 469). Documents of a group are not
    independent: where linearisation by group (Woodruff 1971, JASA 66: 411) gives the larger variance, it is taken.
    """
    hits = machine.hits.total() + 0.5, human.hits.total() + 0.5
    documents = machine.documents.total() + 0.5, human.documents.total() + 0.5
    log = math.log(hits[0] / documents[0]) - math.log(hits[1] / documents[1])
    apart = sum(1 / hit - 1 / total for hit, total in zip(hits, documents, strict=True))
    margin = _Z * math.sqrt(max(apart, _variance_by_group(machine, human)))
    return Ratio(*(math.exp(log + shift) for shift in (0.0, -margin, margin)))


def _variance_by_group(machine: Side, human: Side) -> float:
    groups = sorted(machine.documents.keys() | human.documents.keys())
    if len(groups) < 2:
        return 0.0
    left, right = _influence(machine), _influence(human)
    squares = math.fsum((left.get(group, 0.0) - right.get(group, 0.0)) ** 2 for group in groups)
    return squares * len(groups) / (len(groups) - 1)


def _influence(side: Side) -> dict[str, float]:
    """What each group adds to the logarithm of the side's rate, to first order."""
    hits = side.hits.total() + 0.5
    rate = side.hits.total() / side.documents.total()
    return {group: (side.hits[group] - rate * count) / hits for group, count in side.documents.items()}


def precision(machine_rate: float, human_rate: float) -> float | None:
    """The share of hit documents that are machine texts, at equal numbers of both; None where nothing is hit."""
    both = machine_rate + human_rate
    return machine_rate / both if both else None
