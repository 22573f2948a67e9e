"""What words are to a comparison: their class, and the stem under which another form of them is the same."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("data") / "words.toml"
_STEM = 5  # letters; a cruder stem than Porter's, yet it also joins nouns with the verbs they come from


@dataclass(frozen=True, slots=True)
class Words:
    """Small words, in lower case, by what they do."""

    articles: frozenset[str]
    prepositions: frozenset[str]
    function: frozenset[str]
    numbers: frozenset[str]

    def is_small(self, word: str) -> bool:
        """Whether a word is grammar rather than content."""
        return word in self.function or word in self.prepositions or word in self.articles


@cache
def words() -> Words:
    """The lists, read once."""
    lists = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return Words(**{name: frozenset(listed.split()) for name, listed in lists.items()})


def is_word(token: str) -> bool:
    """Whether a token is a word or a number and no mark."""
    return token[0].isalnum()


def stem(word: str) -> str:
    """The stem of a word in lower case; a number is its own."""
    plain = word.removesuffix("'s").replace("'", "")
    return plain[:_STEM] if plain.isalpha() else word
