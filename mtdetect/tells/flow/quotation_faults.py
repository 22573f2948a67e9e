"""Quotation marks that are wrong in more than one way within one text."""

from collections.abc import Iterator, Mapping, Sequence

from mtdetect.tells.rule import AfterOthers, Rule
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_FAULTS = ("MT401", "MT403", "MT404", "MT405", "MT406", "MT407", "MT470", "MT474")  # the rules of quotation marks
_KINDS = frozenset(_FAULTS)
_FEWEST_KINDS = 2


def _several_kinds(_text: Text, found: Mapping[str, Sequence[Span]]) -> Iterator[Span]:
    """The first fault of each kind, where there are several; one that overlaps an earlier kind's is that one."""
    if len(_KINDS & found.keys()) < _FEWEST_KINDS:
        return
    faults: list[Span] = []
    for code in _FAULTS:
        free = (span for span in found.get(code, ()) if all(span[1] <= a or b <= span[0] for a, b in faults))
        if fault := next(free, None):
            faults.append(fault)
    if len(faults) >= _FEWEST_KINDS:
        yield from sorted(faults)


RULES = (
    Rule(
        "MT711",
        "marks-adrift-in-several-ways",
        "error",
        "Quotation marks are wrong in more than one way: here one, elsewhere another.",
        "A person has one habit; engines set the marks of each piece anew, without knowing what stands around it.",
        AfterOthers(_several_kinds),
    ),
)
