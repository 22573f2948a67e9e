"""Sums of money that lost their sign, or have it in words."""

from mtdetect.tells.rule import Rule, pairs, regex
from mtdetect.tells.spans import FIGURE
from mtdetect.text.masks import BLOCKED, QUOTED

_NUMBER = r"\d[\d.,]{0,12}"
_LARGE = r"(?: ?(?:million|billion|trillion|mn|bn|tn|m|k)\b)?"
_MONEY = r"(?:dollars|pounds|euros|yen|yuan|rupees|rubles|roubles|francs|pesos|kronor|kroner|rand|naira)"
_SUM = rf"(?:[$£€¥₹] ?{_NUMBER}{_LARGE}|{FIGURE}[\d.,]{{0,12}}{_LARGE} {_MONEY})"
# A bare year in brackets is no sum, nor is a single digit, which may be the number of a note.
_BARE = rf"(?!(?:19|20)\d\d\))(?!\d\)){_NUMBER}{_LARGE}"

RULES = (
    Rule(
        "MT461",
        "bare-conversion",
        "error",
        "A sum stands in brackets behind another, and has no currency.",
        "Small engines drop a sign that they have rarely seen, or write a phrase in its place.",
        regex(
            rf"{_SUM} \((?:(?:about |around )?{_BARE}|which is [$£€]?{_NUMBER}{_LARGE}(?: {_MONEY})?)\)",
            signs=[r"\(\d", r"\(which is ", r"\(about \d", r"\(around \d"],
        ),
        skip=0,
    ),
    Rule(
        "MT462",
        "spelt-out-currency",
        "warning",
        "Millions or a yearly sum have their currency in words.",
        "Other languages write the currency behind the figure, as a word, where English news has a sign in front.",
        regex(
            rf"{FIGURE}(?<![$£€]\d)[\d.,]{{0,12}} (?:(?:million|billion|trillion) (?:pounds|dollars)\b(?! of\b)"
            r"|(?:pounds|dollars|euros) per (?:year|month|week|day|head|person|family)\b)",
            grams=pairs("million billion trillion", "pounds dollars") | pairs("pounds dollars euros", "per"),
        ),
        skip=BLOCKED | QUOTED,
    ),
)
