"""The names of edits, which are defined in `mtdetect.match.pair`."""

from collections import Counter
from collections.abc import Sequence

from mtdetect.match.pair import Change, EditName
from mtdetect.match.word_lists import is_word, stem, word_lists

_QUOTES = frozenset("\"'`")
_DASHES = "-‐‑‒–—―−"
_SYNONYM = 3  # content words on either side at most; a longer edit is `wording`


def name_surface_edit(ours: str, theirs: str) -> EditName | None:
    """The name of the difference of two tokens that are the same after folding and lower-casing; None for none."""
    if ours == theirs:
        return None
    if ours.lower() == theirs.lower():
        return "case"
    return "punctuation" if ours in _DASHES else "quote"


def classify(ours: Sequence[str], theirs: Sequence[str], common: Counter[str]) -> tuple[Change, EditName]:
    """The change and the name of a block that is not kept; `common` are words that both texts have in such blocks."""
    change: Change = "changed" if ours and theirs else "added" if ours else "dropped"
    all_words = [token for token in (*ours, *theirs) if is_word(token)]
    if not all_words:
        return change, "quote" if _QUOTES & {*ours, *theirs} else "punctuation"
    content, content_there = content_words(ours), content_words(theirs)
    if content + content_there and all(word in common for word in (*content, *content_there)):
        return "moved", "re-ordered"
    if Counter(map(_number, ours)) - Counter({"": len(ours)}) != Counter(map(_number, theirs)) - Counter(
        {"": len(theirs)}
    ):
        return change, "number changed"
    lists = word_lists()
    if all(word in lists.articles for word in all_words):
        return change, "article"
    if all(word in lists.articles or word in lists.prepositions for word in all_words):
        return change, "preposition"
    if not content and not content_there:
        return change, "function word"
    if content and Counter(map(stem, content)) == Counter(map(stem, content_there)):
        return change, "inflected"
    short = 0 < len(content) <= _SYNONYM and 0 < len(content_there) <= _SYNONYM
    return change, "synonym" if short else "wording"


def content_words(tokens: Sequence[str]) -> list[str]:
    """The content words and numbers among tokens."""
    return [token for token in tokens if is_word(token) and not word_lists().is_small(token)]


def _number(token: str) -> str:
    """A token that is a number, in digits or words; else nothing."""
    return token if token[0].isdecimal() or token in word_lists().numbers else ""
