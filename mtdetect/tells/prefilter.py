"""Which rules may find something in a text: most find nothing in most, and to see that at once is most of speed.

Hyperscan, where it is installed, looks for all expressions at once in the text's ASCII form, and with its flag
PREFILTER finds at least what is there: what looks around is left out, and every character stands there as one of the
same kind. Without it, each expression is asked for what a match must come with. Either way the rules that are chosen
look for themselves with Python's `re`, so that the tells are the same.

A character beyond ASCII becomes a letter, a figure, a space or a tilde, so that `\\w`, `\\d`, `\\s`, `\\b` and classes
that exclude marks match it as before. A class that excludes letters by name would not: `Regex` forbids it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdetect.tells.phrases import Phrases
from mtdetect.tells.rule import Both, InTexts, Regex, Rule
from mtdetect.text.batch import TextBatch
from mtdetect.text.hashing import KeyTable, run_keys
from mtdetect.text.sentences import Span
from mtdetect.text.text import Gram

Condition = Regex | Phrases | InTexts | tuple[Both, ...]
Found = Sequence[Mapping[str, Sequence[Span]]]  # for each text, the spans of phrases by list
Chosen = list[list[Rule]]


def condition(rule: Rule) -> Condition | None:
    """What must be in a text for a rule to find something; None where the rule does not say."""
    asked = (_innermost(finder) for finder in (rule.when, rule.find))
    return next((finder for finder in asked if isinstance(finder, Regex | Phrases | InTexts | tuple)), None)


def _innermost(finder: Any) -> Any:
    while hasattr(finder, "finder"):
        finder = finder.finder
    return finder


def expressions(rules: Iterable[Rule]) -> tuple[Regex, ...]:
    """The expressions that conditions ask for, each once."""
    found: list[Regex] = []
    for asked in map(condition, rules):
        found += [asked] if isinstance(asked, Regex) else _of_both(asked) if isinstance(asked, tuple) else []
    return tuple(dict.fromkeys(found))


def _of_both(asked: tuple[Both, ...]) -> list[Regex]:
    return [one for both in asked for one in (both.one, both.other)]


class Prefilter:
    """Chooses, for each text of a batch, the rules that may find something in it.

    `matching` says for each text which of the expressions may match; it gives their numbers.
    """

    def __init__(self, rules: Sequence[Rule], matching: Callable[[TextBatch], list[list[int]]]) -> None:
        self._matching = matching
        number = {asked: at for at, asked in enumerate(expressions(rules))}
        conditions = [condition(rule) for rule in rules]
        self._rules = rules
        self._always = [at for at, asked in enumerate(conditions) if asked is None]
        self._by_list = {asked.name: at for at, asked in enumerate(conditions) if isinstance(asked, Phrases)}
        self._in_texts = [(at, asked) for at, asked in enumerate(conditions) if isinstance(asked, InTexts)]
        self._by_expression: list[list[int]] = [[] for _ in number]
        self._by_both: list[tuple[int, int, int]] = []
        for at, asked in enumerate(conditions):
            if isinstance(asked, Regex):
                self._by_expression[number[asked]].append(at)
            elif isinstance(asked, tuple):
                self._by_both += [(at, number[both.one], number[both.other]) for both in asked]

    def __call__(self, batch: TextBatch, phrases: Found) -> Chosen:
        chosen = [set(self._always) for _ in batch.texts]
        for at, asked in self._in_texts:
            for text in asked.find(batch):
                chosen[text].add(at)
        for rules, matched, found in zip(chosen, self._matching(batch), phrases, strict=True):
            for name in found:
                if name in self._by_list:
                    rules.add(self._by_list[name])
            for number in matched:
                rules.update(self._by_expression[number])
            if matched:
                held = set(matched)
                rules.update([at for at, one, other in self._by_both if one in held and other in held])
        return [[self._rules[at] for at in sorted(rules)] for rules in chosen]


class Portable:
    """Which expressions may match, in plain Python: a match must come with what `Regex` says."""

    def __init__(self, asked: Sequence[Regex]) -> None:
        self._asked = asked
        self._free = [number for number, one in enumerate(asked) if not one.grams]

    @cached_property
    def _grams(self) -> tuple[KeyTable, Sequence[Sequence[int]]]:
        """All grams, and the numbers of the expressions that ask for each."""
        numbers: dict[Gram, list[int]] = {}
        for number, one in enumerate(self._asked):
            for gram in one.grams:
                numbers.setdefault(gram, []).append(number)
        keys = run_keys(list(numbers))
        order = np.argsort(keys)
        listed = list(numbers.values())
        return KeyTable.of(keys[order]), [listed[at] for at in order.tolist()]

    def __call__(self, batch: TextBatch) -> list[list[int]]:
        held: NDArray[np.bool_] = np.zeros((len(batch.texts), len(self._asked)), np.bool_)
        held[:, self._free] = True
        table, numbers = self._grams
        at, places = batch.find_parts(table)
        for text, place in {*zip(batch.texts_of_parts(at).tolist(), places.tolist(), strict=True)}:
            held[text, numbers[place]] = True
        return [
            [number for number in row.nonzero()[0].tolist() if self._asked[number].may_match(text)]
            for row, text in zip(held, batch.texts, strict=True)
        ]
