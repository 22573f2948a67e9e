"""A rule: data that says what to look for. Why, with what examples and source, stands in `seeds/rules/CODE.toml`."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from mtdetect.text.batch import Gram, Span, Text
from mtdetect.text.masks import BLOCKED
from mtdetect.verdict import Severity

_SPAN = re.Match.span


@dataclass(frozen=True)
class Regex:
    """A finder for a regular expression, matched on `Text.folded` (quotes, dashes, spaces folded; same offsets).

    Repetition must be bounded (`{1,3}`, never `*` or `+`), so that matching takes time in proportion to the text
    whatever it holds; a test checks it. Most texts hold no match, and to see that quickly is most of the speed. So a
    match must come with one of each kind that is given here: `needs`, fixed strings; `grams`, members of `Text.grams`;
    `gap`, an expression for `Text.gaps`; `signs`, expressions that are cheap because they begin with a fixed string,
    which Python finds without matching. `mtdetect.tells.waking` asks `may_match` before a rule runs, or a fast engine
    that knows the pattern itself. Each expression is compiled when it is first asked: one article asks for few.
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
        return map(_SPAN, self.pattern.finditer(text.folded))

    def may_match(self, text: Text) -> bool:
        """Whether the text holds what a match must come with; a match proves it, and without one it is seldom so."""
        if self.grams and self.grams.isdisjoint(text.grams):
            return False
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

    def may_match(self, text: Text) -> bool:
        """Whether the text holds what matches of both must come with."""
        return self.one.may_match(text) and self.other.may_match(text)


@dataclass(frozen=True, slots=True)
class Rule:
    """One tell.

    `find` yields half-open spans of the text; those that touch a character under `skip` (mask bits of
    `mtdetect.text.masks`) are dropped: QUOTED too where the rule is about prose, not where it is about the marks.
    `message` says what was seen and `hint` why machines leave it, each in one short sentence. With `in_markup`, `find`
    is a `Regex` that is matched on the page's markup where there is one. `when`, a `Regex` or `Phrases`, matches in
    every text in which `find` finds something: the rule rests in all others. Of several `Both`, one does. A finder that
    is a `Regex` or `Phrases`, or that holds one as its `finder`, needs none, unless another is prepared faster.
    """

    code: str
    name: str
    severity: Severity
    message: str
    hint: str
    find: Callable[[Text], Iterable[Span]] = field(repr=False)
    skip: int = BLOCKED
    in_markup: bool = False
    when: Callable[[Text], Iterable[Span]] | tuple[Both, ...] | None = field(default=None, repr=False)
