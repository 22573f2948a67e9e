"""Which characters of a page are not the author's prose.

Works on lines as jusText does (Pomikálek 2011): each line is judged by itself, then a good line that stands alone
among bad ones is given up as a teaser. Nothing is removed; every character gets bits that rules and measures consult.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from mtdetect.text.markdown import code_blocks, is_table_row
from mtdetect.text.quotes import Mark
from mtdetect.text.sentences import Span

QUOTED, FURNITURE, TABLE, CODE = 1, 2, 4, 8
BLOCKED = FURNITURE | TABLE | CODE
_WITH = {bit: bytes(bits | bit for bits in range(256)) for bit in (QUOTED, FURNITURE, TABLE, CODE)}

_SPAN = re.Match.span
_INLINE_CODE = re.compile(r"`[^`\n]{1,200}`")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,500}")
_HOST = re.compile(r"@[\w-]{1,64}\.[\w.-]{1,64}")
_MAILBOX = re.compile(r"[\w.+-]{1,64}\Z")  # what stands before the `@`
_LONGEST_MAILBOX = 64
_RANK = re.compile(r"\s{0,4}\d{1,3}[.)]?\s.{0,200}\d\s{0,3}(?:/\s{0,3}\d{1,4}|%)?\s{0,3}$")  # with name and score
_CAPTION = re.compile(
    r"(?i)^\s{0,8}(?:file(?: photo)? ?[-:]|image (?:copyright|source|caption)|media caption"
    r"|photo(?:graph)?s? ?(?:by|:|credit)|(?:getty|ap|reuters|epa|afp) (?:images?|photo)|\(?(?:copyright|©)"
    r"|all rights reserved|published:|updated:|posted (?:on|at|by)|share (?:on|this)|email this|advertisement"
    r"|read more|view more|see also|related (?:articles|stories)|latest news|please enter your"
    r"|leave a (?:comment|reply)|sign up|subscribe|follow us|click here|source:|tags?:)"
)
# The first two characters of what the expression matches: most lines begin otherwise, which is seen at once.
_CAPTION_STARTS = frozenset(
    "fi im me ph ge ap re ep af (c (© co al pu up po sh em ad vi se la pl le si su fo cl so ta".split()
)
_END = re.compile(r"[.!?…:;]['\"”’)\]]{0,3}\s{0,3}$|[.!?] ?['\"”]\s{0,3}$")
_STOPS = ".!?…:;"
_LONGEST_END = 8  # characters that `_END` can match, with a line break

_MIN_UNENDED_WORDS = 20  # a line with no stop at its end is a heading or a link below this many words
_MIN_PROSE_SHARE = 0.25  # with less prose than this, missing stops are the author's habit, not furniture
_NEIGHBOURS = 2
_SHORTEST_REPEAT = 30  # characters of a line that counts as one that comes again
_OFTEN = 3  # times that prose does not say a short line
_LONGEST_CAPTION = 800  # characters; what is longer is an article that begins like one


def mask(
    folded: str, lines: Sequence[Span], words: Sequence[int], marks: Iterable[Mark], copies: Iterable[Span] = ()
) -> bytes:
    """One byte a character of `folded`, with the bits QUOTED, FURNITURE, TABLE, CODE.

    `lines` are half-open spans, `words` the number of words (runs of two letters or more) in each. `copies` are
    furniture whatever the lines say (`mtdetect.text.copies`).
    """
    bits = bytearray(len(folded))
    for (start, end), kind in zip(lines, _classify(folded, [folded[a:b] for a, b in lines], words), strict=True):
        if kind:
            _add(bits, start, end, kind)
        if start and folded[start - 1] == " ":  # a list mark, which lines do not hold
            _add(bits, folded.rfind("\n", 0, start) + 1, start, FURNITURE)
    for start, end in _code(folded):
        _add(bits, start, end, CODE)
    for mark in marks:
        if mark.opens and mark.partner is not None:
            _add(bits, mark.at + 1, mark.partner, QUOTED)
    for start, end in copies:
        _add(bits, start, end, FURNITURE)
    return bytes(bits)


def _code(folded: str) -> Iterator[Span]:
    """Code inside a line, and addresses."""
    if "`" in folded:
        yield from map(_SPAN, _INLINE_CODE.finditer(folded))
    if ("/" in folded and "://" in folded) or "www." in folded:  # one character is found much faster
        yield from map(_SPAN, _ADDRESS.finditer(folded))
    if "@" in folded:
        done = 0
        for host in _HOST.finditer(folded):  # begun with the rare character: texts may hold many words and no address
            mailbox = _MAILBOX.search(folded, max(done, host.start() - _LONGEST_MAILBOX), host.start())
            if mailbox:
                done = host.end()
                yield mailbox.start(), done


def _add(bits: bytearray, start: int, end: int, bit: int) -> None:
    bits[start:end] = bits[start:end].translate(_WITH[bit])


def _classify(folded: str, lines: list[str], words: Sequence[int]) -> list[int]:
    """The mask bit of each line, 0 for prose."""
    ended = [line[-1] in _STOPS or _ends_in_mark(line) for line in lines]
    kinds = [
        0
        if count and end and not line[0].isspace() and line[:2].lower() not in _CAPTION_STARTS
        else _alone(line, count, end)
        for line, count, end in zip(lines, words, ended, strict=True)
    ]
    if not all(ended):
        headings = [not end and count < _MIN_UNENDED_WORDS for end, count in zip(ended, words, strict=True)]
        prose = sum(c for c, kind, heading in zip(words, kinds, headings, strict=True) if not kind and not heading)
        if prose >= _MIN_PROSE_SHARE * sum(words):
            kinds = [kind or (FURNITURE if heading else 0) for kind, heading in zip(kinds, headings, strict=True)]
    for block in code_blocks(folded, lines):
        kinds[block.start : block.stop] = [CODE] * len(block)
    _mark_repeats(lines, words, ended, kinds)
    if any(kinds):
        _mark_teasers(kinds)
    return kinds


def _alone(line: str, words: int, ended: bool) -> int:
    """The mask bit of a line by itself."""
    if not ended and (is_table_row(line) or _RANK.match(line)):
        return TABLE
    if not words:
        return FURNITURE
    may_be_caption = line.lstrip()[:2].lower() in _CAPTION_STARTS and len(line) < _LONGEST_CAPTION
    return FURNITURE if may_be_caption and _CAPTION.match(line) else 0


def _ends_in_mark(line: str) -> bool:
    """Whether a line that does not end in a stop still ends as a sentence does."""
    return not line[-1].isalnum() and _END.search(line, max(0, len(line) - _LONGEST_END)) is not None


def _mark_repeats(lines: list[str], words: Sequence[int], ended: Sequence[bool], kinds: list[int]) -> None:
    """Short lines that come again: a caption, even with a credit added to it, and what stands on a page many times.

    Of a line that merely comes twice the first one is prose. Lines that only begin alike are prose.
    """
    if len({line.strip()[:_SHORTEST_REPEAT] for line in lines}) == len(lines):  # as in most texts
        return
    stripped = [line.strip() for line in lines]
    numbers = [at for at, line in enumerate(stripped) if kinds[at] == 0 and len(line) >= _SHORTEST_REPEAT]
    for _, run in groupby(sorted(numbers, key=lambda at: (stripped[at], at)), stripped.__getitem__):
        same = list(run)
        is_short = words[same[0]] < _MIN_UNENDED_WORDS
        for at in same[0 if is_short and len(same) >= _OFTEN else 1 :]:
            kinds[at] = FURNITURE
    for at, longer in _extended(numbers, stripped):
        if not ended[longer]:
            kinds[at] = kinds[longer] = FURNITURE


def _extended(numbers: Iterable[int], lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of lines of which the second begins with all of the first, and goes on."""
    base = -1
    for at in sorted(numbers, key=lines.__getitem__):
        if base >= 0 and lines[at].startswith(lines[base]):
            if len(lines[at]) > len(lines[base]):
                yield base, at
        else:
            base = at


def _mark_teasers(kinds: list[int]) -> None:
    """A prose line with only furniture around it, on a page that has much furniture, belongs to a list of links."""
    judged = list(kinds)
    if len(judged) < 2 * _NEIGHBOURS + 1:
        return
    for number, kind in enumerate(judged):
        around = judged[max(0, number - _NEIGHBOURS) : number] + judged[number + 1 : number + 1 + _NEIGHBOURS]
        if kind == 0 and len(around) > _NEIGHBOURS and all(around):
            kinds[number] = FURNITURE
