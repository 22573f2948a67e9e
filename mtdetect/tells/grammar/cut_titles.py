"""Titles of persons that were cut from their names."""

from itertools import product

from mtdetect.tells.rule import Rule, regex
from mtdetect.tells.spans import SPEECH

_TITLES = ("Mr", "Mrs", "Ms", "Dr", "Prof")
_ANY = "|".join(_TITLES)
_TWICE = "|".join(rf"{title}\.? {title}\b\.?" for title in _TITLES)
_SAID = (
    rf"{SPEECH}|continued|described|agreed|answered|complained|predicted|suggested|denied|believes|believed|promised"
)
_SPOKE = frozenset(product(map(str.lower, _TITLES), _SAID.split("|")))

RULES = (
    Rule(
        "MT330",
        "doubled-title",
        "warning",
        "A title stands twice before one name, or has two stops.",
        "The stop of a title was taken for the end of a sentence, and both pieces bring the title.",
        regex(
            rf"\b(?:{_TWICE}|(?:{_ANY})\.\.(?!\.))(?= [A-Z])",
            signs=[*(rf"{title}\.\." for title in _TITLES), *(rf"{title}\.? {title}\b" for title in _TITLES)],
        ),
    ),
    Rule(
        "MT331",
        "name-after-speech-verb",
        "error",
        "The verb of saying stands between a title and its name.",
        "The sentence was cut after the title, the verb moved to the first piece, and the name was left alone.",
        regex(
            rf"\b(?:{_ANY})\.? (?:{_SAID})(?: to (?:me|us|him|her|them|the BBC))?\. ?[A-Z][\w'-]{{1,30}}",
            grams=_SPOKE,
        ),
        skip=0,
    ),
)
