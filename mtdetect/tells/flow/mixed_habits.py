"""What only the whole text shows: two habits mixed in one document."""

import re
from collections import Counter
from collections.abc import Iterator

from mtdetect.tells.lexicon import find_keys, keys, words
from mtdetect.tells.rule import Both, InTexts, Rule, regex
from mtdetect.text.batch import TextBatch
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_SPELLINGS = ("us_spellings", "uk_spellings")
_VARIANTS = [words(name) for name in _SPELLINGS]
_BOTH = Both(
    *(regex(rf"\b(?:{'|'.join(sorted(words(name)))})\b", grams=words(name), flags=re.IGNORECASE) for name in _SPELLINGS)
)


def _minority(spans: dict[str, list[Span]]) -> Iterator[Span]:
    """The rarer of two habits, where both are present; nothing where they come equally often. Capitals may be names."""
    rarer, other = sorted(spans.values(), key=len)
    if rarer and len(other) > len(rarer):
        yield from rarer


def _mixed_spelling(text: Text) -> Iterator[Span]:
    runs = frozenset(text.runs)
    spellings = [variants & runs for variants in _VARIANTS]
    if not all(spellings):
        return iter(())
    found = {name: list[Span]() for name in _SPELLINGS}
    wanted = frozenset[str]().union(*spellings)
    found |= find_keys(text, (key for key in keys(_SPELLINGS) if key.lowered[0] in wanted))
    return _minority(
        {name: [span for span in spans if text.folded[span[0]].islower()] for name, spans in found.items()}
    )


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
