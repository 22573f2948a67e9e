"""Changes words of training cuts, so that a few misspelt or exchanged ones do not hide a translation.

A word that nobody expects breaks up the phrases around it, whoever wrote them. In four cuts of five, human and machine
alike, words are misspelt or exchanged, as the n-grams see them; tells and measures stay those of the cut as it was. No
text that was changed so is ever tested on, and tests of disguises misspell and exchange in other ways
(`training.protocols.disguises`).
"""

import random
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import islice

_CHANGED = 0.8  # of the cuts
_MISSPELT, _EXCHANGED = 0.06, 0.2  # of the tokens of a cut that is changed, at most
_VOCABULARY = 20_000  # most frequent words that take the place of others
_WORD = re.compile(r"[a-z]{4,}")

Change = Callable[[Sequence[str], random.Random], list[str]]


def change_words(tokens: Sequence[str], chance: random.Random) -> list[str]:
    """The tokens as they are (once in five times), or with some words changed in one way; `chance` draws."""
    return chance.choice((misspell, exchange))(tokens, chance) if chance.random() < _CHANGED else list(tokens)


def misspell(tokens: Sequence[str], chance: random.Random) -> list[str]:
    """The tokens with a letter inside some words left out or doubled."""

    def change(word: str) -> str:
        at = chance.randrange(1, len(word) - 1)
        return word[:at] + word[at] * chance.choice((0, 2)) + word[at + 1 :]

    return _change(tokens, chance, _MISSPELT, change)


def exchange(tokens: Sequence[str], chance: random.Random) -> list[str]:
    """The tokens with others, drawn at random, for some words: the sense is lost, phrases break up as in rewriting."""
    words = vocabulary()
    return _change(tokens, chance, _EXCHANGED, lambda _: chance.choice(words))


def _change(tokens: Sequence[str], chance: random.Random, share: float, change: Callable[[str], str]) -> list[str]:
    """Up to so large a share of the tokens changed; only words of four lower-case letters or more are."""
    words = [at for at, token in enumerate(tokens) if _WORD.fullmatch(token)]
    drawn = chance.sample(words, min(len(words), round(chance.uniform(0, share) * len(tokens))))
    found = list(tokens)
    for at in drawn:
        found[at] = change(found[at])
    return found


@lru_cache(maxsize=1)
def vocabulary() -> tuple[str, ...]:
    """Frequent English words of four letters or more, most frequent first, from symspellpy's dictionary."""
    file = files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    words = (line.partition(" ")[0] for line in file.read_text(encoding="utf-8-sig").splitlines())
    return tuple(islice((word for word in words if _WORD.fullmatch(word)), _VOCABULARY))
