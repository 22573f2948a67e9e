"""Decoders that lost their place: the same words, or the same letters, again and again."""

from collections.abc import Iterator
from operator import eq

import numpy as np

from mtdetect.tells.repeats import runs_on
from mtdetect.tells.rule import Rule
from mtdetect.text.batch import Span, Text
from mtdetect.text.masks import BLOCKED, QUOTED

_LONGEST_PERIOD = 6  # tokens
_TIMES = 3
_FEWEST = 3  # words that come again, in a loop of two
_PERIODS = (2, 3, 4)  # letters
_LONG_TOKEN = 8
_MAX_EVIDENCE = 200  # code points of a loop that are shown


def _loops(text: Text) -> Iterator[Span]:
    """Runs in which the same one to six tokens come three times or more in a row; single words, four times."""
    if not text.echoes and not _may_loop(text):
        return
    for period in range(1, _LONGEST_PERIOD + 1):
        needed = _needed(period)
        if not runs_on(text.codes, [period], needed):
            continue
        tokens = text.lowered
        same = bytes(map(eq, tokens, tokens[period:]))
        first = same.find(b"\1" * needed)
        while first >= 0:
            end = same.find(b"\0", first)
            last = (end if end >= 0 else len(same)) + period - 1
            words = sum(token.isalpha() and len(token) > 1 for token in tokens[first : first + period])
            if 2 * words > period:
                start = text.tokens[first][0]
                yield start, min(text.tokens[last][1], start + _MAX_EVIDENCE)
            first = same.find(b"\1" * needed, last)


def _may_loop(text: Text) -> bool:
    """Whether the words alone, without marks, come again as they do in a loop of two or more of them."""
    periods = range(2, _LONGEST_PERIOD + 1)
    if not runs_on(text.spoken_keys, periods, _FEWEST):
        return False
    return any(runs_on(text.spoken_keys, [period], 2 * period - 1) for period in periods)


def _needed(period: int) -> int:
    """How many tokens come again in a loop of a period; the last comma may be missing."""
    return period * (_TIMES - 1) + (1 if period == 1 else -(period > 3))


def _loops_in_words(text: Text) -> Iterator[Span]:
    """Long tokens in which two to four letters come four times or more in a row."""
    if not runs_on(np.frombuffer(text.image.lower(), np.uint8), _PERIODS, _PERIODS[0] * _TIMES):
        return
    for start, end in text.tokens:
        if end - start < _LONG_TOKEN:
            continue
        word = text.folded[start : min(end, start + _MAX_EVIDENCE)].lower()
        if len(set(word)) <= len(word) - _TIMES * _PERIODS[0] and word.isalpha() and _loops_inside(word):
            yield start, start + len(word)


def _loops_inside(word: str) -> bool:
    for period in _PERIODS:
        same = bytes(map(eq, word, word[period:]))
        first = same.find(b"\1" * (period * _TIMES))
        # "hahahaha" and "aaaaaaaa" are laughter and shouting
        if first >= 0 and len(set(word[first : first + period]) - {"h"}) > 1:
            return True
    return False


RULES = (
    Rule(
        "MT602",
        "decoder-loop",
        "warning",
        "The same words come three times or more in a row.",
        "A decoder that lost its place repeats itself.",
        _loops,
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT608",
        "loop-in-word",
        "warning",
        "A word repeats a few of its letters again and again.",
        "A decoder that works on pieces of words lost its place.",
        _loops_in_words,
    ),
)
