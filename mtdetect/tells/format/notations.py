"""One thing written in two ways in one text: sentences that were translated apart do not share a house style."""

from collections.abc import Iterator
from itertools import product

from mtdetect.tells.rule import Both, Regex, Rule, regex
from mtdetect.tells.spans import MONTHS
from mtdetect.text.masks import BLOCKED, QUOTED
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_MONTH = MONTHS.replace("May|", "").replace("March|", "")  # these two are words as well
_DATES = frozenset({"September 11", "July 4", "July 7"})  # names of events, in any style
_DAYS_FIRST = frozenset(product(map(str, range(1, 32)), _MONTH.lower().split("|")))


# Headlines have a style of their own: the first of each two, which is theirs, does not count in the first sentence.
_PAIRS = (
    Both(
        regex(r"\b(?:Mr|Mrs|Ms|Dr) (?=[A-Z][a-z])", "Mr ", "Mrs ", "Ms ", "Dr "),
        regex(r"\b(?:Mr|Mrs|Ms|Dr)\. (?=[A-Z][a-z])", "Mr. ", "Mrs. ", "Ms. ", "Dr. "),
    ),
    Both(
        regex(r"US(?<=[a-z] US)(?= [a-z]|[,.;:])", " US"),
        regex(r"U\.S\.(?<![\w.]U\.S\.)(?! ?[A-Z]\.)", "U.S."),
    ),
    Both(
        regex(r"%(?<=\d%)", "%"),
        regex(r" percent\b(?<=\d percent)", " percent"),
    ),
    Both(
        regex(r" per cent\b(?<=\d per cent)", " per cent"),
        regex(r" percent\b(?<=\d percent)", " percent"),
    ),
    Both(
        regex(r"\d ?[ap]m\b", "am", "pm"),
        regex(r"[ap]\.m\.", "a.m.", "p.m."),
    ),
    Both(
        regex(r" tonnes\b(?<=[\dn] tonnes)", " tonnes"),
        regex(r" tons\b(?<=[\dn] tons)", " tons"),
    ),
    Both(
        regex(r"\b(?:EUR|GBP) ?\d", "EUR", "GBP"),
        regex(r"[$£€]\d|\d (?:million |billion )?(?:euros|pounds)\b", "$", "£", "€", " euros", " pounds"),
    ),
    Both(
        regex(rf"\b\d{{1,2}} (?:{_MONTH})\b(?! \d{{1,2}}\b)", grams=_DAYS_FIRST),
        regex(
            rf"\b(?:{_MONTH}) \d{{1,2}}\b(?![:.]\d)",
            grams=((month, day) for day, month in _DAYS_FIRST),
        ),
    ),
)


def _two_notations(text: Text) -> Iterator[Span]:
    """The first place of the rarer notation of each pair."""
    for both in _PAIRS:
        short, long = both.one, both.other
        if not (long.may_match(text) and short.may_match(text)):
            continue
        after = text.sentences[0][1] if text.sentences else 0
        shorts = [span for span in _spans(short, text) if span[0] >= after]
        longs = [span for span in _spans(long, text) if text.folded[slice(*span)] not in _DATES] if shorts else []
        if longs:
            yield min((shorts, longs), key=len)[0]


def _spans(notation: Regex, text: Text) -> list[Span]:
    """Outside quotations, which may be someone else's writing; without the space at either end."""
    own = (span for span in notation(text) if not text.masks[span[0]] & (BLOCKED | QUOTED))
    return [(start + (text.folded[start] == " "), end - (text.folded[end - 1] == " ")) for start, end in own]


RULES = (
    Rule(
        "MT460",
        "two-notations",
        "warning",
        "A title, a country, a sum, a measure, an hour or a date is written in two ways in one text.",
        "Each sentence was translated by itself, and no house style holds them together.",
        _two_notations,
        when=_PAIRS,
    ),
)
