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


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase, why machines write it, the language that it comes from (ISO 639-1, or `mul`) and who says so."""

    phrase: str
    cause: str
    language: str
    source: str


@dataclass(frozen=True, slots=True)
class _Key:
    """A phrase of the list `name`, `offset` tokens before which it begins; `cased` where it must stand as written."""

    offset: int
    lowered: tuple[str, ...]
    cased: tuple[str, ...] | None
    name: str


_Index = Mapping[str, Iterable[_Key]]


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
    lowered = text.lowered
    for at, token in enumerate(lowered):
        if token not in index:
            continue
        for key in index[token]:
            first = at - key.offset
            end = first + len(key.lowered)
            if (
                first >= 0
                and lowered[first:end] == key.lowered
                and (key.cased is None or key.cased == tuple(text.folded[a:b] for a, b in text.tokens[first:end]))
            ):
                yield first, first - end, end - 1, key.name


@cache
def _index(names: tuple[str, ...]) -> _Index:
    """The phrases of some lists under their longest token, which is seldom a word that every text has."""
    index: dict[str, list[_Key]] = {}
    for name in names:
        for entry in entries(name):
            phrase = tuple(_TOKEN.findall(entry.phrase))
            lowered = tuple(token.lower() for token in phrase)
            anchor = max(lowered, key=len)
            key = _Key(lowered.index(anchor), lowered, phrase if name in CASED else None, name)
            index.setdefault(anchor, []).append(key)
    return index
