"""The rules, for `mtdetect rules`."""

import textwrap
from collections.abc import Iterator
from difflib import get_close_matches

from mtdetect.errors import UsageError
from mtdetect.report.excerpt import safe
from mtdetect.report.form import Style
from mtdetect.tells import RULES
from mtdetect.tells.pages import load_page
from mtdetect.tells.rule import Rule


def find(wanted: str) -> Rule:
    """The rule of a code or name; raises UsageError with the nearest one."""
    by_key = {key.lower(): rule for rule in RULES for key in (rule.code, rule.name)}
    if rule := by_key.get(wanted.lower()):
        return rule
    near = get_close_matches(wanted.lower(), by_key, n=1, cutoff=0)
    nearest = by_key[near[0]]
    raise UsageError(
        f"rules {wanted}: no such rule; the nearest is {nearest.code} ({nearest.name}); 'mtdetect rules' lists them all"
    )


def listing(style: Style) -> str:
    """All rules, one a paragraph: code, severity, name, what was seen."""
    lines = (_wrapped(f"{rule.code}  {rule.severity:7}  {rule.name}: {rule.message}", 16, style) for rule in RULES)
    return "\n".join(lines) + "\n"


def page(rule: Rule, style: Style) -> str:
    """One rule in full."""
    return "\n".join(_page(rule, style)) + "\n"


def _page(rule: Rule, style: Style) -> Iterator[str]:
    about = load_page(rule.code)
    yield f"{rule.code} {rule.name} ({rule.severity})"
    yield _wrapped(rule.message, 0, style)
    yield ""
    yield _wrapped(f"Why: {about.cause}", 2, style)
    yield ""
    yield "Flags:"
    yield from (_wrapped(f"  {safe(example.text)}", 4, style) for example in about.flags)
    yield ""
    yield "Clears:"
    yield from (_wrapped(f"  {safe(example)}", 4, style) for example in about.clears)
    yield ""
    yield _wrapped(f"Source: {about.source}", 2, style)


def _wrapped(text: str, hanging: int, style: Style) -> str:
    return textwrap.fill(
        text, style.width, subsequent_indent=" " * hanging, break_long_words=False, break_on_hyphens=False
    )
