"""The output of `mtdetect rules --audit`: the rates of the rules in a user's labelled texts."""

import json
from collections.abc import Iterator, Sequence

from mtdetect.evaluation.rule_rates import RuleRates
from mtdetect.report.rules import interval, percent
from mtdetect.tells.measurements import Share
from mtdetect.tells.status import status

_DIGITS = 6


def as_text(found: Sequence[RuleRates]) -> str:
    """A line for each rule that found something."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Sequence[RuleRates]) -> Iterator[str]:
    machine, human = found[0].machine.documents, found[0].human.documents
    yield f"{machine:,} machine and {human:,} human texts: the share of each with the tell"
    yield ""
    yield f"{'rule':42}{'machine':>16}{'human':>16}{'precision':>11}  ratio (95 %)"
    with_hits = [one for one in found if one.hits]
    for one in with_hits:
        name = f"{one.rule.code} {one.rule.name}"
        precision = f"{one.precision:.0%}"
        yield f"{name:42}{_counted(one.machine):>16}{_counted(one.human):>16}{precision:>11}  {interval(one.ratio)}"
    yield ""
    yield f"{len(found) - len(with_hits)} of {len(found)} rules found nothing."
    yield "A ratio whose interval holds 1 does not say which way its rule points."


def _counted(share: Share) -> str:
    return f"{share.hits:,} ({percent(share)})"


def as_json(found: Sequence[RuleRates]) -> str:
    """All rules, as one JSON object; rates, precision and ratios are plain numbers, null where a rule found nothing."""
    report = {
        "documents": {"machine": found[0].machine.documents, "human": found[0].human.documents},
        "rules": [_entry(one) for one in found],
    }
    return json.dumps(report, indent=2) + "\n"


def _entry(one: RuleRates) -> dict[str, object]:
    return {
        "code": one.rule.code,
        "name": one.rule.name,
        "severity": one.rule.severity,
        "status": status(one.rule),
        "machine": {"hits": one.machine.hits, "rate": round(one.machine.rate, _DIGITS)},
        "human": {"hits": one.human.hits, "rate": round(one.human.rate, _DIGITS)},
        "precision": None if one.precision is None else round(one.precision, _DIGITS),
        "ratio": {name: round(getattr(one.ratio, name), _DIGITS) for name in ("value", "low", "high")}
        if one.hits
        else None,
    }
