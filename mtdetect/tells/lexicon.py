"""Word lists, looked up in one pass over the words of a batch of texts.

A list is `data/NAME.tsv` with the columns phrase, cause, language, source. Lists are in lower case and match any case,
but for those in `CASED`, which match as written.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np

from mtdetect.text.batch import TextBatch
from mtdetect.text.hashing import KeyTable, Places, run_keys
from mtdetect.text.masks import BLOCKED
from mtdetect.text.sentences import Span
from mtdetect.text.text import Gram, Text
from mtdetect.text.word_groups import word_groups

CASED = frozenset({"lower_case_names", "name_calques"})

_TOKEN = re.compile(r"\w+(?:'\w+)*|[^\w\s]")
_RUN = re.compile(r"\w+")
_GOES_ON = re.compile(r"'?\w")
_AT_END_OF_WORD = re.compile(r"\w'?\Z")


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase, why machines write it, the language that it comes from (ISO 639-1, or `mul`) and who says so.

    A list that is weighed has a further column, in hundredths of log-odds.
    """

    phrase: str
    cause: str
    language: str
    source: str
    weight: str = "0"


@dataclass(frozen=True, slots=True)
class Key:
    """A phrase of the list `name`; `cased` where it must stand as written. `runs` are its runs of word characters."""

    lowered: tuple[str, ...]
    cased: tuple[str, ...] | None
    name: str
    runs: tuple[str, ...]

    @property
    def gram(self) -> tuple[Gram, int]:
        """The pair of its runs that is likely the rarest, or its only run, and how many runs stand before it.

        That is the pair with the fewest words that are common in English, and among those the longest.
        """
        if len(self.runs) == 1:
            return self.runs[0], 0
        common = word_groups().words["common"]
        pairs = list(pairwise(self.runs))
        rarest = min(range(len(pairs)), key=lambda at: (len(common.intersection(pairs[at])), -len("".join(pairs[at]))))
        return pairs[rarest], rarest


@dataclass(frozen=True, slots=True)
class Phrases:
    """A finder for the phrases of one list.

    With `then`, only where that expression matches right behind; with `where`, only where that holds of the span; none
    where fewer than `fewest` different phrases stand in the text.
    """

    name: str
    then: re.Pattern[str] | None = None
    where: Callable[[Text, Span], bool] | None = None
    fewest: int = 1

    def __call__(self, text: Text) -> Iterator[Span]:
        return self.among(text, find_phrases(text.batch, (self.name,))[text.number].get(self.name, ()))

    def among(self, text: Text, spans: Iterable[Span]) -> Iterator[Span]:
        """Those of the list's spans in this text that count."""
        if self.fewest > 1:
            spans = list(spans)
            if len({text.low[start:end] for start, end in spans}) < self.fewest:
                return
        for span in spans:
            behind = self.then is None or self.then.match(text.folded, span[1])
            if behind and (self.where is None or self.where(text, span)):
                yield span


@cache
def entries(name: str) -> tuple[Entry, ...]:
    """The entries of a list."""
    with files("mtdetect.tells").joinpath("data", f"{name}.tsv").open(encoding="utf-8") as lines:
        names = next(lines).split()
        if names != [field.name for field in fields(Entry)][: len(names)]:
            raise ValueError(f"{name}: columns {names}")
        return tuple(Entry(*line.rstrip("\n").split("\t")) for line in lines)


@cache
def words(name: str) -> frozenset[str]:
    """The phrases of a list, for rules that ask whether a word is in it."""
    return frozenset(entry.phrase for entry in entries(name))


@cache
def keys(names: tuple[str, ...]) -> tuple[Key, ...]:
    """The phrases of some lists."""
    return tuple(_key(entry.phrase, name) for name in names for entry in entries(name))


def find_phrases(batch: TextBatch, names: tuple[str, ...]) -> list[dict[str, list[Span]]]:
    """For each text and each list that has some, where its phrases stand: the longest at each token; linear time."""
    grams = _by_gram(names)
    at, places = batch.find_parts(grams.table)
    sizes = grams.sizes.take(places)
    owner = np.repeat(np.arange(len(at)), sizes)  # the hit of each phrase that is under a gram which was found
    phrase = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes - grams.first.take(places), sizes)
    part, number = at.take(owner) - grams.offsets.take(phrase), batch.texts_of_parts(at).take(owner)
    inside = part >= np.array(batch.part_edges).take(number)
    part, number, phrase = part.compress(inside), number.compress(inside), phrase.compress(inside)
    starts = batch.parts.starts.take(part) - batch.starts.take(number)
    hits: list[list[tuple[int, int, str]]] = [[] for _ in batch.texts]
    for at_text, start, at_key in zip(number.tolist(), starts.tolist(), phrase.tolist(), strict=True):
        key, text = grams.keys[at_key], batch.texts[at_text]
        match = _expression(key).match(text.folded if key.cased else text.low, start)
        if match is not None and _is_free(text, start, match.end()):
            hits[at_text].append((start, -match.end(), key.name))
    return [_longest(of_text) for of_text in hits]


