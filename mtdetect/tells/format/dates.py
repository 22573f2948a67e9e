"""Dates, times, years and centuries in the manner of other languages."""

from mtdetect.tells.rule import Rule, pairs, regex
from mtdetect.tells.spans import DAYS, MONTHS
from mtdetect.tells.spans import FIGURE as _START

_DAY = r"(?:[12]\d|3[01]|0?\d)"
_TO_31 = " ".join(map(str, range(32))) + " 01 02 03 04 05 06 07 08 09"

RULES = (
    Rule(
        "MT435",
        "dotted-date",
        "warning",
        "A date is written with stops.",
        "German, Russian, Czech and Polish write dates so.",
        regex(
            rf"{_START}(?:(?<=0)[1-9]|(?<=[12])\d|(?<=3)[01])?(?<![03-9]\d\d)"
            # a year of two figures only behind a day and a month of two: versions and sections are numbered `1.2.41`
            r"\.(?:(?:0?[1-9]|1[0-2])\.(?:19|20)\d{2}|(?<=\d\d\.)(?:0[1-9]|1[0-2])\.\d{2})(?![\d.]\d|\d)",
            gap=r"\d\.\d\d?\.\d",
        ),
    ),
    Rule(
        "MT436",
        "day-of-month",
        "warning",
        "A day and its month are joined as in another language.",
        "Spanish and Portuguese say `5 de marzo`; German writes a stop after the day.",
        regex(
            rf"\d(?<!\w\d)\d? of (?:{MONTHS})\b|\d(?<=\bthe day \d)\d? (?:{MONTHS})\b|\d(?<!\w\d)\d?\. (?:{MONTHS})\b"
            rf"|\d(?<=[hlryet] \d)\d?\. (?:19|20)\d\d\b",
            *MONTHS.split("|"),
            signs=[r" of (?<=\d of )[A-Z]", r"the day \d", r"\. (?<=\d\. )[A-Z12]"],
        ),
    ),
    Rule(
        "MT437",
        "month-of-year",
        "note",
        "A month and its year are joined by `of`, or a year is called one.",
        "Spanish, Portuguese and Italian say `marzo de 2005`; German and Russian say `in the year 2005`.",
        regex(
            rf"(?:{MONTHS}) of (?:19|20)\d\d\b|\b[Ii]n the year (?:19|20)\d\d\b|\bof the year (?:19|20)\d\d\b",
            *(" of 19", " of 20", "the year 19", "the year 20"),
        ),
    ),
    Rule(
        "MT442",
        "foreign-clock",
        "note",
        "A time of day is written as in another language.",
        "French writes `14h30`; German, Russian and Spanish say `14:30 hours`.",
        regex(
            r"[0-2](?<!\w.)\d?h[0-5]\d\b|\d(?<!\w\d)\d?[:.][0-5]\d (?:hours|o'clock|h\b)"
            r"|[12](?<=\bat .)\d (?:hours|o'clock)\b",
            signs=[r"h[0-5]\d\b", r" h\b", r" hours(?<=\d hours)", r" o'clock(?<=\d o'clock)"],
        ),
    ),
    Rule(
        "MT445",
        "roman-century",
        "warning",
        "A century is numbered in Roman figures.",
        "Spanish, French, Italian and Russian number centuries so.",
        regex(r"\b[Cc]entury [XVI]{1,5}\b|\b[XVI]{2,5}(?:th|st)? [Cc]entur(?:y|ies)\b", "entury", "enturies"),
    ),
    Rule(
        "MT448",
        "year-after-figure",
        "note",
        "`Year` stands behind the number of a year.",
        "Russian, Ukrainian, Chinese and Japanese write years so.",
        regex(r"\b(?:19|20)\d\d year\b(?! [a-z]{2,12}\b)|\bof (?:19|20)\d\d year\b", signs=[r" year(?<=\d year)\b"]),
    ),
    Rule(
        "MT429",
        "article-before-date",
        "warning",
        "A date has an article, or an hour is counted as a number of hours.",
        "Spanish, French and Italian say `el 3 de marzo a las 8`, `le 3 mars à 8 heures`.",
        regex(
            rf"\b[Tt]he (?:{DAYS}) {_DAY}\b(?!,)"
            rf"|\b[Tt]he \d{{1,2}} (?:{MONTHS}) (?:at|in|until|and)\b"
            rf"|\b(?:begins?|began|starts?|started|held|opens?|place|celebrated|born|on) the \d{{1,2}} (?:{MONTHS})\b"
            r"(?! [a-z]{3,15}\b)"
            rf"|\bat {_DAY} hours\b(?! (?:a|per|each|every)\b)"
            r"|\b(?:to|[Aa]t|from|until|by) the \d{1,2}(?:[.:]\d\d)?(?: hours)? of the (?:afternoon|morning|night)\b"
            r"|\b(?:is|was|were|are) of \d[\d.,]{0,8}\b|\bin the minute \d{1,3}\b",
            grams=pairs(f"the {DAYS.lower().replace('|', ' ')}", _TO_31)
            | pairs(_TO_31, "hours")
            | pairs("is was were are", "of")
            | {("the", "minute")},
        ),
    ),
)
