"""Quotation marks that are wrong in more than one way within one text."""

from collections.abc import Iterator

from mtdetect.tells.format import quotation_marks, stop_and_quote, typography
from mtdetect.tells.rule import Rule
from mtdetect.text.batch import Span, Text
from mtdetect.text.masks import BLOCKED

_OF_QUOTATIONS = frozenset({"MT401", "MT403", "MT404", "MT405", "MT406", "MT407", "MT470", "MT474"})
_FAULTS = tuple(
    rule
    for module in (quotation_marks, stop_and_quote, typography)
    for rule in module.RULES
    if rule.code in _OF_QUOTATIONS
)
_FEWEST_KINDS = 2


def _several_kinds(text: Text) -> Iterator[Span]:
    """The first fault of each kind, where there are several; one that overlaps an earlier kind's is that one."""
    if len(text.marks) < _FEWEST_KINDS:
        return
    found: list[Span] = []
    for rule in _FAULTS:
        fault = next((span for span in rule.find(text) if _counts(text, span, found)), None)
        if fault:
            found.append(fault)
    if len(found) >= _FEWEST_KINDS:
        yield from sorted(found)


def _counts(text: Text, span: Span, found: list[Span]) -> bool:
    blocked = any(bits & BLOCKED for bits in text.masks[span[0] : span[1]])
    return not blocked and all(span[1] <= start or end <= span[0] for start, end in found)


RULES = (
    Rule(
        "MT711",
        "marks-adrift-in-several-ways",
        "error",
        "Quotation marks are wrong in more than one way: here one, elsewhere another.",
        "A person has one habit; engines set the marks of each piece anew, without knowing what stands around it.",
        _several_kinds,
    ),
)
