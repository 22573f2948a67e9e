"""The output of `mtdetect rules`: the list of rules, or one rule in full."""

import textwrap
from collections.abc import Iterator
from difflib import get_close_matches

from mtdetect.errors import UsageError
from mtdetect.report.base import Style
from mtdetect.report.excerpt import safe
from mtdetect.tells.measurement_file import measurement
from mtdetect.tells.measurements import Measured, Share
from mtdetect.tells.pages import load_page
from mtdetect.tells.ratio import Ratio
from mtdetect.tells.registry import RULES
from mtdetect.tells.rule import Rule
from mtdetect.tells.status import status

_KINDS = {
    "native": "native",
    "human_translation": "human tr.",
    "machine_translation": "machine tr.",
    "round_trip": "round trip",
}


_LOWEST, _HIGHEST = 0.001, 10_000  # of a ratio that is printed as a number


def find_rule(wanted: str) -> Rule:
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
    """All rules, one paragraph each: code, severity, `(preview)` where it is, name and message."""
    lines = (
        _fill(f"{rule.code}  {rule.severity:7}  {_preview(rule)}{rule.name}: {rule.message}", 16, style)
        for rule in RULES
    )
    return "\n".join(lines) + "\n"


def status_text(rule: Rule) -> str:
    """The status, with the reason where it is not `stable`."""
    doubt = measurement(rule).doubt
    return f"{status(rule)} ({doubt}; it rests on its source)" if doubt else status(rule)


def percent(share: Share) -> str:
    """A rate in percent; `-` where there are no documents, and `0` only where no document was hit."""
    if not share.documents:
        return "-"
    if 0 < share.rate < 0.0005:
        return "<0.1%"
    return f"{share.rate:.1%}" if share.hits else "0"


def interval(ratio: Ratio) -> str:
    """A ratio with the ends of its interval, each in two digits; ends far off are only that: `<0.001`, `>10,000`."""
    return f"{_short(ratio.value)} ({_short(ratio.low)}-{_short(ratio.high)})"


def _short(number: float) -> str:
    if number < _LOWEST:
        return f"<{_LOWEST}"
    if number > _HIGHEST:
        return f">{_HIGHEST:,}"
    return f"{number:,.0f}" if number >= 10 else f"{number:.2g}"


def _preview(rule: Rule) -> str:
    return "(preview) " if status(rule) == "preview" else ""


def page(rule: Rule, style: Style) -> str:
    """One rule in full."""
    return "\n".join(_page(rule, style)) + "\n"


def _page(rule: Rule, style: Style) -> Iterator[str]:
    about = load_page(rule.code)
    found = measurement(rule)
    yield f"{rule.code} {rule.name} ({rule.severity})"
    yield _fill(rule.message, 0, style)
    yield ""
    yield _fill(f"Why: {about.cause}", 2, style)
    yield ""
    yield "Flags:"
    yield from (_fill(f"  {safe(example.text)}", 4, style) for example in about.flags)
    yield ""
    yield "Clears:"
    yield from (_fill(f"  {safe(example)}", 4, style) for example in about.clears)
    yield ""
    yield _fill(f"Source: {about.source}", 2, style)
    yield ""
    yield _fill(f"Status: {status_text(rule)}", 2, style)
    if found.hits:
        yield ""
        yield from _rates(found)
        yield ""
        yield from _comparisons(found)
        yield ""
        yield _fill(_summary(found), 0, style)


def _rates(found: Measured) -> Iterator[str]:
    yield f"{'Documents hit, by set':30}" + "".join(f"{heading:>12}" for heading in _KINDS.values())
    for name in dict.fromkeys(name for name, _ in found.rates):
        shares = (found.rates.get((name, kind), Share(0, 0)) for kind in _KINDS)
        yield _column(name, 28) + "".join(f"{percent(share):>12}" for share in shares)


def _comparisons(found: Measured) -> Iterator[str]:
    yield f"{'On paired text':43}{'machine':>8}{'human':>8}  ratio (95 %)"
    for one in found.comparisons:
        left, right = percent(one.machine), percent(one.human)
        name = _column(one.set, 29)
        yield f"{name}{_KINDS.get(one.kind, one.kind):>12}{left:>8}{right:>8}  {interval(one.ratio)}"


def _column(name: str, width: int) -> str:
    """A name in a column; one that is longer stands on a line of its own before."""
    return f"  {name:{width}}" if len(name) < width else f"  {name}\n  {'':{width}}"


def _summary(found: Measured) -> str:
    news = f"{percent(found.machine_news)} of machine and {percent(found.native_news)} of native news"
    share = (
        "" if found.precision is None else f", so at equal numbers of both {found.precision:.0%} of the hits are right"
    )
    return f"Hits {found.hits:,} documents: {news}{share}."


def _fill(text: str, hanging: int, style: Style) -> str:
    return textwrap.fill(
        text, style.width, subsequent_indent=" " * hanging, break_long_words=False, break_on_hyphens=False
    )
