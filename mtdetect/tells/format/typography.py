"""Dates, clocks and marks that keep the typography of their source."""

from mtdetect.tells.rule import Rule, regex
from mtdetect.tells.spans import SPEECH, WordBefore
from mtdetect.text.masks import BLOCKED, QUOTED

_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)\b"
_NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"

RULES = (
    Rule(
        "MT472",
        "day-without-month",
        "warning",
        "A day is named by its number alone.",
        "Chinese, Japanese and Korean reports leave out the month, and engines do not add it.",
        regex(
            rf"\b[Oo]n the (?:(?:morning|afternoon|evening|night) of the )?{_ORDINAL}(?! ?-)"
            r"(?=[,.;]|$| (?:at|in|that|the|to|by|and|a|local|after|with|he|she|it|from)\b)",
            signs=[r"n the (?:\d|[mane]\w{4,8} of the \d)"],
        ),
    ),
    Rule(
        "MT473",
        "full-clock",
        "warning",
        "A figure has `o'clock` behind it.",
        "Other languages write the hour so; English news writes `8 p.m.` or `8:30pm`.",
        regex(
            r"o'clock\b(?<=\d o'clock)",
        ),
        skip=BLOCKED | QUOTED,
    ),
    Rule(
        "MT474",
        "quote-glued-on-both-sides",
        "warning",
        "A quotation mark stands between two words without a space.",
        "Chinese and Japanese set no space beside their marks, and engines keep that.",
        WordBefore(regex(r'[a-z]"(?<=[a-z]{2}")(?!(?:e?[sd]|ing|ers?|i[sz]ed?|ish|y)\b)[A-Za-z]{1,20}', gap='a"a')),
    ),
    Rule(
        "MT475",
        "dash-before-speaker",
        "warning",
        "A dash joins a quotation to its speaker.",
        "Russian, Ukrainian and Polish set a comma and a dash there.",
        regex(rf'[,!?.]"?,? - (?:(?:{SPEECH})\b|(?:he|she|they) (?:{SPEECH})\b)', gap=r'[,!?."] - '),
    ),
    Rule(
        "MT476",
        "pronoun-comma-quotation",
        "warning",
        "`He said,` opens a quotation.",
        "German and Portuguese put the speaker first, and engines put a comma where English news has a colon.",
        regex(
            r"\b(?:He|She|They) (?:said|says|explained|explains|added|adds|continued|stated|stressed|emphasized"
            r'|emphasised|noted), "',
            gap=', "',
        ),
        skip=BLOCKED,
    ),
    Rule(
        "MT477",
        "closing-etc",
        "note",
        "A list ends with `etc` and a stop.",
        "Chinese, Russian and Czech close lists with such a word; English news closes them with `and`.",
        regex(r", etc\.(?=,? [A-Z]|[,)]|\n|$)", grams=["etc"]),
        skip=BLOCKED | QUOTED,
    ),
)
