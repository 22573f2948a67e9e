"""A rule: data that says what to look for. Why, with what examples and source, stands in `seeds/rules/CODE.toml`."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from mtdetect.masks import BLOCKED
from mtdetect.text import Span, Text
from mtdetect.verdict import Severity


@dataclass(frozen=True, slots=True)
class Regex:
    """A finder for a regular expression, matched on `Text.folded` (quotes, dashes, spaces folded; same offsets).

    Repetition must be bounded (`{1,3}`, never `*` or `+`), so that matching takes time in proportion to the text
    whatever it holds; a test checks it. A match must hold one of `needs`, if any are given: most texts hold none, and
    looking for a fixed string is a hundred times faster than matching.
    """

    pattern: re.Pattern[str]
    needs: tuple[str, ...] = ()

    def __call__(self, text: Text) -> Iterator[Span]:
        if self.needs and not any(part in text.folded for part in self.needs):
            return iter(())
        return (match.span() for match in self.pattern.finditer(text.folded))


def regex(expression: str, *needs: str, flags: int = 0) -> Regex:
    """Compile a `Regex`."""
    return Regex(re.compile(expression, flags), needs)


@dataclass(frozen=True, slots=True)
class Rule:
    """One tell.

    `find` yields half-open spans of the text; those that touch a character under `skip` (mask bits of
    `mtdetect.masks`) are dropped: QUOTED too where the rule is about prose, not where it is about the marks.
    `message` says what was seen and `hint` why machines leave it, each in one short sentence. With `in_markup`, `find`
    is a `Regex` that is matched on the page's markup where there is one.
    """

    code: str
    name: str
    severity: Severity
    message: str
    hint: str
    find: Callable[[Text], Iterable[Span]] = field(repr=False)
    skip: int = BLOCKED
    in_markup: bool = False
