"""Quotation marks that are wrong in more than one way within one text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from mtdetect.tells.rule import AfterOthers, Rule
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_ADRIFT = ("MT401", "MT403", "MT404", "MT405", "MT406", "MT407", "MT474")  # the rules of marks in a wrong place
_FAULTS = (*_ADRIFT, "MT470")  # stops now inside, now outside: people do that too, so it counts behind the others
_FEWEST_KINDS = 2
_MARKS_A_FAULT = 20  # a long text with fewer faults among its marks has slips


def _several_kinds(text: Text, found: Mapping[str, Sequence[Span]]) -> Iterator[Span]:
    """The first fault of each kind, where there are several; one that overlaps an earlier kind's is that one."""
    if sum(len(found.get(code, ())) for code in _ADRIFT) * _MARKS_A_FAULT < len(text.marks):
        return
    faults = _first_of_each(_ADRIFT, found)
    if len(faults) >= _FEWEST_KINDS:
        yield from sorted(_first_of_each(_FAULTS, found))


def _first_of_each(codes: Iterable[str], found: Mapping[str, Sequence[Span]]) -> list[Span]:
    faults: list[Span] = []
    for code in codes:
        free = (span for span in found.get(code, ()) if all(span[1] <= a or b <= span[0] for a, b in faults))
        if fault := next(free, None):
            faults.append(fault)
    return faults


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
