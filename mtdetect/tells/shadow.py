"""An expression's shadow: another for `mtdetect.text.hashing`, that matches there wherever the first matches the text.

A fast engine looks at bytes, and knows neither Python's `\\w` nor looking around. The shadow may match elsewhere too:
what looks around is consumed at either end of an expression and left out inside it, long repetition has no end, and of
characters beyond ASCII only the block counts.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from re import _constants as op  # type: ignore[attr-defined]  # the parsed tree has no public door
from re import _parser as parser  # type: ignore[attr-defined]  # likewise
from typing import Any

from mtdetect.text.hashing import BEYOND, EDGE, LAST_BLOCK, block

_ASCII = frozenset(range(128))
_BEYOND = frozenset(range(BEYOND, BEYOND + LAST_BLOCK + 1))
_ALL = _ASCII | _BEYOND
_FEW = 3  # a repetition that varies by more has no end in the shadow
_BEHIND = -1
_ALSO_BEYOND = frozenset(b"iIkKsS")  # Unicode has others of these letters, in other case
_ZERO_WIDTH = (op.AT, op.ASSERT, op.ASSERT_NOT)
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


class NoShadowError(ValueError):
    """An expression that refers back, or that may match nothing: no shadow says where it cannot match."""


@dataclass(frozen=True, slots=True)
class Chars:
    """The bytes that one place may hold: of ASCII just these; beyond it, perhaps. `source` is what says so."""

    codes: frozenset[int]
    source: str = ""

    def __str__(self) -> str:
        if not self.codes:
            raise NoShadowError("nothing matches")
        if len(self.codes) == 1:
            return _listed(*self.codes)
        return f"[{''.join(_listed(run[0], run[-1]) for run in _runs(sorted(self.codes)))}]"

    def __contains__(self, other: "Chars") -> bool:
        """Whether all that `other` may hold is surely here."""
        return bool(self.source and self.source == other.source) or other.codes <= self.codes & _ASCII

    def others(self) -> "Chars":
        """What may stand where these do not: the edge of the text too."""
        return Chars(_ASCII - self.codes | _BEYOND | {EDGE})


def _runs(codes: Iterable[int]) -> Iterator[list[int]]:
    """The runs of ordered numbers that follow one another."""
    for _, run in groupby(enumerate(codes), lambda pair: pair[1] - pair[0]):
        yield [code for _, code in run]


def _listed(low: int, high: int | None = None) -> str:
    written = chr(low) if low in _WORD else f"\\x{low:02x}"
    return written if high in (None, low) else f"{written}-{_listed(high)}"


Piece = Chars | str
_WORD = frozenset(code for code in _ASCII if chr(code).isalnum() or chr(code) == "_")
_DIGIT = frozenset(b"0123456789")
_SPACE = frozenset(code for code in _ASCII if chr(code).isspace())
_CATEGORIES = {
    op.CATEGORY_WORD: _WORD,
    op.CATEGORY_NOT_WORD: _ASCII - _WORD,
    op.CATEGORY_DIGIT: _DIGIT,
    op.CATEGORY_NOT_DIGIT: _ASCII - _DIGIT,
    op.CATEGORY_SPACE: _SPACE,
    op.CATEGORY_NOT_SPACE: _ASCII - _SPACE,
}
_WORDS, _NO_WORDS = Chars(_WORD | _BEYOND), Chars(_ALL - _WORD | {EDGE})
_EDGE = Chars(frozenset({EDGE}))
_END = Chars(frozenset({ord("\n"), EDGE}))  # `$` also matches before a last line break


def shadow(pattern: re.Pattern[str]) -> str:
    """The shadow of an expression. Raises `NoShadowError`."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    if not tree.getwidth()[0]:
        raise NoShadowError(pattern.pattern)
    return "".join(map(str, _sequence(list(tree), pattern.flags, True, True)))


