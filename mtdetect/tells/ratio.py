"""How much more often machines leave a tell than people: a ratio of document rates with its interval."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
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


def likelihood_ratio(*strata: tuple[Side, Side]) -> Ratio:
    """The rate of hit documents among machine texts over that among human ones; every side holds documents.

    Each of `strata` is a machine side and the human side that it is compared with. Of several, rates are pooled with
    the weights of Mantel and Haenszel (1959, JNCI 22: 719), so that no set decides by having more of one side.
    So that no rate is zero, a document is added that is divided between the sides by their numbers of documents, and so
    leaves the ratio of rates where it is (Sweeting, Sutton and Lambert 2004, Stat. Med. 23: 1351): half a document on
    each side (Walter 1975, Biometrika 62: 371) makes a ratio of 40 of none of 2 and one of 300. The interval is
    the delta method's on the log ratio (Katz et al. 1978, Biometrics 34: 469). Documents of a group are not
    independent: where linearisation by group (Woodruff 1971, JASA 66: 411) gives the larger variance, it is taken.
    """
    weights = [_weight(machine, human) for machine, human in strata]
    machines, humans = (list(sides) for sides in zip(*strata, strict=True))
    machine, human = _Pooled(machines, humans, weights), _Pooled(humans, machines, weights)
    log = math.log(machine.rate / human.rate)
    margin = _Z * math.sqrt(max(machine.variance + human.variance, _variance_by_group(machine, human)))
    return Ratio(*(math.exp(log + shift) for shift in (0.0, -margin, margin)))


def _weight(machine: Side, human: Side) -> float:
    left, right = machine.documents.total(), human.documents.total()
    return left * right / (left + right)


class _Pooled:
    """The same side of all strata: its rate, the variance of the rate's logarithm, and what each group adds to that."""

    def __init__(self, sides: Sequence[Side], others: Sequence[Side], weights: Sequence[float]) -> None:
        total, other = (sum(side.documents.total() for side in listed) for listed in (sides, others))
        added = total / (total + other)  # documents
        shares = [weight / side.documents.total() for side, weight in zip(sides, weights, strict=True)]
        mean = sum(weights) / total  # the weight of a document
        hits = sum(share * side.hits.total() for side, share in zip(sides, shares, strict=True)) + added * mean
        squares = sum(share**2 * side.hits.total() for side, share in zip(sides, shares, strict=True)) + added * mean**2
        self.rate = hits / (sum(weights) + added * mean)
        self.variance = squares / hits**2 - 1 / (total + added)
        self.influence: defaultdict[str, float] = defaultdict(float)
        for side, share in zip(sides, shares, strict=True):
            rate = side.hits.total() / side.documents.total()
            for group, count in side.documents.items():
                self.influence[group] += share * (side.hits[group] - rate * count) / hits


def _variance_by_group(machine: _Pooled, human: _Pooled) -> float:
    groups = sorted(machine.influence.keys() | human.influence.keys())
    if len(groups) < 2:
        return 0.0
    squares = math.fsum((machine.influence[group] - human.influence[group]) ** 2 for group in groups)
    return squares * len(groups) / (len(groups) - 1)


def precision(machine_rate: float, human_rate: float) -> float | None:
    """The share of hit documents that are machine texts, at equal numbers of both; None where nothing is hit."""
    both = machine_rate + human_rate
    return machine_rate / both if both else None
