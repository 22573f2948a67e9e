"""What only the whole text shows: two habits mixed in one document."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import numpy as np

from mtdetect.tells.lexicon import words
from mtdetect.tells.rule import Both, InTexts, Rule, regex
from mtdetect.text.batch import TextBatch
from mtdetect.text.hashing import KeyTable, keys_of
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_SPELLINGS = ("us_spellings", "uk_spellings")
_BOTH = Both(
    *(regex(rf"\b(?:{'|'.join(sorted(words(name)))})\b", grams=words(name), flags=re.IGNORECASE) for name in _SPELLINGS)
)


def _mixed_spelling(text: Text) -> Iterator[Span]:
    """The rarer of two spellings, where both are present, and not equally often; capitals may be names."""
    starts, ends = text.bounds
    spans: list[list[Span]] = []
    for name in _SPELLINGS:
        at = np.sort(_table(name).find(text.keys)[0])
        found = zip(starts.take(at).tolist(), ends.take(at).tolist(), strict=True)
        spans.append([span for span in found if text.folded[span[0]].islower()])
    rarer, other = sorted(spans, key=len)
    if rarer and len(other) > len(rarer):
        yield from rarer


@cache
def _table(name: str) -> KeyTable:
    return KeyTable.of(np.sort(keys_of(words(name))))


def _with_both_marks(batch: TextBatch) -> Iterator[int]:
    for text in batch.texts:
        if '"' in text.raw and ("“" in text.raw or "”" in text.raw):
            yield text.number


def _mixed_marks(text: Text) -> Iterator[Span]:
    styles = Counter("straight" if mark.char == '"' else "curly" for mark in text.marks if mark.char in '"“”')
    if len(styles) == 2:
        rarer = min(styles, key=lambda style: (styles[style], style))
        yield from (
            (m.at, m.at + 1) for m in text.marks if m.char in '"“”' and (m.char == '"') == (rarer == "straight")
        )


RULES = (
    Rule(
        "MT701",
        "mixed-spelling",
        "note",
        "American and British spelling are mixed.",
        "Engines learn from both; wire copy and quoted names mix them too.",
        _mixed_spelling,
        when=(_BOTH,),
    ),
    Rule(
        "MT702",
        "mixed-quotation-marks",
        "note",
        "Straight and curly quotation marks are mixed.",
        "Pieces that were translated apart come back in the style of each; editors mix them too.",
        _mixed_marks,
        when=InTexts(_with_both_marks),
    ),
)
