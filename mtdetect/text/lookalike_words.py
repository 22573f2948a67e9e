"""Words in which letters of another script stand for Latin ones."""

import re
from collections.abc import Iterator

from mtdetect.text.offsets import Edit
from mtdetect.text.suspects import lookalikes

_LONGEST = 100
_WORD = re.compile(rf"[^\W\d_]{{1,{_LONGEST}}}")
_MIXED = re.compile(r"[A-Za-z][^\x00-\u036f]|[^\x00-\u036f][A-Za-z]")
_GREEK_SMALL = re.compile("[α-ω]")
_LATIN, _MADE_UP, _FOREIGN = range(3)


def lookalike_words(text: str) -> Iterator[Edit]:
    """The words that have look-alikes, in Latin letters: those that are Latin otherwise.

    Where there are such words, words of look-alikes alone count too (`а` for `a`), unless a word of another script
    stands beside them. Small Greek letters beside Latin capitals are left: the names of science have them (`TNFα`).
    """
    if not _MIXED.search(text):
        return
    words = [(match.start(), match.end(), *_read(match.group())) for match in _WORD.finditer(text)]
    if not any(kind == _LATIN and new for _, _, kind, new in words):
        return
    kinds = [_LATIN, *(kind for _, _, kind, _ in words), _LATIN]
    for number, (start, end, kind, new) in enumerate(words):
        if new and (kind == _LATIN or _FOREIGN not in (kinds[number], kinds[number + 2])):
            yield start, end, new


def _read(word: str) -> tuple[int, str]:
    """What a word is, and the word in Latin letters where it has look-alikes."""
    if word.isascii():
        return _LATIN, ""
    known = lookalikes()
    latin = "".join([known.get(char, char) for char in word])
    if latin == word:
        return (_FOREIGN if any(char > "\u036f" for char in word) else _LATIN), ""
    if any(char > "\u036f" for char in latin):
        return _FOREIGN, ""
    written = [char for char in word if char not in known]
    if not written:
        return _MADE_UP, latin
    is_term = "".join(written).isupper() and _GREEK_SMALL.search(word)
    return _LATIN, "" if is_term else latin
