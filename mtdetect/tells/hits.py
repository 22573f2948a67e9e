"""The spans that rules find in one text, without those that overlap."""

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from mtdetect.tells.phrases import Phrases
from mtdetect.tells.rule import AfterOthers, Rule
from mtdetect.tells.technical import in_code
from mtdetect.text.passages import in_another_language
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

MAX_TELLS = 200  # of one rule in one document
_RANK = {"error": 0, "warning": 1, "note": 2}

Hit = tuple[Rule, Span]


def find_hits(text: Text, rules: Iterable[Rule], phrases: Mapping[str, Sequence[Span]]) -> list[Hit]:
    """The rules among some that find something, with the spans; `phrases` are the spans of the lists' phrases."""
    spans: dict[str, Sequence[Span]] = {}
    for rule in rules:
        found = rule.find
        if isinstance(found, AfterOthers):
            continue
        places = found.among(text, phrases.get(found.name, ())) if isinstance(found, Phrases) else found(text)
        if kept := _kept(text, places, rule):
            spans[rule.code] = kept
    for rule in rules:
        if isinstance(rule.find, AfterOthers) and (kept := _kept(text, rule.find.find(text, spans), rule)):
            spans[rule.code] = kept
    if not spans:
        return []
    hits = [(rule, span) for rule in rules for span in spans.get(rule.code, ())]
    if len(hits) > 1:
        hits = _without_overlaps(hits)
    return sorted(hits, key=lambda hit: (*hit[1], hit[0].code))


def _kept(text: Text, spans: Iterable[Span], rule: Rule) -> list[Span]:
    different = dict.fromkeys(spans)
    if not different:
        return []
    return list(islice((span for span in different if _counts(text, span, rule)), MAX_TELLS))


def _counts(text: Text, span: Span, rule: Rule) -> bool:
    if rule.skip and text.touches(*span, rule.skip):
        return False
    return (rule.for_code or not in_code(text, span)) and not in_another_language(text, span[0])


def _without_overlaps(hits: Iterable[Hit]) -> list[Hit]:
    taken: dict[str, list[Span]] = {}
    kept: list[Hit] = []
    for rule, span in sorted(hits, key=lambda hit: (_RANK[hit[0].severity], hit[1][0], -hit[1][1], hit[0].code)):
        family = taken.setdefault(rule.code[:3], [])
        at = bisect_right(family, span)
        if (at == 0 or family[at - 1][1] <= span[0]) and (at == len(family) or span[1] <= family[at][0]):
            insort(family, span)
            kept.append((rule, span))
    return kept
