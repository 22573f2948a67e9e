"""Ways to disguise a copy, each simulated by a few lines: what a script can do without understanding the text."""

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mtdetect.text.batch import parse
from training.fit.augment import fold_marks

THESAURUS = Path("/usr/share/mythes/th_en_US_v2.dat")  # Debian's package mythes-en-us
_MISSPELT, _REPLACED, _ADDED = 0.02, 0.1, 0.3  # shares of words
_CUT = 100  # words
_WORD = re.compile(r"\b[a-z]{4,}\b")
_SENSE = re.compile(r"\((?:noun|verb|adj|adv)\)\|(.*)")
_LOOKALIKES = str.maketrans("aeopcxi", "аеорсхі")
_HIDDEN = "\u200b"

Alter = Callable[[str, str, random.Random], str]  # the text, a human text of the block, and what draws


@dataclass(frozen=True, slots=True)
class Disguise:
    """A way to disguise a text; `is_possible` says whether what it needs is installed."""

    name: str
    alter: Alter
    is_possible: Callable[[], bool] = lambda: True


def disguise(way: Disguise, text: str, human: str, chance: random.Random) -> str:
    """The text in a disguise; `human` is another text, by people, of the same block."""
    return way.alter(text, human, chance)


def _marks(text: str, _: str, __: random.Random) -> str:
    return fold_marks(text)


def _characters(text: str, _: str, chance: random.Random) -> str:
    """Look-alike letters in one word of ten, and a zero-width space in each `the`."""
    return _words(text, chance, _REPLACED, lambda word: word.translate(_LOOKALIKES)).replace("the ", f"th{_HIDDEN}e ")


def _misspelt(text: str, _: str, chance: random.Random) -> str:
    """Two letters inside a word change places."""

    def swap(word: str) -> str:
        at = chance.randrange(1, len(word) - 2)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    return _words(text, chance, _MISSPELT, swap)


def _synonyms(text: str, _: str, chance: random.Random) -> str:
    """Words by the first word of their first sense, where the thesaurus has one; no inflection, as such scripts do."""
    return _words(text, chance, _REPLACED, thesaurus().get)


def _shuffled(text: str, _: str, chance: random.Random) -> str:
    """Paragraphs in another order; the sentences of a text that has one alone."""
    paragraphs = [line for line in text.split("\n") if line.strip()]
    joint = "\n"
    if len(paragraphs) < 3:
        parsed = parse(text)
        paragraphs, joint = [parsed.raw[start:end] for start, end in parsed.sentences], " "
    chance.shuffle(paragraphs)
    return joint.join(paragraphs)


def _diluted(text: str, human: str, _: random.Random) -> str:
    """So much human text behind it that it is three tenths of all."""
    wanted = round(len(text.split()) * _ADDED / (1 - _ADDED))
    return f"{text}\n{' '.join(human.split()[:wanted])}"


def _short(text: str, _: str, __: random.Random) -> str:
    parsed, words = parse(text), 0
    for start, end in parsed.sentences:
        words += len(parsed.raw[start:end].split())
        if words >= _CUT:
            return parsed.raw[:end]
    return text


def _words(text: str, chance: random.Random, share: float, change: Callable[[str], str | None]) -> str:
    """The text with so large a share of its words changed, of those that `change` does not give None for."""
    changed = {word.start(): new for word in _WORD.finditer(text) if (new := change(word[0])) is not None}
    each = min(share * len(text.split()) / max(len(changed), 1), 1)
    drawn = {at: new for at, new in changed.items() if chance.random() < each}
    return _WORD.sub(lambda word: drawn.get(word.start(), word[0]), text)


@cache
def thesaurus() -> Mapping[str, str]:
    """For each word in lower case the first other single word of its first sense (`mythes-en-us`)."""
    found: dict[str, str] = {}
    word = ""
    for line in THESAURUS.read_text(encoding="utf-8").splitlines()[1:]:
        if sense := _SENSE.match(line):
            others = (one for one in sense[1].split("|") if one.isalpha() and one.islower() and one != word)
            if word not in found and (first := next(others, None)):
                found[word] = first
        else:
            word = line.partition("|")[0]
    return found


DISGUISES = (
    Disguise("marks and spaces made the same", _marks),
    Disguise("look-alike letters and hidden characters", _characters),
    Disguise("2 % of words misspelt", _misspelt),
    Disguise("synonyms for 10 % of words", _synonyms, THESAURUS.exists),
    Disguise("paragraphs shuffled", _shuffled),
    Disguise("30 % human text added", _diluted),
    Disguise("cut to 100 words", _short),
)
