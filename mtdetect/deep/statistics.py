"""Statistics of how much of a text a round trip leaves unchanged, by name, each from 0 (nothing) to 1 (all).

Others were measured on held-out sets and left out, since they separate less, or add nothing: spread over sentences,
edits by word class, stability relative to what the context makes likely, edit distances of letters.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from mtdetect.text.batch import parse

Tokens = list[str]
Pair = tuple[Tokens, Tokens]

_TOKEN = re.compile(r"\w++(?:'\w++)*|[^\w\s]")
_RUN = 3  # tokens; runs of two and four separate about as well
_QUOTES = frozenset("\"'`")  # left out: their style depends on the engine


def measure(sentences: Sequence[tuple[str, str]]) -> dict[str, float]:
    """All statistics, from pairs of a sentence and its round trip."""
    pairs = [(_tokens(before), _tokens(after)) for before, after in sentences]
    return {name: statistic(pairs) for name, statistic in STATISTICS.items()}


def _tokens(sentence: str) -> Tokens:
    """Words and punctuation marks with their case, by which names are recognised. No part of a sentence is masked."""
    return [token for token in _TOKEN.findall(parse(sentence).folded) if token not in _QUOTES]


def _kept_runs(pairs: Sequence[Pair]) -> float:
    """The F-score of runs of three tokens between before and after, in any order."""
    runs = [(Counter(_runs(before)), Counter(_runs(after))) for before, after in pairs]
    kept = sum((before & after).total() for before, after in runs)
    return 2 * kept / max(1, sum(before.total() + after.total() for before, after in runs))


def _kept_plain_runs(pairs: Sequence[Pair]) -> float:
    """The same without names, numbers and words that begin a sentence, which depend on the topic."""
    return _kept_runs([(_plain(before), _plain(after)) for before, after in pairs])


def _kept_sentences(pairs: Sequence[Pair]) -> float:
    """The share of tokens in sentences whose round trip has the same words and marks."""
    kept = sum(len(before) for before, after in pairs if _lowered(before) == _lowered(after))
    return kept / max(1, sum(len(before) for before, _ in pairs))


def _runs(tokens: Tokens) -> Iterator[tuple[str, ...]]:
    lowered = _lowered(tokens)
    return zip(*(lowered[at:] for at in range(_RUN)), strict=False)


def _plain(tokens: Tokens) -> Tokens:
    return [token for token in tokens if token[0].islower() or not token[0].isalnum()]


def _lowered(tokens: Tokens) -> Tokens:
    return [token.lower() for token in tokens]


STATISTICS: dict[str, Callable[[Sequence[Pair]], float]] = {
    "kept_runs": _kept_runs,
    "kept_plain_runs": _kept_plain_runs,
    "kept_sentences": _kept_sentences,
}
