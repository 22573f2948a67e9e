"""Word lists for comparisons, and stems, under which forms of one word are the same."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("data") / "words.toml"
_STEM = 5  # letters; simpler than Porter's stemmer, and it also joins nouns with the verbs that they come from


@dataclass(frozen=True, slots=True)
class WordLists:
    """Function words and number words, in lower case; the lists may overlap."""

    articles: frozenset[str]
    prepositions: frozenset[str]
    function: frozenset[str]
    numbers: frozenset[str]

    def is_small(self, word: str) -> bool:
        """Whether a word is an article, a preposition or another function word."""
        return word in self.function or word in self.prepositions or word in self.articles


@cache
def word_lists() -> WordLists:
    """The lists of `data/words.toml`, which is read once."""
    lists = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return WordLists(**{name: frozenset(listed.split()) for name, listed in lists.items()})


def is_word(token: str) -> bool:
    """Whether a token is a word or a number, not a punctuation mark."""
    return token[0].isalnum()


def stem(word: str) -> str:
    """The first five letters of a word, which is in lower case; what holds other characters stays whole."""
    plain = word.removesuffix("'s").replace("'", "")
    return plain[:_STEM] if plain.isalpha() else word
