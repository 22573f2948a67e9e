"""Counts of what each rule does in the corpora: how many documents it hits, and its likelihood ratios on paired text.

Paired text is round trips with the native originals of their groups, and machine translations with human translations
of the same set and groups.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from mtdetect.tells.engine import PREPARE_AFTER, engine
from mtdetect.tells.measurements import BOTH
from mtdetect.tells.ratio import Side, likelihood_ratio
from mtdetect.tells.registry import RULES
from mtdetect.text.batch import analyse
from mtdetect.text.batches import batches
from training.corpora import Row

_DIGITS = 4  # of a ratio and its interval
_ALL = "all_sets"
AT_LEAST = {
    "error": frozenset(rule.code for rule in RULES if rule.severity == "error"),
    "warning": frozenset(rule.code for rule in RULES if rule.severity != "note"),
}


@dataclass(frozen=True, slots=True)
class RowRules:
    """A row, and the codes of the rules that find something in its text."""

    row: Row
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class PairedSet:
    """The paired text of one set: documents of one machine kind, and the human documents of the same groups."""

    set: str
    kind: str
    machine: Sequence[RowRules]
    human: Sequence[RowRules]


def find_rules(rows: Sequence[Row]) -> Iterator[RowRules]:
    """What the rules find in each row."""
    if len(rows) >= PREPARE_AFTER:
        engine().prepare()
    runs = batches((row.text for row in rows), len)
    found = chain.from_iterable(engine().find(analyse(run)) for run in runs)
    return (RowRules(row, frozenset(rule.code for rule, _ in hits)) for row, hits in zip(rows, found, strict=True))


def count_rules(documents: Sequence[RowRules]) -> dict[str, Any]:
    """The content of `measured.json`.

    Documents by set and kind, those among them with a tell of at least a severity, and each rule's hits and ratios.
    """
    paired = list(pair_sets(documents))
    news = [one for one in documents if one.row.domain.endswith("news")]
    sides = {
        "machine": [one for one in news if one.row.label == 1],
        "native": [one for one in news if one.row.kind == "native"],
    }

    def count_rule(code: str) -> dict[str, Any]:
        return {
            "hits": _count_by_set(one for one in documents if code in one.codes),
            "paired": [*(_compare_set(one, code) for one in paired), *_compare_all(paired, code)],
            "news": {name: [_hits(side, code).total(), len(side)] for name, side in sides.items()},
        }

    return {
        "documents": _count_by_set(documents),
        "severities": {
            name: _count_by_set(one for one in documents if one.codes & codes) for name, codes in AT_LEAST.items()
        },
        "rules": {rule.code: count_rule(rule.code) for rule in RULES},
    }


def as_json(counts: dict[str, Any]) -> str:
    """The counts as JSON with a rule on each line, so that versions can be compared."""
    rules = counts["rules"]
    head = "".join(f'"{key}": {json.dumps(counts[key], sort_keys=True)},\n' for key in ("documents", "severities"))
    lines = ",\n".join(f"{json.dumps(code)}: {json.dumps(rules[code], sort_keys=True)}" for code in sorted(rules))
    return f'{{{head}"rules": {{\n{lines}\n}}}}\n'


def pair_sets(documents: Sequence[RowRules]) -> Iterator[PairedSet]:
    """The paired text of each set and kind; only of groups that have both sides."""
    native = [one for one in documents if one.row.kind == "native"]
    for name in sorted({one.row.set for one in documents}):
        of_set = [one for one in documents if one.row.set == name]
        translators = [one for one in of_set if one.row.kind == "human_translation"]
        for kind, human in (("round_trip", native), ("machine_translation", translators)):
            machine = [one for one in of_set if one.row.kind == kind]
            shared = {one.row.group for one in machine} & {one.row.group for one in human}
            if shared:
                yield PairedSet(name, kind, _of_groups(shared, machine), _of_groups(shared, human))


def _of_groups(groups: Collection[str], documents: Iterable[RowRules]) -> list[RowRules]:
    return [one for one in documents if one.row.group in groups]


def _count_by_set(documents: Iterable[RowRules]) -> dict[str, Counter[str]]:
    """How many documents of each set are of each kind."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in documents:
        counts[one.row.set][one.row.kind] += 1
    return counts


def _compare_set(paired: PairedSet, code: str) -> dict[str, Any]:
    return _comparison(paired.set, paired.kind, [_sides(paired, code)])


def _compare_all(paired: Sequence[PairedSet], code: str) -> Iterator[dict[str, Any]]:
    """All sets of a kind together, and all of both kinds: a rule that is rare in each set may be clear in all."""
    kinds = list(dict.fromkeys(one.kind for one in paired))
    for kind in (*kinds, BOTH):
        of_kind = [one for one in paired if kind in (one.kind, BOTH)]
        if len(of_kind) > 1:
            yield _comparison(_ALL, kind, [_sides(one, code) for one in of_kind])


def _sides(paired: PairedSet, code: str) -> tuple[Side, Side]:
    machine, human = (Side(_documents(side), _hits(side, code)) for side in (paired.machine, paired.human))
    return machine, human


def _comparison(name: str, kind: str, strata: Sequence[tuple[Side, Side]]) -> dict[str, Any]:
    """Hits and documents of both sides, and the ratio with the ends of its interval."""
    ratio = likelihood_ratio(*strata)
    machine, human = zip(*strata, strict=True)
    return {
        "set": name,
        "kind": kind,
        "machine": _total(machine),
        "human": _total(human),
        "ratio": [float(f"{end:.{_DIGITS}g}") for end in (ratio.value, ratio.low, ratio.high)],
    }


def _total(sides: Sequence[Side]) -> list[int]:
    return [sum(side.hits.total() for side in sides), sum(side.documents.total() for side in sides)]


def _documents(documents: Iterable[RowRules]) -> Counter[str]:
    """How many documents each group has."""
    return Counter(one.row.group for one in documents)


def _hits(documents: Iterable[RowRules], code: str) -> Counter[str]:
    """In how many documents of each group the rule finds something."""
    return Counter(one.row.group for one in documents if code in one.codes)
