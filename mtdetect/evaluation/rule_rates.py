"""How often each rule finds something in labelled texts of the user."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from mtdetect.errors import UsageError
from mtdetect.evaluation.labelled import LabelledText
from mtdetect.tells.engine import engine
from mtdetect.tells.measurements import Share
from mtdetect.tells.ratio import Ratio, Side, likelihood_ratio, precision
from mtdetect.tells.rule import Rule
from mtdetect.text.batch import analyse


@dataclass(frozen=True, slots=True)
class RuleRates:
    """The shares of machine and human texts in which a rule finds something, and their likelihood ratio."""

    rule: Rule
    machine: Share
    human: Share
    ratio: Ratio

    @property
    def hits(self) -> int:
        """The number of documents in which the rule finds something."""
        return self.machine.hits + self.human.hits

    @property
    def precision(self) -> float | None:
        """The share (0-1) of machine texts among the hit documents, at equal numbers of both; None without a hit."""
        return precision(self.machine.rate, self.human.rate)


def audit(rows: Iterable[LabelledText], rules: Iterable[Rule]) -> tuple[RuleRates, ...]:
    """The rates of each of the rules in the rows; raises UsageError if one of the two labels is absent."""
    documents: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    hits: defaultdict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for row in rows:
        documents[row.label][row.group] += 1
        for code in {rule.code for rule, _ in engine().find(analyse((row.text,)))[0]}:
            hits[code, row.label][row.group] += 1
    if not all(documents):
        absent = "human (0)" if documents[1] else "machine (1)"
        raise UsageError(f"--audit: no {absent} text among the rows: a rate needs texts of both labels")
    return tuple(_rates(rule, *(Side(documents[label], hits[rule.code, label]) for label in (1, 0))) for rule in rules)


def _rates(rule: Rule, machine: Side, human: Side) -> RuleRates:
    return RuleRates(rule, _share(machine), _share(human), likelihood_ratio((machine, human)))


def _share(side: Side) -> Share:
    return Share(side.hits.total(), side.documents.total())
