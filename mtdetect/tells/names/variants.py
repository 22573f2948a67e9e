"""One name in two spellings within one text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import numpy as np

from mtdetect.tells.lexicon import entries, words
from mtdetect.tells.names.found_names import INITIAL, REST, Names, find_names, may_sound_alike
from mtdetect.tells.rule import InTexts, Rule
from mtdetect.text.batch import TextBatch
from mtdetect.text.hashing import KeyTable, keys_of
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

_SHORTEST = 5
_NAME = re.compile(rf"{INITIAL}(?<!\w.){REST}\b")
_GOES_ON = re.compile("-| [A-Z]")
_FAR = 40
# Letters between which transliterations waver, in order; by these alone `Dzyuba` and `Dziuba` are one name. Doubled
# and dropped letters are left out: those are typing errors, which a round trip only hands on.
_WAVERING = (
    *(("ph", "f"), ("ck", "k"), ("kh", "k"), ("tz", "ts"), ("sch", "sh"), ("oo", "u"), ("ou", "u"), ("x", "ks")),
    *(("ee", "i"), ("c", "k"), ("q", "k"), ("sz", "s"), ("z", "s"), ("w", "v"), ("y", "i"), ("j", "i")),
    *(("iii", "i"), ("ii", "i")),
)


def _variants(text: Text) -> Iterator[Span]:
    names = _names(text.batch).of_text(text.number)
    second = _second_forms(names)
    english = _english()
    seen: set[str] = set()
    for match in _NAME.finditer(text.folded) if second else ():
        name = match.group()
        if name in second and name not in seen and not (name in english and _in_longer_name(text, *match.span())):
            seen.add(name)
            yield match.span()


def _second_forms(names: Mapping[str, None]) -> set[str]:
    """The names that are another's second form: by sound, or the foreign form of an English name."""
    english = _english()
    foreign = {name for name in english.keys() & names if english[name] in names}
    return foreign.union(_second_spellings(names, sounds(names)))


def _with_variants(batch: TextBatch) -> Iterator[int]:
    """The texts that have a name in two forms; of most it is seen at once that they have none."""
    names = _names(batch)
    foreign = names.texts.take(_foreign_keys().find(names.keys)[0]).tolist()
    for number in {*may_sound_alike(names), *foreign}:
        if _second_forms(names.of_text(number)):
            yield number


def _names(batch: TextBatch) -> Names:
    return batch.once(find_names)


def _second_spellings(names: Iterable[str], heard: Sequence[str]) -> Iterator[str]:
    """The names that sound like one before them."""
    if len(set(heard)) == len(heard):
        return
    known: dict[str, str] = {}
    for name, sound in zip(names, heard, strict=True):
        other = known.setdefault(sound, name)
        if other != name and len(sound) >= _SHORTEST <= len(name) and not _differ_by_right(name.lower(), other.lower()):
            yield name


def sounds(names: Iterable[str]) -> list[str]:
    """Each name in the letters that transliterations share."""
    joined = " ".join(names).lower()
    for letters, sound in _WAVERING:
        joined = joined.replace(letters, sound)
    return joined.split()


def _in_longer_name(text: Text, start: int, end: int) -> bool:
    """Whether a name stands right before or behind: `Bayern München` is a club, however the town is called."""
    before = text.folded[max(0, start - _FAR) : start].split()[-1:]
    return bool(before and before[0][0].isupper()) or _GOES_ON.match(text.folded, end) is not None


def _differ_by_right(one: str, other: str) -> bool:
    """Whether both are common names, or the British and the American form of one word."""
    return any(one in known and other in known for known in _right())


@cache
def _right() -> tuple[frozenset[str], ...]:
    """Words of which several sound alike."""
    given = words("men") | words("women")
    return given | words("like_names"), words("uk_spellings") | words("us_spellings")


@cache
def _english() -> dict[str, str]:
    """The English name of each foreign one."""
    return {entry.phrase: entry.cause.removeprefix("for ") for entry in entries("foreign_names")}


@cache
def _foreign_keys() -> KeyTable:
    return KeyTable.of(np.sort(keys_of(_english())))


RULES = (
    Rule(
        "MT513",
        "name-in-two-forms",
        "note",
        "A name comes in two forms: two spellings that sound alike, or English and foreign.",
        "Each sentence is translated by itself, and the engine transliterates or copies the name anew.",
        _variants,
        when=InTexts(_with_variants),
    ),
)
