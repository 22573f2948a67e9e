"""The tells: one or two modules a family, a rule under a code. `engine.find_tells` runs them over a text."""

from collections.abc import Iterable
from hashlib import blake2b

from mtdetect.tells import (
    flow,
    format_case,
    format_dates,
    format_figures,
    format_marks,
    format_spacing,
    grammar,
    grammar_persons,
    grammar_verbs,
    lexis,
    loops,
    markup,
    names,
    residue,
)
from mtdetect.tells.rule import Rule

_FAMILIES = (
    markup,
    lexis,
    grammar,
    grammar_persons,
    grammar_verbs,
    format_marks,
    format_spacing,
    format_case,
    format_dates,
    format_figures,
    names,
    residue,
    loops,
    flow,
)

RULES: tuple[Rule, ...] = tuple(
    sorted((rule for family in _FAMILIES for rule in family.RULES), key=lambda rule: rule.code)
)


def fingerprint(rules: Iterable[Rule]) -> str:
    """A short hash of the rules' codes, names, severities and masks, for signatures."""
    facts = "\n".join(f"{rule.code} {rule.name} {rule.severity} {rule.skip}" for rule in rules)
    return blake2b(facts.encode(), digest_size=6).hexdigest()
