"""Counts what each rule does in the corpora, for `seeds/rules/measured.json`, and writes `docs/rules.md` from that.

    python -m training.rules.measure [--corpora PATH]
    python -m training.rules.measure --pages

All documents of the training sets are counted. Paired text is round trips with the native originals of their groups,
and machine translations with human translations of the same set and groups. The `dev` sets are left out: figures of the
model on sets that took no part in making it must stay that. `--pages` redraws the page alone.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mtdetect.report.progress import track
from mtdetect.tells.engine import find_tells
from mtdetect.tells.pages import BOTH, MEASURED, forget_measured
from mtdetect.tells.ratio import Side, likelihood_ratio
from mtdetect.tells.registry import RULES
from mtdetect.text.batch import parse
from training.corpora import Row, corpora_path, load_rows
from training.docs.rules_page import rules_page
from training.paths import RULES as RULES_FOLDER
from training.paths import RULES_PAGE

_DIGITS = 4  # of a ratio and its interval
_ALL = "all_sets"
_AT_LEAST = {
    "error": frozenset(rule.code for rule in RULES if rule.severity == "error"),
    "warning": frozenset(rule.code for rule in RULES if rule.severity != "note"),
}


@dataclass(frozen=True, slots=True)
class Audited:
    """A row and the codes of the rules that hit it."""

    row: Row
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """The two sides of a comparison."""

    set: str
    kind: str
    machine: Sequence[Audited]
    human: Sequence[Audited]


def audited(rows: Iterable[Row]) -> Iterator[Audited]:
    """The rows with what the rules find in each."""
    return (Audited(row, frozenset(tell.rule for tell in find_tells(parse(row.text)))) for row in rows)


def pairs(found: Sequence[Audited]) -> Iterator[Pair]:
    """What is compared, by set: only groups that have both sides."""
    native = [one for one in found if one.row.kind == "native"]
    for name in sorted({one.row.set for one in found}):
        of_set = [one for one in found if one.row.set == name]
        persons = [one for one in of_set if one.row.kind == "human_translation"]
        for kind, others in (("round_trip", native), ("machine_translation", persons)):
            machine = [one for one in of_set if one.row.kind == kind]
            shared = {one.row.group for one in machine} & {one.row.group for one in others}
            if shared:
                yield Pair(name, kind, _within(shared, machine), _within(shared, others))


def _within(groups: Collection[str], found: Iterable[Audited]) -> list[Audited]:
    return [one for one in found if one.row.group in groups]


def measured(found: Sequence[Audited]) -> dict[str, Any]:
    """The content of `measured.json`.

    Documents by set and kind, those among them with a tell of a severity or above, and each rule's hits and ratios.
    """
    compared = list(pairs(found))
    news = [one for one in found if one.row.domain.endswith("news")]
    sides = {
        "machine": [one for one in news if one.row.label == 1],
        "native": [one for one in news if one.row.kind == "native"],
    }

    def about(code: str) -> dict[str, Any]:
        return {
            "hits": _by_set(one for one in found if code in one.codes),
            "paired": [*(_compared(pair, code) for pair in compared), *_all_compared(compared, code)],
            "news": {name: [_hits(side, code).total(), len(side)] for name, side in sides.items()},
        }

    return {
        "documents": _by_set(found),
        "severities": {name: _by_set(one for one in found if one.codes & codes) for name, codes in _AT_LEAST.items()},
        "rules": {rule.code: about(rule.code) for rule in RULES},
    }


def _by_set(found: Iterable[Audited]) -> dict[str, Counter[str]]:
    """How many documents of each set are of each kind."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        counts[one.row.set][one.row.kind] += 1
    return counts


def _all_compared(compared: Sequence[Pair], code: str) -> Iterator[dict[str, Any]]:
    """All sets of a kind together, and all of both kinds: what is rare in each may be plain in all."""
    kinds = list(dict.fromkeys(pair.kind for pair in compared))
    for kind in (*kinds, BOTH):
        of_kind = [pair for pair in compared if kind in (pair.kind, BOTH)]
        if len(of_kind) > 1:
            yield _comparison(_ALL, kind, [_sides(pair, code) for pair in of_kind])


def _compared(pair: Pair, code: str) -> dict[str, Any]:
    return _comparison(pair.set, pair.kind, [_sides(pair, code)])


def _sides(pair: Pair, code: str) -> tuple[Side, Side]:
    return Side(_documents(pair.machine), _hits(pair.machine, code)), Side(
        _documents(pair.human), _hits(pair.human, code)
    )


def _comparison(name: str, kind: str, strata: Sequence[tuple[Side, Side]]) -> dict[str, Any]:
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


def _documents(found: Iterable[Audited]) -> Counter[str]:
    return Counter(one.row.group for one in found)


def _hits(found: Iterable[Audited], code: str) -> Counter[str]:
    return Counter(one.row.group for one in found if code in one.codes)


def _by_line(counted: dict[str, Any]) -> str:
    """As JSON with a rule a line, so that versions can be compared."""
    rules = counted["rules"]
    head = "".join(f'"{key}": {json.dumps(counted[key], sort_keys=True)},\n' for key in ("documents", "severities"))
    lines = ",\n".join(f"{json.dumps(code)}: {json.dumps(rules[code], sort_keys=True)}" for code in sorted(rules))
    return f'{{{head}"rules": {{\n{lines}\n}}}}\n'


def main(arguments: Sequence[str]) -> None:
    """Count if asked to, then write the page."""
    parser = argparse.ArgumentParser(prog="python -m training.rules.measure", description=__doc__.partition("\n")[0])
    parser.add_argument("--corpora", metavar="PATH", help="the corpora's folder")
    parser.add_argument("--pages", action="store_true", help="redraw docs/rules.md alone")
    given = parser.parse_args(arguments)
    if not given.pages:
        rows = load_rows(corpora_path(given.corpora) / "train")
        counted = measured(list(track(audited(rows), sys.stderr, shared=False)))
        file = RULES_FOLDER / MEASURED
        file.write_text(_by_line(counted), encoding="utf-8")
        forget_measured()
    RULES_PAGE.write_text(rules_page(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
