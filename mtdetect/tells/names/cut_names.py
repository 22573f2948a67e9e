"""Names whose abbreviation was cut at its stop: countries, saints."""

from collections.abc import Sequence

from mtdetect.tells.abbreviations import alternatives
from mtdetect.tells.rule import Rule, pairs, regex
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_SHORT = alternatives("country in short")
_DOTTED = alternatives("country with stops")
_FULL = alternatives("country in full")
_OFFICE = alternatives("office")
_SAINTS = alternatives("place of a saint")
_TWICE = "|".join(rf"{saint}\. {saint}" for saint in _SAINTS.split("|"))
# A stop behind any form of a country: `US.`, `U.S.`, `United States.`
_STOPPED = rf"(?:(?:{_SHORT}|{_FULL})\.|{_DOTTED})"
_OF_A_NOUN = r"(?:[Aa]n?|\d(?:st|nd|rd|th)|[Nn]inth|[Ss]enior|[Ff]ormer|[Cc]urrent|[Ss]everal)"
_CAPITAL = r"(?:The|A|An|Of|Official)"
_AT_START = r"(?:(?<=[.!?] .)|(?<=[.!?]\" .)|(?<=\n.)|(?<![\s\S].))"  # of a sentence, behind its first letter
_ANY_US = regex(r"\bUS\b(?!\$)", "US")
_STOPPED_US = regex(r"\bUS\. (?=[A-Za-z])", "US. ")
_FEWEST = 2


def _always_stopped(text: Text) -> Sequence[Span]:
    """`US` with a stop at each of several places, none of which ends a paragraph."""
    found = [(start, end - 1) for start, end in _STOPPED_US(text)]
    if len(found) < _FEWEST or sum(1 for _ in _ANY_US(text)) > len(found):
        return ()
    return found


RULES = (
    Rule(
        "MT514",
        "country-cut-off",
        "error",
        "A stop parts the abbreviation of a country from the words that belong to it.",
        "The sentence was cut at the stop of the abbreviation, and its pieces were translated apart.",
        regex(
            rf"\b(?:{_SHORT}|{_FULL})\. [a-z]{{2,20}}"
            rf"|\b{_OF_A_NOUN} {_STOPPED} {_CAPITAL}\b"
            rf"|\bThe (?:{_FULL}|US|USA|UN|UK)\. [A-Z][a-z]{{0,20}}"
            rf"|U{_AT_START}\.S\.A\. ?[A-Za-z]{{1,20}}"
            rf"|\b(?:(?:[Tt]he|by|of|to|with) (?:US|USA)|United States|U\.S\.A)\. (?:{_OFFICE})\b"
            rf"|\b(?:the|a) U\.S\. said\. [a-z]{{2,20}}",
            *(f"{name.rpartition(' ')[2]}. " for name in f"{_SHORT}|{_FULL}".split("|")),
            *("U.S. T", "U.S. A", "U.S. O", "U.K. ", "U.N. ", "E.U. ", "U.S.A", "U.S. said. "),
            grams={*_SHORT.lower().split("|")}
            | pairs("u e", "s k n u")
            | pairs("united european", "states kingdom nations union"),
        ),
        skip=0,
    ),
    Rule(
        "MT515",
        "saint-cut-off",
        "error",
        "A stop parts the name of a saint from the `St.` before it, which has got another name.",
        "The sentence was cut behind `St.`, and the engine completed it with the saint that it knows best.",
        regex(
            rf"\bSt\. (?:[A-Z][a-z]{{1,15}}'s\. (?:{_SAINTS})|{_TWICE}"
            rf"|[A-Z][a-z]{{1,15}}\. (?:{_SAINTS}) [A-Z]\w{{1,20}})\b",
            "St. ",
        ),
    ),
    Rule(
        "MT516",
        "country-as-adjective",
        "warning",
        "`USA` stands before the name of an American office.",
        "Other languages have one abbreviation for noun and adjective; English news writes `U.S.` before a noun.",
        regex(rf"\bUSA (?:{_OFFICE})\b", "USA "),
    ),
    Rule(
        "MT517",
        "stop-after-each-us",
        "warning",
        "`US` has a stop behind it each time.",
        "The sentence was cut at `U.S.` and its abbreviation written in another way, which kept the last stop.",
        _always_stopped,
        when=_STOPPED_US,
    ),
)
