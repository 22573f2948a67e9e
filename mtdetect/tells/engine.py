"""Runs the rules over texts."""

import re
from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from itertools import islice

from mtdetect.tells.lexicon import Phrases, find_phrases
from mtdetect.tells.prefilter import Portable, Prefilter, condition, expressions
from mtdetect.tells.registry import RULES
from mtdetect.tells.rule import AfterOthers, Regex, Rule
from mtdetect.text.batch import TextBatch
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text
from mtdetect.verdict import Tell

MAX_TELLS = 200  # of one rule in one document
PREPARE_AFTER = 300  # texts: then it pays to prepare Hyperscan for those to come
_MAX_SNIPPET = 80
_NEWLINE = re.compile("\n")
_RANK = {"error": 0, "warning": 1, "note": 2}

Hit = tuple[Rule, Span]


class TellEngine:
    """Finds the tells of texts. What finds them is the same with and without Hyperscan, which is only faster.

    It begins with Hyperscan where that is installed and its expressions are there compiled (`tells.fast_engine`), else
    without; `prepare` compiles them, which takes about a second. With `portable` it never uses Hyperscan.
    """

    def __init__(self, rules: Sequence[Rule], *, portable: bool = False) -> None:
        self._rules = rules
        self._lists = tuple(sorted({asked.name for asked in map(condition, rules) if isinstance(asked, Phrases)}))
        self._expressions = expressions(rules)
        self._portable = portable
        self._is_fast = False
        self._prefilter = Prefilter(rules, Portable(self._expressions))
        self._use_hyperscan(compile_anew=False)

    @property
    def is_fast(self) -> bool:
        """Whether Hyperscan chooses the rules."""
        return self._is_fast

    def prepare(self) -> None:
        """Compile the expressions for Hyperscan, where it is installed and knows the processor."""
        if not self._is_fast:
            self._use_hyperscan(compile_anew=True)

    def _use_hyperscan(self, *, compile_anew: bool) -> None:
        if self._portable:
            return
        try:
            import hyperscan

            from mtdetect.tells.fast_engine import FastEngine, Source
        except ImportError:
            return
        source = Source(self._expressions)
        try:
            database = source.load() or (source.compile() if compile_anew else None)
        except hyperscan.error:  # it does not know the processor
            return
        if database is not None:
            self._prefilter = Prefilter(self._rules, FastEngine(self._expressions, database))
            self._is_fast = True

    def find(self, batch: TextBatch, texts: Iterable[int] | None = None) -> list[list[Hit]]:
        """The rules that find something in each text of a batch, with the spans, by start, end and code.

        At most `MAX_TELLS` a rule. Where tells of one family (`MT4xx`) overlap, error beats warning beats note, then
        the earlier start wins, then the longer. Only the texts of the numbers `texts` are searched, where given.
        """
        phrases = find_phrases(batch, self._lists)
        chosen = self._prefilter(batch, phrases)
        wanted = range(len(batch.texts)) if texts is None else texts
        found: list[list[Hit]] = [[] for _ in batch.texts]
        for number in wanted:
            found[number] = _hits(batch.texts[number], chosen[number], phrases[number])
        return found


@cache
def engine() -> TellEngine:
    """The engine of all rules."""
    return TellEngine(RULES)


def find_tells(text: Text, markup: str | None = None) -> tuple[Tell, ...]:
    """The tells of a text that is a batch of one (`mtdetect.text.batch.parse`), and of a page's markup."""
    return tells_of(text, engine().find(text.batch)[text.number], markup)


def _hits(text: Text, rules: Iterable[Rule], phrases: Mapping[str, Sequence[Span]]) -> list[Hit]:
    spans: dict[str, Sequence[Span]] = {}
    for rule in rules:
        found = rule.find
        if isinstance(found, AfterOthers):
            continue
        places = found.among(text, phrases.get(found.name, ())) if isinstance(found, Phrases) else found(text)
        if kept := _kept(text, places, rule.skip):
            spans[rule.code] = kept
    for rule in rules:
        if isinstance(rule.find, AfterOthers) and (kept := _kept(text, rule.find.find(text, spans), rule.skip)):
            spans[rule.code] = kept
    if not spans:
        return []
    hits = [(rule, span) for rule in rules for span in spans.get(rule.code, ())]
    if len(hits) > 1:
        hits = _without_overlaps(hits)
    return sorted(hits, key=lambda hit: (*hit[1], hit[0].code))


def _kept(text: Text, spans: Iterable[Span], skip: int) -> list[Span]:
    different = dict.fromkeys(spans)
    if not different:
        return []
    return list(islice((span for span in different if not (skip and text.touches(*span, skip))), MAX_TELLS))


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


def tells_of(text: Text, hits: Sequence[Hit], markup: str | None = None) -> tuple[Tell, ...]:
    """The tells of a text with these hits.

    Where there is `markup`, rules about markup look at that, and their tell is then the empty span at 0.
    """
    hits = [hit for hit in hits if markup is None or not hit[0].in_markup]
    return (*_in_markup(markup), *(_tells(text, hits) if hits else ()))


def count_tells(hits: Sequence[Hit], markup: str | None = None) -> Counter[str]:
    """How many tells of each rule `tells_of` would give."""
    counts = Counter(rule.code for rule, _ in hits if markup is None or not rule.in_markup)
    counts.update(rule.code for rule, _ in _markup_matches(markup))
    return counts


def _tells(text: Text, hits: Iterable[Hit]) -> Iterator[Tell]:
    lines = [0, *(match.end() for match in _NEWLINE.finditer(text.raw))]
    seen: Counter[tuple[str, str]] = Counter()
    keys: dict[Span, str] = {}
    for rule, (start, end) in hits:
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
