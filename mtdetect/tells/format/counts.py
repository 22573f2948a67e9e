"""Large counts and shares in the manner of other languages."""

from mtdetect.tells.rule import Rule, regex
from mtdetect.tells.spans import FIGURE as _START

# What is counted in whole numbers.
_COUNTED = (
    "animals|books|cars|cases|children|companies|copies|customers|deaths|employees|families|homes|houses|inhabitants|jobs"
    "|members|men|pages|patients|people|persons|refugees|residents|schools|seats|soldiers|spectators|species|students"
    "|tourists|trees|troops|users|vehicles|victims|visitors|votes|women|workers"
)

RULES = (
    Rule(
        "MT426",
        "dotted-thousands-with-comma",
        "error",
        "Stops group the thousands of a figure, and a comma marks its decimals.",
        "German, Spanish, Italian and Portuguese write figures so.",
        regex(rf"{_START}\d{{0,2}}(?:\.\d{{3}}){{1,4}},\d{{1,2}}(?![\w,.]?\d)", gap=r"\d\.\d{3},\d"),
    ),
    Rule(
        "MT427",
        "plural-million",
        "warning",
        "`Millions` or `billions` stands behind a figure.",
        "Romance and Slavic languages give the word its plural there.",
        regex(r"\d(?<![\d.,]\d)[\d.,]{0,12} (?:m|b|tr)illions\b(?! of\b| worth\b)", signs=[r"illions\b"]),
    ),
    Rule(
        "MT428",
        "share-of-less",
        "warning",
        "A share is `of less` or `of more`.",
        "French and Spanish say `12 % de moins`, `un 12 % de menos`.",
        regex(r"\d(?<!\d\d)\d{0,5} ?(?:%|percent|per cent) of (?:less|more)\b", signs=[r" of (?:less|more)\b"]),
    ),
    Rule(
        "MT432",
        "dotted-thousands",
        "warning",
        "Stops group the thousands of a figure.",
        "German, Spanish, Italian and Portuguese group thousands so.",
        regex(
            rf"{_START}(?<!0)\d{{0,2}}(?:(?:\.\d{{3}}){{1,4}}(?<=\.000)|(?:\.\d{{3}}){{2}})(?![\w.,]\d|\w)"
            rf"|{_START}(?<!0)\d{{0,2}}\.\d{{3}}(?= (?:[a-z]{{3,12}} )?(?:{_COUNTED})\b)"
            rf"|{_START}(?<!0)\d{{0,2}}\.\d00(?= (?:dollars|euros|pounds|francs|pesos)\b(?! (?:per|to|a)\b))",
            gap=r"\d\.\d{3}",
        ),
    ),
)
