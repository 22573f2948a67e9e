"""A rule: data that says what to look for. Why, with what examples and source, stands in `seeds/rules/CODE.toml`."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from mtdetect.text.batch import TextBatch
from mtdetect.text.masks import BLOCKED
from mtdetect.text.sentences import Span
from mtdetect.text.text import Gram, Text
from mtdetect.verdict import Severity

_SPAN = re.Match.span
LONGEST_MATCH = 1024  # characters, with what is looked ahead for
Finder = Callable[[Text], Iterable[Span]]


@dataclass(frozen=True)
class Regex:
    """A finder for a regular expression, matched on `Text.folded` (quotes, dashes, spaces folded; same offsets).

    Repetition must be bounded (`{1,3}`, never `*` or `+`), so that matching takes time in proportion to the text
    whatever it holds; a test checks it. A class that excludes letters or figures by name (`[^a-z]`) may only stand
    where something is looked ahead or back for (`mtdetect.tells.prefilter` says why); a test checks that too, and that
    no match is longer than `LONGEST_MATCH`.

    Without the fast engine, what a match must come with keeps the expression from being tried on most texts: `needs`,
    fixed strings of which one must stand there; `grams`, members of `Text.grams`, likewise; `gap`, an expression for
    `Text.gaps`; `signs`, expressions that are cheap because they begin with a fixed string. All are optional. Each
    expression is compiled when it is first asked: one article asks for few.
    """

    expression: str
    needs: tuple[str, ...] = ()
    grams: frozenset[Gram] = frozenset()
    in_gap: str | None = None
    in_signs: tuple[str, ...] = ()
    flags: int = 0

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled."""
        return re.compile(self.expression, self.flags)

    @cached_property
    def gap(self) -> re.Pattern[str] | None:
        """What must be in `Text.gaps`."""
        return None if self.in_gap is None else re.compile(self.in_gap)

    @cached_property
    def signs(self) -> tuple[re.Pattern[str], ...]:
        """Expressions of which one must match."""
        return tuple(map(re.compile, self.in_signs))

    def __call__(self, text: Text) -> Iterable[Span]:
        windows = text.windows.get(self)
        if windows is None:
            return map(_SPAN, self.pattern.finditer(text.folded))
        return self._in_windows(text.folded, windows)

    def _in_windows(self, folded: str, windows: Sequence[Span]) -> Iterator[Span]:
        """The matches that begin in some spans, which ascend: those of the whole text, if all begin there."""
        done = 0
        for start, end in windows:
            for match in self.pattern.finditer(folded, max(start, done), end + LONGEST_MATCH):
                if match.start() >= end:
                    break
                done = match.end()
                yield match.span()

    def may_match(self, text: Text) -> bool:
        """Whether the text holds what a match must come with, but for `grams`."""
        if self.gap and not self.gap.search(text.gaps):
            return False
        folded = text.folded
        if self.signs and not any(sign.search(folded) for sign in self.signs):
            return False
        return not self.needs or any(part in folded for part in self.needs)


def regex(
    expression: str,
    *needs: str,
    grams: Iterable[Gram] = (),
    gap: str | None = None,
    signs: Iterable[str] = (),
    flags: int = 0,
) -> Regex:
    """A `Regex`."""
    return Regex(expression, needs, frozenset(grams), gap, tuple(signs), flags)


def pairs(first: str, second: str) -> frozenset[Gram]:
    """Each of some words followed by each of others, as `Text.grams` has them; both are given as words with spaces."""
    return frozenset(product(first.split(), second.split()))


@dataclass(frozen=True, slots=True)
class Both:
    """Two expressions that a text must hold."""

    one: Regex
    other: Regex


@dataclass(frozen=True, slots=True)
class InTexts:
    """A condition that is seen for all texts of a batch at once: `find` gives the numbers of those that meet it."""

    find: Callable[[TextBatch], Iterable[int]]


@dataclass(frozen=True, slots=True)
class AfterOthers:
    """A finder that reads what other rules found in the text: `find` gets their spans by code, before overlaps go."""

    find: Callable[[Text, Mapping[str, Sequence[Span]]], Iterable[Span]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One tell.

    `find` yields half-open spans of the text; those that touch a character under `skip` (mask bits of
    `mtdetect.text.masks`) are dropped: QUOTED too where the rule is about prose, not where it is about the marks. So
    are those in code, identifiers and tables (`mtdetect.tells.technical`), but for a rule that is `for_code` too: what
    the machinery leaves looks like code itself.
    `message` says what was seen and `hint` why machines leave it, each in one short sentence. With `in_markup`, `find`
    is a `Regex` that is matched on the page's markup where there is one. `when` holds in every text in which `find`
    finds something, and is cheaper to see: the rule does not run in the others. A `Regex` or `Phrases` holds where it
    matches, of several `Both` one must. A finder that is a `Regex` or `Phrases`, or has one as its `finder`, needs
    none, unless another expression is rarer. `shows` chooses the spans that become tells, where a reader would not see
    a reason in all of them; the model counts all.
    """

    code: str
    name: str
    severity: Severity
    message: str
    hint: str
    find: Finder | AfterOthers = field(repr=False)
    skip: int = BLOCKED
    in_markup: bool = False
    for_code: bool = False
    shows: Callable[[Text, Sequence[Span]], Collection[Span]] | None = field(default=None, repr=False)
    when: Finder | InTexts | tuple[Both, ...] | None = field(default=None, repr=False)
