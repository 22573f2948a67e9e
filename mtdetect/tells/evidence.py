"""The tells of hits: each with its place, evidence and fingerprint; and those of a page's markup."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from mtdetect.tells.hits import Hit
from mtdetect.tells.registry import RULES
from mtdetect.tells.rule import Regex, Rule
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text
from mtdetect.verdict import Tell

_MAX_SNIPPET = 80
_NEWLINE = re.compile("\n")


def tells_of(text: Text, hits: Sequence[Hit], markup: str | None = None) -> tuple[Tell, ...]:
    """The tells of a text with these hits.

    Where there is `markup`, rules about markup look at that, and their tell is then the empty span at 0.
    """
    hits = _shown(text, [hit for hit in hits if markup is None or not hit[0].in_markup])
    return (*_in_markup(markup), *(_tells(text, hits) if hits else ()))


def count_tells(hits: Sequence[Hit], markup: str | None = None) -> Counter[str]:
    """How often each rule found something: what the model weighs, shown as a tell or not (`Rule.shows`)."""
    counts = Counter(rule.code for rule, _ in hits if markup is None or not rule.in_markup)
    counts.update(rule.code for rule, _ in _markup_matches(markup))
    return counts


def _shown(text: Text, hits: Sequence[Hit]) -> list[Hit]:
    """The hits that become tells."""
    chosen = {
        rule.code: {*rule.shows(text, [span for other, span in hits if other is rule])}
        for rule in {rule.code: rule for rule, _ in hits}.values()
        if rule.shows
    }
    return [(rule, span) for rule, span in hits if rule.code not in chosen or span in chosen[rule.code]]


def _tells(text: Text, hits: Iterable[Hit]) -> Iterator[Tell]:
    lines = [0, *(match.end() for match in _NEWLINE.finditer(text.as_read))]
    seen: Counter[tuple[str, str]] = Counter()
    keys: dict[Span, str] = {}
    for rule, (start, end) in hits:
        context = text.context(start)
        if context not in keys:
            keys[context] = _digest(" ".join(text.raw[slice(*context)].split()).casefold())
        key = rule.code, keys[context]
        start, end = text.place(start, end)
        line = bisect_right(lines, start)
        yield Tell(
            rule=rule.code,
            name=rule.name,
            severity=rule.severity,
            start=start,
            end=end,
            line=line,
            column=start - lines[line - 1] + 1,
            evidence=text.as_read[start:end],
            message=rule.message,
            hint=rule.hint,
            fingerprint=_digest(f"{rule.code} {keys[context]} {seen[key]}"),
        )
        seen[key] += 1


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _markup_matches(markup: str | None) -> Iterator[tuple[Rule, str]]:
    """Each rule about markup that matches, and what it matches."""
    for rule in RULES if markup is not None else ():
        match = rule.find.pattern.search(markup or "") if rule.in_markup and isinstance(rule.find, Regex) else None
        if match is not None:
            yield rule, match.group()


def _in_markup(markup: str | None) -> Iterator[Tell]:
    """One tell for each rule about markup that matches."""
    for rule, matched in _markup_matches(markup):
        shown = "".join(char if char.isprintable() else " " for char in matched[: 4 * _MAX_SNIPPET])
        snippet = " ".join(shown.split())[:_MAX_SNIPPET]
        yield Tell(
            rule=rule.code,
            name=rule.name,
            severity=rule.severity,
            start=0,
            end=0,
            line=1,
            column=1,
            evidence="",
            message=f"{rule.message} Seen: {snippet}",
            hint=rule.hint,
            fingerprint=_digest(f"{rule.code} {snippet.casefold()}"),
        )
