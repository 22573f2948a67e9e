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

from mtdetect.text import Span, Text

CASED = frozenset({"lower_case_names", "name_calques"})

_TOKEN = re.compile(r"\w+(?:'\w+)*|[^\w\s]")
_Index = Mapping[str, Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase, why machines write it, the language that it comes from (ISO 639-1, or `mul`) and who says so."""

    phrase: str
    cause: str
    language: str
    source: str


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
    cased = tuple(name for name in names if name in CASED)
    tokens = [text.folded[start:end] for start, end in text.tokens]
    _match(found, text.tokens, tokens, _index(cased))
    _match(found, text.tokens, [token.lower() for token in tokens], _index(tuple(n for n in names if n not in CASED)))
    return found


def _match(found: dict[str, list[Span]], spans: tuple[Span, ...], tokens: list[str], index: _Index) -> None:
    for at, token in enumerate(tokens):
        if token not in index:
            continue
        phrases = index[token]
        second = tokens[at + 1] if at + 1 < len(tokens) else ""
        for rest, name in (*phrases.get(second, ()), *phrases.get("", ())):
            last = at + len(rest)
            if tuple(tokens[at + 1 : last + 1]) == rest:
                span = spans[at][0], spans[last][1]
                if not found[name] or found[name][-1][1] <= span[0]:
                    found[name].append(span)


@cache
def _index(names: tuple[str, ...]) -> _Index:
    """First token → second token or "" → the tokens that follow the first, and the list; longest first."""
    index: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
    for name in names:
        for entry in entries(name):
            first, *rest = _TOKEN.findall(entry.phrase)
            index.setdefault(first, {}).setdefault(rest[0] if rest else "", []).append((tuple(rest), name))
    return {
        first: {second: tuple(sorted(found, key=lambda pair: -len(pair[0]))) for second, found in seconds.items()}
        for first, seconds in index.items()
    }
