"""Measures of a whole text: rates and shapes that no single place shows.

Each is a plain number with a name; the names are a contract with the model. None depends on white space, on line
ends or on the style of quotation marks and dashes, which tell the outlet. Which way a measure speaks is learnt.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from mtdetect.text import Text

_CONTRACTION = re.compile(r"(?:n't|'(?:re|ve|ll|d|m))$")
_EXPANDED = frozenset("not have will would are is am".split())
_CONNECTIVES = frozenset(
    "moreover furthermore additionally however therefore thus hence consequently nevertheless accordingly".split()
)
_HEDGES = frozenset("just really quite pretty kind sort actually maybe perhaps probably rather fairly simply".split())
_PARTICLES = frozenset("up out off down over away back around along".split())
_PRONOUNS = frozenset("i you he she it we they me him her us them".split())
_NOMINAL = re.compile(r"(?:tion|sion|ment|ness|ity|ance|ence)s?$")
_WINDOW = 50  # words for the moving type-token ratio, as in Covington and McFall 2010
_MTLD_FLOOR = 0.72  # McCarthy and Jarvis 2010


def measure(text: Text) -> dict[str, float]:
    """All measures of a text, by name. Rates are per word; a text without words has zeros."""
    words = text.words
    lengths = sorted(len(text.folded[start:end].split()) for start, end in text.sentences)
    rate = _rates(words)
    marks = Counter(text.folded[start] for start, end in text.tokens if end - start == 1)
    total = max(len(words), 1)
    return {
        "sentence-length": math.log1p(_mean(lengths)),
        "sentence-length-spread": _spread(lengths) / (_mean(lengths) + 1),
        "short-sentences": _mean([length < 8 for length in lengths]),
        "long-sentences": _mean([length > 35 for length in lengths]),
        "word-length": _mean([len(word) for word in words]),
        "word-variety": moving_ttr(words),
        "word-variety-mtld": math.log1p(mtld(words)),
        "words-used-once": sum(count == 1 for count in Counter(words).values()) / math.sqrt(total) / 10,
        "commas": marks[","] / total,
        "semicolons-and-dashes": (marks[";"] + marks["-"]) / total,
        "parentheses": marks["("] / total,
        "questions-and-exclamations": (marks["?"] + marks["!"]) / total,
        **rate,
    }


_OF_WORDS: dict[str, Callable[[str], object]] = {
    "contractions": lambda word: "'" in word and _CONTRACTION.search(word),
    "possessives": lambda word: word.endswith("'s"),
    "articles": lambda word: word in ("the", "a", "an"),
    "definite-articles": lambda word: word == "the",
    "connectives": lambda word: word in _CONNECTIVES,
    "hedges": lambda word: word in _HEDGES,
    "pronouns": lambda word: word in _PRONOUNS,
    "phrasal-verbs": lambda word: word in _PARTICLES,
    "will": lambda word: word == "will",
    "which-and-that": lambda word: word in ("which", "that"),
    "nominalisations": lambda word: len(word) > 6 and _NOMINAL.search(word),
    "adverbs": lambda word: len(word) > 4 and word.endswith("ly"),
}
_OF_PAIRS: dict[str, Callable[[str, str], object]] = {
    "of-the": lambda word, after: word == "of" and after == "the",
    "said-that": lambda word, after: after == "that" and word in ("said", "says", "stated", "added", "noted"),
    "expanded-forms": lambda word, after: after == "not" or (word in _PRONOUNS and after in _EXPANDED),
    "passives": lambda word, after: word in ("was", "were", "been", "is", "are", "be") and after.endswith("ed"),
    "repeated-words": lambda word, after: word == after,
}


def _rates(words: Sequence[str]) -> dict[str, float]:
    total = max(len(words), 1)
    single, pairs = Counter(words), Counter(pairwise(words))
    return {
        **{name: sum(n for word, n in single.items() if test(word)) / total for name, test in _OF_WORDS.items()},
        **{name: sum(n for pair, n in pairs.items() if test(*pair)) / total for name, test in _OF_PAIRS.items()},
    }


def moving_ttr(words: Sequence[str], window: int = _WINDOW) -> float:
    """The mean type-token ratio over all windows of `window` words (0-1); linear in the number of words."""
    if len(words) <= window:
        return len(set(words)) / max(len(words), 1)
    inside = Counter(words[:window])
    types = [len(inside)]
    for left, entered in zip(words, words[window:], strict=False):
        inside[entered] += 1
        inside[left] -= 1
        if not inside[left]:
            del inside[left]
        types.append(len(inside))
    return _mean(types) / window


def mtld(words: Sequence[str]) -> float:
    """The measure of textual lexical diversity, mean of both directions; 0 for a text without words."""
    return (_mtld_one_way(words) + _mtld_one_way(words[::-1])) / 2


def _mtld_one_way(words: Sequence[str]) -> float:
    factors, seen, count = 0.0, set[str](), 0
    for word in words:
        seen.add(word)
        count += 1
        if len(seen) / count <= _MTLD_FLOOR:
            factors, seen, count = factors + 1, set(), 0
    if count:
        factors += (1 - len(seen) / count) / (1 - _MTLD_FLOOR)
    return len(words) / factors if factors else float(len(words))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _spread(values: Sequence[float]) -> float:
    mean = _mean(values)
    return math.sqrt(_mean([(value - mean) ** 2 for value in values]))
