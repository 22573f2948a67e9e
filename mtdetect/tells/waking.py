"""Which rules may find something in a text: most find nothing in most, and to see that at once is most of speed.

There are two ways to see it. Plain Python asks each expression for what a match must come with, and each word list for
the words that the text holds. Hyperscan, where it is installed, looks for all expressions and phrases at once
(`mtdetect.tells.fast`); to prepare it takes as long as a thousand texts, so that it comes in after so many. Either
wakes at least the rules that find something, which then look for themselves: the tells are the same.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mtdetect.tells.lexicon import Phrases, scan
from mtdetect.tells.rule import Both, Regex, Rule
from mtdetect.text.batch import Span, Text

Gate = Regex | Phrases | tuple[Both, ...]
Awake = tuple[Sequence[Rule], Mapping[str, Sequence[Span]]]  # rules, and the spans of phrases by list

PAYS_AFTER = 1000  # texts


class Waker:
    """Says which of some rules may find something in a text; prepares the fast way after `pays_after` texts."""

    def __init__(self, rules: Sequence[Rule], pays_after: int = PAYS_AFTER) -> None:
        self._rules = rules
        self._look: Callable[[Text], Awake] = Plain(rules)
        self._left = pays_after

    def __call__(self, text: Text) -> Awake:
        if self._left == 0:
            self._look = fast_or_none(self._rules) or self._look
        self._left -= 1
        return self._look(text)


class Plain:
    """The way without Hyperscan."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._gates = [(rule, gate(rule)) for rule in rules]
        self._lists = lists(rules)

    def __call__(self, text: Text) -> Awake:
        phrases = scan(text, self._lists)
        return [rule for rule, asked in self._gates if _may_find(text, asked, phrases)], phrases


def _may_find(text: Text, asked: Gate | None, phrases: Mapping[str, Sequence[Span]]) -> bool:
    if isinstance(asked, Phrases):
        return bool(phrases[asked.name])
    if isinstance(asked, tuple):
        return any(both.may_match(text) for both in asked)
    return asked is None or asked.may_match(text)


def gate(rule: Rule) -> Gate | None:
    """What must be in a text for a rule to find something; None where the rule does not say."""
    asked = (_innermost(finder) for finder in (rule.when, rule.find))
    return next((finder for finder in asked if isinstance(finder, Regex | Phrases | tuple)), None)


def _innermost(finder: Any) -> Any:
    while hasattr(finder, "finder"):
        finder = finder.finder
    return finder


def lists(rules: Sequence[Rule]) -> tuple[str, ...]:
    """The word lists whose phrases are rules' tells."""
    return tuple(sorted({asked.name for asked in map(gate, rules) if isinstance(asked, Phrases)}))


def fast_or_none(rules: Sequence[Rule]) -> Callable[[Text], Awake] | None:
    """The way with Hyperscan; None where it is not installed, or does not know the processor.

    Nor where the shadows cannot be imported: they read the trees of `re`, which are Python's own and may change.
    """
    try:
        import hyperscan

        from mtdetect.tells.fast import Fast
    except ImportError:
        return None
    try:
        return Fast(rules)
    except hyperscan.error:
        return None
