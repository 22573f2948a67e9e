"""Figures, dates, times and money in the manner of other languages."""

from mtdetect.tells.rule import Rule, regex
from mtdetect.tells.spans import MONTHS

RULES = (
    Rule(
        "MT431",
        "decimal-comma",
        "warning",
        "A comma marks the decimals of a figure.",
        "German, French, Spanish, Portuguese and Russian write decimals so.",
        regex(r"(?<![\w.,:/-])\d{1,4},\d{1,2}(?![\w,/:-]|\.\d)"),
    ),
    Rule(
        "MT432",
        "dotted-thousands",
        "warning",
        "Stops group the thousands of a figure.",
        "German, Spanish, Italian and Portuguese group thousands so.",
        regex(
            r"(?<![\w.,:/-])[1-9]\d{0,2}(?:\.\d{3}){1,4}(?<=000)(?![\w.,]\d|\w)"
            r"|(?<![\w.,:/-])[1-9]\d{0,2}(?:\.\d{3}){2}(?![\w.]\d|\w)"
        ),
    ),
    Rule(
        "MT433",
        "spaced-thousands",
        "note",
        "Spaces group the thousands of a figure.",
        "French, Russian, Czech and Polish group thousands so.",
        regex(
            r"(?<![\w.,:/+-])(?<![\d)] )[1-9]\d{0,2}(?: \d{3}){1,3}(?! ?[\d-])(?![\w,.]\d)(?=[ .,;)]{1,2}[a-z(\n\"])"
        ),
    ),
    Rule(
        "MT434",
        "spaced-percent",
        "warning",
        "A space stands between a figure and its percent sign.",
        "French, German, Spanish and Russian set a space there.",
        regex(r"\d{1,6} %(?!\w)"),
    ),
    Rule(
        "MT435",
        "dotted-date",
        "warning",
        "A date is written with stops.",
        "German, Russian, Czech and Polish write dates so.",
        regex(r"(?<![\d.])(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:19|20)?\d{2}(?![\d.]\d|\d)"),
    ),
    Rule(
        "MT436",
        "day-of-month",
        "warning",
        "A day and its month are joined as in another language.",
        "Spanish and Portuguese say `5 de marzo`; German writes a stop after the day.",
        regex(
            rf"\b(?:the day )?(?:[12]?\d|3[01]) of (?:{MONTHS})\b|\bthe day (?:[12]?\d|3[01]) (?:{MONTHS})\b"
            rf"|\b(?:[12]?\d|3[01])\. (?:{MONTHS})\b|\b(?:{MONTHS}) (?:the )?(?:[12]?\d|3[01])\. (?:19|20)\d\d"
        ),
    ),
    Rule(
        "MT437",
        "month-of-year",
        "note",
        "A month and its year are joined by `of`, or a year is called one.",
        "Spanish, Portuguese and Italian say `marzo de 2005`; German and Russian say `in the year 2005`.",
        regex(rf"\b(?:{MONTHS}) of (?:19|20)\d\d\b|\b[Ii]n the year (?:19|20)\d\d\b|\bof the year (?:19|20)\d\d\b"),
    ),
    Rule(
        "MT438",
        "currency-after-figure",
        "note",
        "A currency sign stands behind its figure.",
        "Most languages of the continent set it there.",
        regex(r"\d{1,7} ?[€$£¥](?![\d\w])"),
    ),
    Rule(
        "MT439",
        "spaced-currency",
        "note",
        "A space stands between a currency sign and its figure.",
        "Other languages space it, and tokenisers part it.",
        regex(r"(?<![\w-])(?:US)?[€$£¥] \d{1,9}"),
    ),
    Rule(
        "MT441",
        "millions-of",
        "warning",
        "A count in millions is joined by `of` to what it counts.",
        "Romance languages say `millones de euros`.",
        regex(
            r"\b\d[\d.,]{0,12} (?:million|billion|trillion|millions|billions|thousands) of"
            r" (?!(?:the|them|these|those|its?|his|hers?|their|our|your|my|whom|which|that|this|us)\b)[a-z]{1,20}"
        ),
    ),
    Rule(
        "MT442",
        "foreign-clock",
        "note",
        "A time of day is written as in another language.",
        "French writes `14h30`; German, Russian and Spanish say `14:30 hours`.",
        regex(
            r"\b(?:[01]?\d|2[0-4])h[0-5]\d\b|\b(?:[01]?\d|2[0-4])[:.][0-5]\d (?:hours|o'clock|h\b)"
            r"|\bat (?:the )?(?:1[3-9]|2[0-4]) (?:hours|o'clock)\b"
        ),
    ),
    Rule(
        "MT443",
        "split-figure",
        "warning",
        "A space splits a figure at its stop, comma or colon.",
        "Engines take the stop inside a figure for the end of a sentence.",
        regex(
            r"(?<![\w.,:/-])\d{1,3}\. \d{1,2}(?= ?%| (?:per ?cent|million|billion|trillion|percent)\b)"
            r"|(?<![\w.,:/-])\d{1,2}: [0-5]\d(?= ?[ap]\.? ?m\b)|[$£€]\d{1,3}, \d{3}(?!\d)"
        ),
    ),
    Rule(
        "MT444",
        "dotted-ordinal",
        "warning",
        "A stop makes a figure an ordinal.",
        "German, Czech, Polish and Danish write ordinals so.",
        regex(
            r"\b(?:[Tt]he|[Ii]n|of|his|her|its|their) \d{1,3}\. "
            r"(?:century|anniversary|birthday|floor|place|minute|district|time|edition|round|day|week|year)\b"
        ),
    ),
    Rule(
        "MT445",
        "roman-century",
        "warning",
        "A century is numbered in Roman figures.",
        "Spanish, French, Italian and Russian number centuries so.",
        regex(r"\b[Cc]entury [XVI]{1,5}\b|\b[XVI]{2,5}(?:th|st)? [Cc]entur(?:y|ies)\b"),
    ),
    Rule(
        "MT446",
        "plural-in-compound",
        "note",
        "A unit inside a compound has its plural.",
        "The compound was put together from the words of a phrase.",
        regex(
            r"\b\d{1,4}-(?:years|days|months|weeks|hours|minutes|meters|metres|kilometers|kilometres|miles|pages)\b(?!')"
        ),
    ),
    Rule(
        "MT447",
        "spaced-unit",
        "note",
        "A space splits a unit.",
        "Tokenisers part units, and other languages set a space there.",
        regex(r"\d ° ?[CF]?\b|\d°C?(?= [CF]\b) [CF]|\b(?:km|m) / [hs]\b|\d{1,4} ' ?\d{0,2} ?\""),
    ),
    Rule(
        "MT448",
        "year-after-figure",
        "note",
        "`Year` stands behind the number of a year.",
        "Russian, Ukrainian, Chinese and Japanese write years so.",
        regex(r"\b(?:19|20)\d\d year\b(?! [a-z]{2,12}\b)|\bof (?:19|20)\d\d year\b"),
    ),
)