def _sequence(nodes: Sequence[Any], flags: int, first: bool, last: bool) -> list[Piece]:
    """The pieces of a sequence; `first` and `last` say whether it begins and ends the expression."""
    pieces: list[Piece] = []
    width = sum(node[0] not in _ZERO_WIDTH for node in nodes)  # that are still to come
    for at, (code, given) in enumerate(nodes):
        width -= code not in _ZERO_WIDTH
        starts, ends = first and not pieces, last and not width
        if code in _ZERO_WIDTH:
            if ends and (pieces or not first) and not _looks_behind(code, given):
                return [*pieces, *_ahead(code, given, flags, pieces)]
            if first and (_looks_behind(code, given) or code is op.AT):
                pieces = _behind(code, given, flags, pieces, nodes[at + 1 :])
        else:
            pieces += _consumed(code, given, flags, starts, ends and at == len(nodes) - 1)
    return pieces


def _looks_behind(code: Any, given: Any) -> bool:
    return code is not op.AT and given[0] == _BEHIND


def _consumed(code: Any, given: Any, flags: int, first: bool, last: bool) -> list[Piece]:
    if code is op.SUBPATTERN:
        _, added, taken, inner = given
        return _sequence(list(inner), (flags | added) & ~taken, first, last)
    if code is op.ATOMIC_GROUP:
        return _sequence(list(given), flags, first, last)
    if code is op.BRANCH:
        branches = ("".join(map(str, _sequence(list(branch), flags, first, last))) for branch in given[1])
        return [f"(?:{'|'.join(dict.fromkeys(branches))})"]
    if code in _REPEATS:
        low, high, inner = given
        return _repeated((low, high), inner, flags, first or last)
    return [_chars(code, given, flags)]


def _repeated(times: tuple[int, int], inner: Any, flags: int, at_end: bool) -> list[Piece]:
    low, high = times
    pieces = _sequence(list(inner), flags, False, False)
    if at_end or low == high:
        # More of it at an end says nothing new.
        return pieces * low
    counted = f"{{{low},{high}}}" if high - low <= _FEW else f"{{{low},}}"
    return [f"(?:{''.join(map(str, pieces))}){counted}"]


def _chars(code: Any, given: Any, flags: int) -> Chars:
    """The characters of a node that matches just one."""
    source = f"{code} {given} {flags & re.IGNORECASE}"
    if code is op.ANY:
        return Chars(_ALL if flags & re.DOTALL else _ALL - {ord("\n")}, source)
    if code is op.LITERAL:
        return Chars(_any_case(_range(given, given), flags), source)
    if code is op.NOT_LITERAL:
        return Chars(_ASCII - _cased(_range(given, given), flags) | _BEYOND, source)
    if code is not op.IN:
        raise NoShadowError(source)
    negated = given[0][0] is op.NEGATE
    found = frozenset[int]().union(*(_members(*part) for part in given[negated:]))
    return Chars(_ASCII - _cased(found, flags) | _BEYOND if negated else _any_case(found, flags), source)


def _members(kind: Any, value: Any) -> frozenset[int]:
    if kind is op.CATEGORY:
        return _CATEGORIES[value] | _BEYOND
    return _range(*value) if kind is op.RANGE else _range(value, value)


def _range(low: int, high: int) -> frozenset[int]:
    beyond = range(block(chr(max(low, 128))), block(chr(high)) + 1) if high > 127 else ()
    return frozenset((*range(low, min(high, 127) + 1), *beyond))


def _any_case(codes: frozenset[int], flags: int) -> frozenset[int]:
    """At least what is matched: without regard to case, others may stand for an ASCII letter, and it for others."""
    if not flags & re.IGNORECASE:
        return codes
    both = _cased(codes, flags) | (_ALSO_BEYOND if codes & _BEYOND else frozenset())
    return both | _BEYOND if both & (_ALSO_BEYOND | _BEYOND) else both


def _cased(codes: frozenset[int], flags: int) -> frozenset[int]:
    """Of ASCII, just what is matched."""
    if not flags & re.IGNORECASE:
        return codes
    return codes | {ord(cased) for code in codes & _ASCII for cased in (chr(code).lower(), chr(code).upper())}


