"""Words that a dictionary chose without their context."""

from mtdetect.tells.phrases import Phrases
from mtdetect.tells.rule import Rule, regex
from mtdetect.tells.spans import DAYS, MONTHS
from mtdetect.tells.technical import is_technical
from mtdetect.text.masks import BLOCKED, QUOTED
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_FEWEST_COGNATES = 2  # different words: one alone is any writer's choice
_COMPUTING = ("append", "ascend", "augment", "exited", "approximation")
_STOPS = r"(?=[.,;:)\"\n]|$| (?:and|after|before|by|but|he|in|it|of|on|she|that|the|they|to|was|when|where|with)\b)"


def _is_learned(text: Text, span: Span) -> bool:
    """Not a term of computing in a text about that."""
    return not text.low.startswith(_COMPUTING, *span) or not is_technical(text)


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
        Phrases("cognate_words", where=_is_learned, fewest=_FEWEST_COGNATES),
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
