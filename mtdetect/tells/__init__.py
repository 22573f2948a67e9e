"""The tells: one or two modules a family, a rule under a code. `engine.find_tells` runs them over a text."""

from mtdetect.tells import (
    format_case,
    format_figures,
    format_marks,
    format_spacing,
    grammar,
    lexis,
    markup,
    names,
    residue,
)
from mtdetect.tells.rule import Rule

_FAMILIES = (markup, lexis, grammar, format_marks, format_spacing, format_case, format_figures, names, residue)

RULES: tuple[Rule, ...] = tuple(
    sorted((rule for family in _FAMILIES for rule in family.RULES), key=lambda rule: rule.code)
)
