"""Reads what each rule did in the corpora."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from mtdetect.tells.measurements import Comparison, Measured, Share
from mtdetect.tells.pages import read_counts
from mtdetect.tells.ratio import Ratio
from mtdetect.tells.rule import Rule
from mtdetect.verdict import Severity


def measurement(rule: Rule) -> Measured:
    """What a rule did in the corpora; nothing for one that they were not searched for."""
    return load_measured().get(rule.code, Measured())


@cache
def load_measured() -> Mapping[str, Measured]:
    """What each rule did in the corpora, by code, as `python -m training.rules` counted it.

    A rule that was written since then is not in it: `Measured()` stands for it.
    """
    documents = read_counts()["documents"]
    return MappingProxyType({code: _measured(rule, documents) for code, rule in read_counts()["rules"].items()})


def load_severities() -> Mapping[tuple[str, str], Mapping[Severity, Share]]:
    """By set and kind: the documents with a tell of at least a severity (`error`, `warning`)."""
    counted = read_counts()
    return {
        (name, kind): {
            severity: Share(hits.get(name, {}).get(kind, 0), count) for severity, hits in counted["severities"].items()
        }
        for name, kinds in counted["documents"].items()
        for kind, count in kinds.items()
    }


def forget_measured() -> None:
    """Read the counts anew when next asked: they were counted again."""
    read_counts.cache_clear()
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
