"""What only the whole text shows: two habits mixed in one document."""

from collections import Counter
from collections.abc import Iterator

from mtdetect.tells.lexicon import scan, words
from mtdetect.tells.rule import Rule
from mtdetect.text import Span, Text


def _minority(spans: dict[str, list[Span]]) -> Iterator[Span]:
    """The rarer of two habits, where both are present; nothing where they come equally often. Capitals may be names."""
    rarer, other = sorted(spans.values(), key=len)
    if rarer and len(other) > len(rarer):
        yield from rarer


def _mixed_spelling(text: Text) -> Iterator[Span]:
    if words("us_spellings").isdisjoint(text.grams) or words("uk_spellings").isdisjoint(text.grams):
        return iter(())
    found = scan(text, ("us_spellings", "uk_spellings"))
    return _minority(
        {name: [span for span in spans if text.folded[span[0]].islower()] for name, spans in found.items()}
    )


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
    ),
    Rule(
        "MT702",
        "mixed-quotation-marks",
        "note",
        "Straight and curly quotation marks are mixed.",
        "Pieces that were translated apart come back in the style of each; editors mix them too.",
        _mixed_marks,
    ),
)
