"""Titles of persons that were cut from their names."""

import re
from collections.abc import Iterator
from itertools import product

from mtdetect.tells.abbreviations import alternatives
from mtdetect.tells.rule import Rule, regex
from mtdetect.tells.spans import SPEECH
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_TITLES = ("Mr", "Mrs", "Ms", "Dr", "Prof")
_ANY = "|".join(_TITLES)
_TWICE = "|".join(rf"{title}\.? {title}\b\.?" for title in _TITLES)
_SAID = (
    rf"{SPEECH}|continued|described|agreed|answered|complained|predicted|suggested|denied|believes|believed|promised"
)
_SPOKE = frozenset(product(map(str.lower, _TITLES), _SAID.split("|")))
_SHORT = alternatives("title")
_FULL = alternatives("title in full")
_ANY_CASE = rf"(?:{_FULL}|{'|'.join(map(str.capitalize, _FULL.split('|')))})"
_ADDRESSES = "Commissioner|Gentleman|Lord|Mister|Sir"
_SHORT_LOW = frozenset(("rep", "sen", "gov", "capt", "sgt", "rev"))
_FULL_LOW = frozenset(_FULL.split("|"))
_NAME = r"[A-Z][a-z'-]{1,15} (?:[A-Z]\. )?[A-Z][\w'-]{1,20}"
# What begins a sentence and no name; of the rest, two capitals in a row are likely one.
_NO_NAME = alternatives("opens a sentence")
# The condition; the finder goes from stop to stop, which are few.
_CUT = regex(
    rf"(?:{_ANY_CASE}|Republic|rep|sen|gov|capt|sgt|rev|{_ADDRESSES}|Member(?: has)?)\. [A-Z]",
    *(f"{title[1:]}. " for title in f"{_FULL}|{_ADDRESSES}|Republic|rep|sen|gov|capt|sgt|rev|Member".split("|")),
    "Member has. ",
    grams=f"{_FULL}|{_ADDRESSES}|Republic|rep|sen|gov|capt|sgt|rev|member".lower().split("|"),
)
_STOP = re.compile(r"\. (?=[A-Z])")
_BEFORE = re.compile(r"(?:([^\s.]{1,20}) |(?<![\w.@-]))(?<![\w.@-])([A-Za-z]{3,14}(?: has)?)\Z")
_FULL_NAME = re.compile(rf"(?!(?:{_NO_NAME})\b){_NAME}(?=[ ,(])")
_ONE_NAME = re.compile(rf"(?!(?:{_NO_NAME})\b)[A-Z][a-z]{{1,20}}")
_SUBJECT = re.compile(rf"{_ONE_NAME.pattern}(?= [a-z])")
_LEADING = re.compile(r"[Tt]he|[a-z]{2,12},|former|(?!Attorney|Secretary|Director|Inspector|Consul)[A-Z][a-z]{2,12}")


def _cut_behind_title(text: Text) -> Iterator[Span]:
    folded = text.folded
    for stop in _STOP.finditer(folded):
        before = _BEFORE.search(folded, max(0, stop.start() - 36), stop.start())
        if before is None:
            continue
        name = _expected(before[1] or "", before[2])
        if name and (match := name.match(folded, stop.end())):
            yield before.start(2), match.end()


def _expected(leading: str, title: str) -> re.Pattern[str] | None:
    """What must follow the stop behind a title, given the word before it; None where there is no cut."""
    if title in _SHORT_LOW:
        return _ONE_NAME
    if title == "Republic":
        return _FULL_NAME if leading == "former" else None
    if title in ("Member", "Member has"):
        return _ONE_NAME if leading.lower() in ("honorable", "honourable") else None
    if title in frozenset(_ADDRESSES.split("|")) and leading.endswith(","):
        return _SUBJECT
    return _FULL_NAME if title.lower() in _FULL_LOW and _LEADING.fullmatch(leading) else None


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
    Rule(
        "MT332",
        "title-without-name",
        "error",
        "A title stands without its name, which opens the next sentence.",
        "The sentence was cut at the stop of the title, and the title moved on without it.",
        regex(
            rf"\b(?:{_SHORT}) [a-z][a-z -]{{2,25}}\. {_NAME}|\b(?:Dr|Sen|Rep|Gov|Gen)\.'s\b"
            rf"|\b(?:Sen|Rep|Gov) [A-Z][a-z]{{2,15}}\. (?!(?:{_NO_NAME})\b){_NAME}",
            grams=f"{_SHORT}|Dr".lower().split("|"),
        ),
        skip=0,
    ),
    Rule(
        "MT333",
        "stop-after-title",
        "error",
        "A stop parts a title that is written out, or in lower case, from its name.",
        "The sentence was cut at the stop of the title, which was then written out and kept the stop.",
        _cut_behind_title,
        skip=0,
        when=_CUT,
    ),
)
