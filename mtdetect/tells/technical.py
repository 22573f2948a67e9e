"""What in a text is written for machines: code, identifiers, flags, paths, columns. Rules of prose leave it alone.

The masks know code that is marked as such; most is not, in manuals, specifications and what is converted from them.
"""

import re

from mtdetect.text.batch import TextBatch
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text

# Each alternative looks back at the rare character that the expression begins with: `re` finds that one quickly.
_SIGN = re.compile(
    r"[_:\-=>!<+&|\\{}`@$%/.(]"
    r"(?:(?<=[A-Za-z]_)(?=[A-Za-z])|(?<=:):|(?<=[-=])>|(?<=[=!<>+])=|(?<= =) |(?<=&)&|(?<=\|)\||(?<=[\\{}])|(?<=`)`"
    r"|(?<=@)(?:@|[a-z]{0,20}[{\[])|(?<=\$)[a-z_{(]|(?<=[\s\"'(]%)[a-z](?![a-z ])"  # variables, and what is printed
    r"|(?<=[\s\"'(\[]-)(?:-?(?:[A-Za-z](?![\w'-])|[a-z]{2,20}=|[A-Z]+_)|-[a-z]{2})"  # flags
    r"|(?<![\w/<]/)(?<=/)[a-z]{2,20}/[\w.]"  # paths
    r"|(?<=\w\.)(?:py|txt|[ch]|cc|cpp|conf|html?|sh|cfg|json|xml|deb|gz|pm|pod|rst|exe|dll|js|css|ya?ml|toml|ini|sql)\b"
    r"|(?<=\w\()\)|(?<=[a-z]{2}\()(?!e?s\))[\w\"'$*&]{1,30}[),])"  # calls
)
_PROMPT = re.compile(r"\s{0,12}(?:>>>|\$|%|[\w/-]{1,20}[#>$]) ")
_BARS = re.compile(r"\|.{0,200}\|")
_COLUMNS = re.compile(r"\S {3,80}\S.{0,200}?\S {3,80}\S")
_GAP = " " * 3  # between columns, at least
_WORD = re.compile(r"\w+")
_AROUND = 200  # characters of a line that are looked at on either side
_LONGEST_PIECE = 60
_WORDS_A_SIGN = 6  # a line with more signs than this is code
_FEWEST_SIGNS, _WORDS_A_SIGN_IN_TEXT = 4, 60


def is_technical(text: Text) -> bool:
    """Whether a text is about code or configuration: it holds four signs of such, and one for each sixty words."""
    known = text.batch.once(_known)
    if text.number not in known:
        signs = sum(1 for _ in _SIGN.finditer(text.folded))
        known[text.number] = signs >= _FEWEST_SIGNS and signs * _WORDS_A_SIGN_IN_TEXT >= text.word_count
    return known[text.number]


def in_code(text: Text, span: Span) -> bool:
    """Whether a span is in a line of code or of a table, or one of its words is an identifier, a flag or a path."""
    start, end = span
    folded = text.folded
    inside = folded[start:end]
    if "\t" in text.raw[start:end].strip() or _GAP in inside.strip():
        return True
    if _SIGN.search(folded, *_pieces(folded, start, end)):
        return True
    return _is_code(_line(folded, start)) or ("\n" in inside and _is_code(_line(folded, end - 1)))


def _known(_batch: TextBatch) -> dict[int, bool]:
    return {}


def _pieces(folded: str, start: int, end: int) -> Span:
    """The span with what is glued to it, up to the next white space on both sides."""
    low, high = max(0, start - _LONGEST_PIECE), min(len(folded), end + _LONGEST_PIECE)
    while start > low and not folded[start - 1].isspace():
        start -= 1
    while end < high and not folded[end].isspace():
        end += 1
    return max(0, start - 1), end + 1


def _line(folded: str, at: int) -> str:
    """The line around a place, or the part of a long one that is near."""
    low, high = max(0, at - _AROUND), at + _AROUND
    start = folded.rfind("\n", low, at) + 1 or low
    end = folded.find("\n", at, high)
    return folded[start : end if end >= 0 else high]


def _is_code(line: str) -> bool:
    if _PROMPT.match(line) or _BARS.search(line) or (_GAP in line and _COLUMNS.search(line)):
        return True
    signs = sum(1 for _ in _SIGN.finditer(line))
    if not signs:
        return False
    if line.rstrip()[-1:] in "{};\\(":
        return True
    return signs > 1 and signs * _WORDS_A_SIGN >= sum(1 for _ in _WORD.finditer(line))