def find_keys(text: Text, wanted: Iterable[Key]) -> dict[str, list[Span]]:
    """For each list that has some, where those of its phrases that are wanted stand: the longest at each place."""
    return _longest([(start, -end, key.name) for key in wanted for start, end in _places(text, key)])


def _longest(hits: list[tuple[int, int, str]]) -> dict[str, list[Span]]:
    """The hits of each list, without those that overlap an earlier or longer one; each is start, -end and list."""
    found: dict[str, list[Span]] = {}
    for start, negated_end, name in sorted(hits):
        spans = found.setdefault(name, [])
        if not spans or spans[-1][1] <= start:
            spans.append((start, -negated_end))
    return found


def stands_alone(text: Text, start: int, end: int) -> bool:
    """Whether no apostrophe ties a run of word characters to a word before or behind it."""
    folded = text.folded
    if "'" not in (folded[start - 1 : start], folded[end : end + 1]):
        return True
    return not _inside_word(folded, start) and _GOES_ON.match(folded, end) is None


def _places(text: Text, key: Key) -> Iterator[Span]:
    """Where a phrase stands as whole tokens, outside blocked regions; may overlap."""
    expression, folded = _expression(key), text.folded
    searched = folded if key.cased else text.low
    match = expression.search(searched)
    while match is not None:
        start, end = match.span()
        if _is_free(text, start, end):
            yield start, end
        match = expression.search(searched, start + 1)


def _is_free(text: Text, start: int, end: int) -> bool:
    """Whether a phrase begins with a whole word and is outside blocked regions."""
    return not _inside_word(text.folded, start) and not text.touches(start, end, BLOCKED)


def _inside_word(text: str, at: int) -> bool:
    """Whether a word that begins at `at` would go on from the left, over an apostrophe too."""
    before = text[max(0, at - 2) : at]
    return _AT_END_OF_WORD.search(before) is not None and _RUN.match(text, at) is not None


@cache
def _expression(key: Key) -> re.Pattern[str]:
    """A phrase from its first letter on, which Python finds fast, up to the end of its last word."""
    tokens = key.cased or key.lowered
    parts = [re.escape(tokens[0])]
    for token, before in zip(tokens[1:], tokens, strict=False):
        between = r"\s+" if _RUN.match(token) and _RUN.search(before[-1]) else r"\s*"
        parts += [between, re.escape(token)]
    return re.compile("".join(parts) + (r"(?!'?\w)" if _RUN.match(tokens[-1][-1]) else ""))


@dataclass(frozen=True, slots=True)
class _Grams:
    """The grams under which phrases are found, and the phrases under each: `keys` from `first` on, `sizes` of them.

    `offsets` says for each phrase how many of its runs stand before the gram.
    """

    table: KeyTable
    first: Places
    sizes: Places
    keys: tuple[Key, ...]
    offsets: Places


@cache
def _by_gram(names: tuple[str, ...]) -> _Grams:
    """The grams of the phrases of some lists."""
    by_gram: dict[Gram, list[tuple[Key, int]]] = {}
    for key in keys(names):
        gram, offset = key.gram
        by_gram.setdefault(gram, []).append((key, offset))
    grams = run_keys(list(by_gram))
    order = np.argsort(grams)
    listed = list(by_gram.values())
    in_order = [listed[at] for at in order.tolist()]
    sizes = np.array([len(phrases) for phrases in in_order], np.intp)
    flat = [phrase for phrases in in_order for phrase in phrases]
    offsets = np.array([offset for _, offset in flat], np.intp)
    return _Grams(KeyTable.of(grams[order]), np.cumsum(sizes) - sizes, sizes, tuple(key for key, _ in flat), offsets)


def _key(phrase: str, name: str) -> Key:
    tokens = tuple(_TOKEN.findall(phrase))
    lowered = tuple(token.lower() for token in tokens)
    return Key(lowered, tokens if name in CASED else None, name, tuple(_RUN.findall(phrase.lower())))
