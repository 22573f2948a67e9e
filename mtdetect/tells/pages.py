"""A rule's page: why machines leave the tell, who measured it, sentences on both sides of the line, and its rates."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from mtdetect.model.shipped import shipped
from mtdetect.tells.ratio import Ratio, precision
from mtdetect.tells.rule import Rule
from mtdetect.verdict import Severity

MEASURED = "measured.json"
BOTH = "both"  # kinds of machine text, compared together
Status = Literal["stable", "preview", "stated"]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that a rule flags, with the evidence where it is given."""

    text: str
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class RulePage:
    """The page of one rule; `clears` are near misses that it leaves alone."""

    code: str
    cause: str
    source: str
    flags: tuple[Example, ...]
    clears: tuple[str, ...]


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


def measured(rule: Rule) -> Measured:
    """What a rule did in the corpora; nothing for one that they were not searched for."""
    return load_measured().get(rule.code, Measured())


def status(rule: Rule) -> Status:
    """How far a rule is proven, and so what it weighs.

    `stable`: paired text says which way it points, and its weight is learnt. `preview`: none does; no weight.
    `stated`: it looks at markup, which the corpora do not have; its weight is stated, from its source.
    """
    if rule.in_markup:
        return "stated"
    return "preview" if measured(rule).doubt else "stable"


@cache
def load_page(code: str) -> RulePage:
    """The page `CODE.toml`; raises FileNotFoundError for an unknown code."""
    page: dict[str, Any] = tomllib.loads((shipped("rules") / f"{code}.toml").read_text(encoding="utf-8"))
    flags = tuple(Example(**example) for example in page["flags"])
    return RulePage(code, page["cause"], page["source"], flags, tuple(page["clears"]))


@cache
def _counted() -> dict[str, Any]:
    counted: dict[str, Any] = json.loads((shipped("rules") / MEASURED).read_bytes())
    return counted


@cache
def load_measured() -> Mapping[str, Measured]:
    """What each rule did in the corpora, by code, as `python -m training.rules` counted it.

    A rule that was written since then is not in it: `Measured()` stands for it.
    """
    documents = _counted()["documents"]
    return MappingProxyType({code: _measured(rule, documents) for code, rule in _counted()["rules"].items()})


def load_severities() -> Mapping[tuple[str, str], Mapping[Severity, Share]]:
    """By set and kind: the documents with a tell of at least a severity (`error`, `warning`)."""
    counted = _counted()
    return {
        (name, kind): {
            severity: Share(hits.get(name, {}).get(kind, 0), count) for severity, hits in counted["severities"].items()
        }
        for name, kinds in counted["documents"].items()
        for kind, count in kinds.items()
    }


def forget_measured() -> None:
    """Read the counts anew when next asked: they were counted again."""
    _counted.cache_clear()
    load_measured.cache_clear()


def _measured(rule: dict[str, Any], documents: dict[str, dict[str, int]]) -> Measured:
    """`rule` names only the sets and kinds in which it has hits."""
    return Measured(
        rates=MappingProxyType(
            {
                (name, kind): Share(rule["hits"].get(name, {}).get(kind, 0), count)
                for name, kinds in documents.items()
                for kind, count in kinds.items()
            }
        ),
        comparisons=tuple(
            Comparison(one["set"], one["kind"], Share(*one["machine"]), Share(*one["human"]), Ratio(*one["ratio"]))
            for one in rule["paired"]
        ),
        machine_news=Share(*rule["news"]["machine"]),
        native_news=Share(*rule["news"]["native"]),
    )
