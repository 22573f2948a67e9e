"""Decoders that lost their place: the same words, or the same letters, again and again."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import eq
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtdetect.tells.rule import InTexts, Rule
from mtdetect.text.batch import TextBatch
from mtdetect.text.masks import BLOCKED, QUOTED
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_LONGEST_PERIOD = 6  # tokens
_TIMES = 3
_PERIODS = (2, 3, 4)  # letters
_LONG_TOKEN = 8
_MAX_EVIDENCE = 200  # code points of a loop that are shown


def _loops(text: Text) -> Iterator[Span]:
    """Runs in which the same one to six tokens come three times or more in a row; single words, four times."""
    edge, size = text.batch.token_edges[text.number], len(text.keys)
    for period in range(1, _LONGEST_PERIOD + 1):
        needed = _needed(period)
        same = _again(text.keys, period)
        first = same.find(b"\1" * needed)
        while first >= 0:
            end = same.find(b"\0", first)
            last = min((end if end >= 0 else len(same)) + period, size) - 1
            spans = [text.batch.token_span(edge + at, text.number) for at in range(first, last + 1)]
            tokens = [text.folded[a:b].lower() for a, b in spans]
            words = sum(token.isalpha() and len(token) > 1 for token in tokens[:period])
            if 2 * words > period and tokens[:-period] == tokens[period:]:
                yield spans[0][0], min(spans[-1][1], spans[0][0] + _MAX_EVIDENCE)
            first = same.find(b"\1" * needed, last)


def _looping(batch: TextBatch) -> Iterator[int]:
    """The texts in which tokens come again as they do in a loop."""
    for period in range(1, _LONGEST_PERIOD + 1):
        yield from _texts_with(_again(batch.tokens.keys, period), _needed(period), batch.token_edges)


def _looping_in_words(batch: TextBatch) -> Iterator[int]:
    """The texts in which characters come again as they do in a loop inside a word."""
    codes = np.frombuffer(batch.ascii.lower(), np.uint8)
    for period in _PERIODS:
        yield from _texts_with(_again(codes, period), period * _TIMES, [*batch.starts.tolist(), len(codes)])


def _again(values: NDArray[Any], period: int) -> bytes:
    """For each value, whether it comes again `period` places on: one byte each, 1 or 0."""
    return bytes((values[period:] == values[:-period]).tobytes())


def _texts_with(again: bytes, times: int, edges: Sequence[int]) -> Iterator[int]:
    """The texts in which so many values in a row come again; `edges` says where each text's values begin."""
    at = again.find(b"\1" * times)
    while at >= 0:
        number = bisect_right(edges, at) - 1
        yield number
        at = again.find(b"\1" * times, edges[number + 1])


def _needed(period: int) -> int:
    """How many tokens come again in a loop of a period; the last comma may be missing."""
    return period * (_TIMES - 1) + (1 if period == 1 else -(period > 3))


def _loops_in_words(text: Text) -> Iterator[Span]:
    """Long tokens in which two to four letters come four times or more in a row."""
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
        when=InTexts(_looping),
    ),
    Rule(
        "MT608",
        "loop-in-word",
        "warning",
        "A word repeats a few of its letters again and again.",
        "A decoder that works on pieces of words lost its place.",
        _loops_in_words,
        when=InTexts(_looping_in_words),
    ),
)
