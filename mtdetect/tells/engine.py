"""Runs the rules over a text."""

import re
from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import islice

from mtdetect.tells.lexicon import Phrases
from mtdetect.tells.registry import RULES
from mtdetect.tells.rule import Regex, Rule
from mtdetect.tells.waking import Waker
from mtdetect.text.batch import Span, Text
from mtdetect.verdict import Tell

MAX_TELLS = 200  # of one rule in one document
_MAX_SNIPPET = 80
_NEWLINE = re.compile("\n")
_RANK = {"error": 0, "warning": 1, "note": 2}
_wake = Waker(RULES)


def find_tells(text: Text, markup: str | None = None) -> tuple[Tell, ...]:
    """The tells of a text, by start, end and code.

    At most `MAX_TELLS` a rule. Where tells of one family (`MT4xx`) overlap, error beats warning beats note, then the
    earlier start wins, then the longer. Rules about markup look at `markup` where it is given, and their tell is then
    the empty span at 0.
    """
    rules, phrases = _wake(text)
    found = [
        (rule, span) for rule in rules if markup is None or not rule.in_markup for span in _spans(rule, text, phrases)
    ]
    kept = sorted(_without_overlaps(found), key=lambda pair: (*pair[1], pair[0].code))
    return (*_in_markup(markup), *(_tells(text, kept) if kept else ()))


def _spans(rule: Rule, text: Text, phrases: Mapping[str, Sequence[Span]]) -> Iterable[Span]:
    found = rule.find
    spans = dict.fromkeys(found.among(text, phrases.get(found.name, ())) if isinstance(found, Phrases) else found(text))
    return islice((span for span in spans if not _skipped(text, rule.skip, span)), MAX_TELLS) if spans else ()


def _skipped(text: Text, skip: int, span: Span) -> bool:
    return any(bits & skip for bits in text.masks[span[0] : span[1]])


def _without_overlaps(found: Iterable[tuple[Rule, Span]]) -> Iterator[tuple[Rule, Span]]:
    taken: dict[str, list[Span]] = {}
    for rule, span in sorted(found, key=lambda pair: (_RANK[pair[0].severity], pair[1][0], -pair[1][1], pair[0].code)):
        family = taken.setdefault(rule.code[:3], [])
        at = bisect_right(family, span)
        if (at == 0 or family[at - 1][1] <= span[0]) and (at == len(family) or span[1] <= family[at][0]):
            insort(family, span)
            yield rule, span


def _tells(text: Text, kept: Iterable[tuple[Rule, Span]]) -> Iterator[Tell]:
    lines = [0, *(match.end() for match in _NEWLINE.finditer(text.raw))]
    seen: Counter[tuple[str, str]] = Counter()
    keys: dict[Span, str] = {}
    for rule, (start, end) in kept:
        line = bisect_right(lines, start)
        context = text.context(start)
        if context not in keys:
            keys[context] = _digest(" ".join(text.raw[slice(*context)].split()).casefold())
        key = rule.code, keys[context]
        yield Tell(
            rule=rule.code,
            name=rule.name,
            severity=rule.severity,
            start=start,
            end=end,
            line=line,
            column=start - lines[line - 1] + 1,
            evidence=text.raw[start:end],
            message=rule.message,
            hint=rule.hint,
            fingerprint=_digest(f"{rule.code} {keys[context]} {seen[key]}"),
        )
        seen[key] += 1


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _in_markup(markup: str | None) -> Iterator[Tell]:
    """One tell for each rule about markup that matches."""
    if markup is None:
        return
    for rule in RULES:
        match = rule.find.pattern.search(markup) if rule.in_markup and isinstance(rule.find, Regex) else None
        if match is None:
            continue
        shown = "".join(char if char.isprintable() else " " for char in match.group()[: 4 * _MAX_SNIPPET])
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