def _behind(code: Any, given: Any, flags: int, pieces: list[Piece], rest: Sequence[Any]) -> list[Piece]:
    """Pieces at the start of an expression, with what must stand before or among them."""
    if code is op.AT:
        if pieces:
            return pieces
        if given is op.AT_BOUNDARY:
            return _across(_edge(rest, flags))
        anchored = given is op.AT_BEGINNING_STRING or (given is op.AT_BEGINNING and not flags & re.MULTILINE)
        return [_EDGE] if anchored else []
    known = [piece for piece in pieces if isinstance(piece, Chars)]
    if len(known) < len(pieces):
        return pieces
    if code is op.ASSERT_NOT:
        before = _exact(given[1], flags)
        if len(before) == len(known) + 1 and all(one in other for one, other in zip(known, before[1:], strict=True)):
            return [before[0].others(), *pieces]
        return pieces
    looked = _sequence(list(given[1]), flags, True, False)
    lead, over = looked[: len(looked) - len(known)], looked[len(looked) - len(known) :]
    shared = [_both(one, other) for one, other in zip(over, known, strict=False) if isinstance(one, Chars)]
    return [*lead, *shared] if len(shared) == len(known) else pieces


def _exact(nodes: Iterable[Any], flags: int) -> list[Chars]:
    """The characters of a sequence of single ones, where the shadow says just what the expression does; else none."""
    nodes = list(nodes)
    if flags & re.IGNORECASE or any(code in (*_ZERO_WIDTH, op.SUBPATTERN, op.BRANCH, *_REPEATS) for code, _ in nodes):
        return []
    return [_chars(code, given, flags) for code, given in nodes]


def _both(one: Chars, other: Chars) -> Chars:
    return Chars(one.codes & other.codes, one.source if one == other else "")


def _ahead(code: Any, given: Any, flags: int, pieces: list[Piece]) -> list[Piece]:
    """What must stand behind the pieces at the end of an expression."""
    if code is op.AT:
        if given is op.AT_BOUNDARY:
            return _across(pieces[-1] if pieces and isinstance(pieces[-1], Chars) else None)
        return [_END] if given in (op.AT_END, op.AT_END_STRING) and not flags & re.MULTILINE else []
    if code is op.ASSERT:
        return _sequence(list(given[1]), flags, False, True)
    branches = given[1][0][1][1] if len(given[1]) == 1 and given[1][0][0] is op.BRANCH else [given[1]]
    refused = [after[0].codes for branch in branches if len(after := _exact(branch, flags)) == 1]
    return [Chars(frozenset[int]().union(*refused)).others()] if refused else []


def _across(edge: Chars | None) -> list[Piece]:
    """What stands on the other side of a word's boundary, where the side of the expression is known."""
    if edge is None or edge.codes & _BEYOND:
        return []
    return [_NO_WORDS] if edge.codes <= _WORD else [] if edge.codes & _WORD else [_WORDS]


def _edge(nodes: Sequence[Any], flags: int) -> Chars | None:
    """The characters that a sequence may begin with; None where that is not plain."""
    known = list(_edges(nodes, flags))
    found = [chars.codes for chars in known if chars]
    return Chars(frozenset[int]().union(*found)) if len(found) == len(known) else None


def _edges(nodes: Sequence[Any], flags: int) -> Iterator[Chars | None]:
    for code, given in nodes:
        if code in _ZERO_WIDTH:
            continue
        if code is op.BRANCH:
            for branch in given[1]:
                yield from _edges(list(branch), flags)
        elif code is op.SUBPATTERN:
            yield from _edges(list(given[3]), (flags | given[1]) & ~given[2])
        elif code is op.ATOMIC_GROUP:
            yield from _edges(list(given), flags)
        elif code in _REPEATS:
            yield from _edges(list(given[2]), flags) if given[0] else iter((None,))
        else:
            yield _chars(code, given, flags)
        return
    yield None
