"""Pronouns of persons where the text before speaks of no person."""

import re
from collections.abc import Iterator

from mtdetect.tells.rule import Rule, regex
from mtdetect.tells.spans import SPEECH
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_LOOK_BACK = 2  # sentences in which a person must not be named
_PRONOUN = re.compile(r"['\" ]{0,2}((?:He|She) (?:also |then |later )?[a-z]{2,20})\b")
_ORGANISATION = (
    r"(?:organi[sz]ation|company|agency|group|association|union|federation|foundation"
    r"|institute|ministry|department|government|commission|committee|council|bank|airline|court|newspaper|firm"
    rf"|party|embassy|university|authority|firm|charity) (?:has |had |also )?(?:{SPEECH})\b"
)
_THE_ORGANISATION = re.compile(rf"\b[Tt]he (?:[\w-]{{1,20}} ){{0,3}}{_ORGANISATION}")
_PERSON = re.compile(
    r"\b(?:he|she|him|her|his|hers|himself|herself|who|whose|man|woman|boy|girl|father|mother|son|daughter|wife"
    r"|husband|Mr|Mrs|Ms|Dr|Sir|President|Minister|Secretary|Professor|Judge|Senator|I|me|my"
    r"|president|minister|secretary|director|chairman|chairwoman|chief|leader|head|founder|owner|author|expert|analyst"
    r"|lawyer|attorney|judge|officer|official|spokesman|spokeswoman|spokesperson|victim|suspect|player|coach|manager)\b"
)
# Two or more words with capitals: a person's name, unless "the" stands before them.
_NAME = re.compile(r"\b([Tt]he )?(?:[A-Z][\w.'-]{0,20} ){1,4}[A-Z][\w'-]{1,20}")


def _person_for_organisation(text: Text) -> Iterator[Span]:
    folded = text.folded
    if "He " not in folded and "She " not in folded:
        return
    sentences = text.sentences
    for at, (start, end) in enumerate(sentences[1:], 1):
        pronoun = _PRONOUN.match(folded, start, end)
        if pronoun is None or not _THE_ORGANISATION.search(folded, *sentences[at - 1]):
            continue
        if not _names_a_person(folded, sentences[max(0, at - _LOOK_BACK)][0], sentences[at - 1][1]):
            yield pronoun.span(1)


def _names_a_person(folded: str, start: int, end: int) -> bool:
    names = (match for match in _NAME.finditer(folded, start, end) if not match.group(1))
    return _PERSON.search(folded, start, end) is not None or next(names, None) is not None


RULES = (
    Rule(
        "MT317",
        "person-for-organisation",
        "warning",
        "`He` or `she` follows a statement by an organisation, and no person was named.",
        "In the other language organisations are masculine or feminine, or the subject was left out and guessed.",
        _person_for_organisation,
        when=regex(_ORGANISATION),
    ),
)
