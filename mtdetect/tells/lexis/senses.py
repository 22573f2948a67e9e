"""Words that a dictionary chose without their context."""

from collections.abc import Iterator

from mtdetect.tells.lexicon import Phrases, words
from mtdetect.tells.rule import Rule, regex
from mtdetect.tells.spans import DAYS, MONTHS
from mtdetect.text.masks import BLOCKED, QUOTED
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_COGNATES = Phrases("cognate_words")
_FEWEST_COGNATES = 2  # different words: one alone is any writer's choice
_STOPS = r"(?=[.,;:)\"\n]|$| (?:and|after|before|by|but|he|in|it|of|on|she|that|the|they|to|was|when|where|with)\b)"


def _cognates(text: Text) -> Iterator[Span]:
    if len(words(_COGNATES.name).intersection(text.runs)) < _FEWEST_COGNATES:
        return
    found = list(_COGNATES(text))
    if len({text.folded[start:end].lower() for start, end in found}) >= _FEWEST_COGNATES:
        yield from found


RULES = (
    Rule(
        "MT220",
        "sense-out-of-context",
        "warning",
        "A word has a sense that its neighbours rule out.",
        "A dictionary gave one sense of the source word, whatever stands around it.",
        Phrases("single_senses"),
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT221",
        "learned-cognates",
        "warning",
        "Several learned words stand where news uses common ones.",
        "Bilingual dictionaries pair a Romance word with its rare English cognate.",
        _cognates,
        when=_COGNATES,
    ),
    Rule(
        "MT222",
        "at-before-date",
        "warning",
        "`At` stands before a day, a month or a year.",
        "The source has one preposition for `at`, `in` and `on`.",
        regex(
            rf"at (?<=\b[Aa]t )(?<!look at )(?<!ooking at )(?<!ooked at )(?<!aimed at )(?:the )?(?:{DAYS}|{MONTHS}"
            rf"|(?:19|20)\d\d){_STOPS}",
            signs=[rf"at (?:the )?(?:{DAYS}|{MONTHS}|(?:19|20)\d\d)\b"],
        ),
        skip=BLOCKED | QUOTED,
    ),
)
