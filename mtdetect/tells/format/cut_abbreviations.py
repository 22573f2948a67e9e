"""Dates, hours and abbreviations that kept a stop, or were given another, where a sentence was cut at it."""

from mtdetect.tells.abbreviations import alternatives
from mtdetect.tells.rule import Rule, regex

_MONTHS = "January|February|March|April|June|July|August|September|October|November|December"  # May is never cut
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_AMERICAN = alternatives("time zone")
_ZONE = alternatives("time zone", "zone of 24 hours")
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"

RULES = (
    Rule(
        "MT480",
        "stop-inside-date",
        "error",
        "A stop parts a month from its day, or a day and its year from the sentence.",
        "The sentence was cut at the stop of `Jan.`, and the month was then written out or moved.",
        regex(
            rf"\b(?:{_MONTHS})\. {_DAY}\b(?![\d.:-]|,\d| ?%| per)"
            rf"|\. (?<=[a-z]{{4}}\. )(?<!sept\. )(?<!Sept\. ){_DAY}(?:st|nd|rd|th)?(?:, | of )(?:19|20)\d\d\b",
            signs=[
                rf"\. (?<=[hlryet]\. ){_DAY}\b",
                rf"\. (?<=[a-z]{{4}}\. ){_DAY}(?:st|nd|rd|th)?(?:, | of )(?:19|20)\d\d\b",
            ],
        ),
        skip=0,
    ),
    Rule(
        "MT481",
        "stop-inside-hour",
        "error",
        "A stop parts an hour from its zone or its sentence, or the clock is written in both ways at once.",
        "The sentence was cut at the stops of `p.m.`, and the hour was written as in another language.",
        regex(
            rf"\b(?<!\d:)(?:1[3-9]|2[0-3])[:.][0-5]\d ?(?:[ap]\.m|(?<= )(?:{_AMERICAN}))\b"
            rf"|\bo'clock\. (?:[a-z]{{2,20}}|{_ZONE}|{_WEEKDAY})\b"
            rf"|\d:[0-5]\d\. (?:{_ZONE})\b|\b[ap]\.m\. [AaPp]?[Mm]\.",
            *("a.m", "p.m", "o'clock. "),
            *(f" {zone}" for zone in _ZONE.split("|")),
        ),
        skip=0,
    ),
    Rule(
        "MT482",
        "stop-after-dotted-abbreviation",
        "warning",
        "A dotted abbreviation has stops too many.",
        "The sentence was cut at the abbreviation, and each piece brought a stop of its own.",
        regex(r"\b(?:[A-Z]\.){2,3}\.{1,3}(?= [A-Za-z])", ".."),
    ),
)
