"""Word lists, looked up in one pass over the tokens of a text.

A list is `data/NAME.tsv` with the columns phrase, cause, language, source. Lists are in lower case and match any case,
but for those in `CASED`, which match as written.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain, pairwise

from mtdetect.text import Gram, Span, Text

CASED = frozenset({"lower_case_names", "name_calques"})

_TOKEN = re.compile(r"\w+(?:'\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase, why machines write it, the language that it comes from (ISO 639-1, or `mul`) and who says so."""

    phrase: str
    cause: str
    language: str
    source: str


@dataclass(frozen=True, slots=True)
class _Key:
    """A phrase of the list `name`; `cased` where it must stand as written."""

    lowered: tuple[str, ...]
    cased: tuple[str, ...] | None
    name: str


@dataclass(frozen=True, slots=True)
class _Index:
    """Phrases under one gram of each; two frozen sets are compared faster than the keys of a mapping with a set."""

    grams: frozenset[Gram]
    keys: Mapping[Gram, Iterable[_Key]]


@dataclass(frozen=True, slots=True)
class Phrases:
    """A finder for the phrases of one list; with `then`, only where that expression matches right behind."""

    name: str
    then: re.Pattern[str] | None = None

    def __call__(self, text: Text) -> Iterator[Span]:
        return self.among(text, scan(text, (self.name,))[self.name])

    def among(self, text: Text, spans: Iterable[Span]) -> Iterator[Span]:
        """Those of the list's spans in this text that count."""
        return (span for span in spans if self.then is None or self.then.match(text.folded, span[1]))


@cache
def entries(name: str) -> tuple[Entry, ...]:
    """The entries of a list."""
    with files("mtdetect.tells").joinpath("data", f"{name}.tsv").open(encoding="utf-8") as lines:
        return tuple(Entry(**row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def words(name: str) -> frozenset[str]:
    """The phrases of a list, for rules that ask whether a word is in it."""
    return frozenset(entry.phrase for entry in entries(name))


def scan(text: Text, names: Iterable[str]) -> dict[str, list[Span]]:
    """For each list, where its phrases stand: the longest at each token, in linear time."""
    names = tuple(names)
    found: dict[str, list[Span]] = {name: [] for name in names}
    for first, _, last, name in sorted(_hits(text, _index(names))):
        span = text.tokens[first][0], text.tokens[last][1]
        if not found[name] or found[name][-1][1] <= span[0]:
            found[name].append(span)
    return found


def _hits(text: Text, index: _Index) -> Iterator[tuple[int, int, int, str]]:
    """For each phrase in the text: its first token, its negated length, its last token and its list."""
    keys: dict[str, list[_Key]] = {}  # by the first token
    for key in chain.from_iterable(index.keys[gram] for gram in index.grams & text.grams):
        keys.setdefault(key.lowered[0], []).append(key)
    if not keys:
        return
    lowered = text.lowered
    for first, token in enumerate(lowered):
        if token not in keys:
            continue
        for key in keys[token]:
            end = first + len(key.lowered)
            if lowered[first:end] == key.lowered and (
                key.cased is None or key.cased == tuple(text.folded[a:b] for a, b in text.tokens[first:end])
            ):
                yield first, first - end, end - 1, key.name


@cache
def _index(names: tuple[str, ...]) -> _Index:
    """The phrases of some lists, each under the pair of its words that has most letters, or under its only word."""
    keys: dict[Gram, list[_Key]] = {}
    for name in names:
        for entry in entries(name):
            phrase = tuple(_TOKEN.findall(entry.phrase))
            key = _Key(tuple(token.lower() for token in phrase), phrase if name in CASED else None, name)
            runs = re.findall(r"\w+", entry.phrase.lower())
            gram = max(pairwise(runs), key=lambda pair: len(pair[0] + pair[1])) if len(runs) > 1 else runs[0]
            keys.setdefault(gram, []).append(key)
    return _Index(frozenset(keys), keys)
