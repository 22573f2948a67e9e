"""Pronouns of the other sex than the person that the text speaks of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

import numpy as np

from mtdetect.tells.lexicon import words
from mtdetect.tells.rule import InTexts, Rule
from mtdetect.tells.spans import DAYS, MONTHS
from mtdetect.text.batch import TextBatch
from mtdetect.text.folding import Flags
from mtdetect.text.hashing import KeyTable, keys_of
from mtdetect.text.masks import BLOCKED, QUOTED
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_PRONOUN = re.compile(r"\b(?:[Hh](?:e|is|im|imself|er|ers|erself)|[Ss]he)\b")
_SUBJECT = re.compile(r"['\" ]{0,2}(He|She) [a-z]")
_OPENINGS = re.compile("He [a-z]"), re.compile("She [a-z]")
_OF_MEN = re.compile(r"[Hh](?:e|is|im)\b(?<!\w[Hh]e)(?<!\w[Hh]i.)")
_OF_WOMEN = re.compile(r"[Ss]he\b(?<!\w...)|[Hh]er\b(?<!\w...)")
_WORD = re.compile(r"(?<!\w)[^\W\d_]{1,30}(?!\w)")
_DATES = frozenset(f"{DAYS}|{MONTHS}".split("|"))
_INSIDE = frozenset("abcdefghijklmnopqrstuvwxyz,")  # what stands before a word that begins no sentence

_HE_KEY, _SHE_KEY = keys_of(("he", "she"))
_FEWEST = 4  # pronouns that make a sex the usual one of a text
_TIMES = 4  # how many of them come on each of the others
_MOST_LONE = 2


@dataclass(frozen=True, slots=True)
class _Cues:
    """What a stretch of text says of the persons in it."""

    men: bool
    women: bool
    either: bool  # a person whose sex is not said
    unknown: frozenset[str]  # names that belong to nobody who is known


def _cues(text: Text, start: int, end: int) -> _Cues:
    men = women = either = False
    unknown: set[str] = set()
    before = ""
    for match in _WORD.finditer(text.folded, start, end):
        word = match.group()
        low = word.lower()
        if low in _HE or low in words("men"):
            men = True
        elif low in _SHE or low in words("women"):
            women = True
        elif low in words("persons"):
            either = True
        # A family name behind a known given name or title is the same person's.
        elif word[0].isupper() and word not in _DATES and before not in words("men") and before not in words("women"):
            at = match.start()
            if at - start >= 2 and text.folded[at - 1] == " " and text.folded[at - 2] in _INSIDE and len(word) > 2:
                unknown.add(word)
        before = low
    return _Cues(men, women, either, frozenset(unknown))


def _changed(text: Text) -> Iterator[Span]:
    """`He` or `She` at the head of a sentence, where the two sentences before know persons of the other sex alone."""
    for opening in _openings(text.folded):
        known = _OF_MEN if opening.group().startswith("He") else _OF_WOMEN
        sentences = text.sentences_up_to(opening.start(), 3)
        if len(sentences) < 3:
            continue
        (before, _), _, (start, end) = sentences
        subject = _SUBJECT.match(text.folded, start, end)
        if subject is None or subject.start(1) != opening.start() or _tags_a_quotation(text, opening.start()):
            continue
        if known.search(text.folded, before, start):
            continue
        cues = _cues(text, before, start)
        others, same = (cues.women, cues.men) if subject[1] == "He" else (cues.men, cues.women)
        if others and not same and not cues.either and not cues.unknown:
            yield subject.span(1)


def _after_others(batch: TextBatch) -> list[int]:
    """The texts with a `He` or `She` before which the last word for a man or a woman is one for the other sex."""
    found, codes = batch.parts, batch.characters.codes
    first = codes.take(found.starts)
    men, women = ((found.keys == key) & (first == ord(letter)) for key, letter in ((_HE_KEY, "H"), (_SHE_KEY, "S")))
    at = (men | women).nonzero()[0]
    ends = found.ends.take(at)
    following = codes.take(ends + 1, mode="clip")
    at = at[(codes.take(ends) == ord(" ")) & (following >= ord("a")) & (following <= ord("z"))]
    texts = batch.texts_of_parts(at)
    wanted = np.zeros(len(batch.texts), np.bool_)
    wanted[texts] = True
    mine = wanted.take(batch.part_texts).nonzero()[0]
    table, are_men = _sexes()
    known, places = table.find(found.keys.take(mine))
    order = np.argsort(known)
    known, of_men = mine.take(known.take(order)), are_men.take(places.take(order))
    last = np.searchsorted(known, at) - 1  # the opening itself is known too, and not before itself
    other = (last >= 0) & (batch.texts_of_parts(known.take(last)) == texts) & (of_men.take(last) != men.take(at))
    return [*{*texts.compress(other).tolist()}]


@cache
def _sexes() -> tuple[KeyTable, Flags]:
    """The keys of words for men and for women, and which are for men; those that may be both count as these."""
    men, women = _HE | words("men"), _SHE | words("women")
    listed = sorted(men | women)
    keys = keys_of(listed)
    order = np.argsort(keys)
    return KeyTable.of(keys[order]), np.array([word in men for word in listed], np.bool_)[order]


def _openings(folded: str) -> Iterator[re.Match[str]]:
    return chain.from_iterable(opening.finditer(folded) for opening in _OPENINGS)


def _lone(text: Text) -> Iterator[Span]:
    """One or two pronouns of a sex to which no word and no name of the text belongs, among many of the other."""
    if text.number not in text.batch.once(_of_both_sexes):
        return
    found = [match.span() for match in _PRONOUN.finditer(text.folded)]
    he = [span for span in found if text.folded[slice(*span)].lower() in _HE]
    she = [span for span in found if text.folded[slice(*span)].lower() in _SHE]
    for few, usual, people in ((he, she, "men"), (she, he, "women")):
        if not few or len(few) > _MOST_LONE or len(usual) < max(_FEWEST, _TIMES * len(few)):
            continue
        if words(people).isdisjoint(text.runs):
            yield from (span for span in few if _unexplained(text, span[0]))


def _of_both_sexes(batch: TextBatch) -> list[int]:
    """The texts with many pronouns of one sex and one or two of the other, but for those that speak of `he or she`."""
    men, women = (batch.count_group(group) for group in ("he", "she"))
    few, many = np.minimum(men, women), np.maximum(men, women)
    wanted = (few > 0) & (few <= _MOST_LONE) & (many >= _FEWEST)
    if wanted.any():
        he, she, either = (batch.in_group(group) for group in ("he", "she", "or"))
        pairs = ((he | she)[:-1] & either[1:]) | (he[:-1] & she[1:]) | (she[:-1] & he[1:])
        wanted[batch.text_of(batch.words.starts[:-1].compress(pairs))] = False
    found: list[int] = wanted.nonzero()[0].tolist()
    return found


def _unexplained(text: Text, at: int) -> bool:
    """Whether neither a quotation nor the words just before bring in another person."""
    if _tags_a_quotation(text, at):
        return False
    sentences = text.sentences_up_to(at, 2)
    if not sentences:
        return False
    cues = _cues(text, sentences[0][0], at)
    return not cues.either and len(cues.unknown) <= 1


def _tags_a_quotation(text: Text, at: int) -> bool:
    """Whether a quotation ends right before: what follows names who speaks, not whom the text is about."""
    return '"' in text.folded[max(0, at - 2) : at]


RULES = (
    Rule(
        "MT350",
        "changed-pronoun",
        "note",
        "`He` or `she` follows two sentences that speak of persons of the other sex alone.",
        "The other language leaves the pronoun out or has one for both, and the engine guessed.",
        _changed,
        skip=BLOCKED | QUOTED,
        when=InTexts(_after_others),
    ),
    Rule(
        "MT351",
        "lone-pronoun",
        "note",
        "A pronoun of the other sex stands in a text about one person.",
        "One possessive or pronoun of the other language serves both sexes, and the engine guessed anew.",
        _lone,
        skip=BLOCKED | QUOTED,
        when=InTexts(lambda batch: batch.once(_of_both_sexes)),
    ),
)
