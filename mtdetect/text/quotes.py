"""Quotation marks by a state machine that keeps parity, so that each mark is known to open or to close.

A straight mark says nothing of its side, and machine translation turns curly ones the wrong way; what a mark does
follows from whether a quotation is open. Yet one forgotten mark must not turn all that follow: the roles are those of
the cheapest reading (Viterbi, 3 depths), in which a mark that looks the other way costs less than a lost mark, and
several in a row cost more. A paragraph may close what was left open, since a quotation that runs on opens again there.
Marks have few different looks, and few states can come before them, so each step is computed once and kept.
"""

from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

DOUBLE_MARKS = '"“”„‟«»＂'  # all that folding makes `"`
_STYLES = {"“": "curly", "”": "curly", "„": "curly", "‟": "curly", "«": "angle", "»": "angle"}  # else straight
_OPENS_BY_FORM = {"“": True, "”": False}  # guillemets and low marks change sides between languages
_SPACES = " \t\r\n\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BEFORE_OPENING = f"{_SPACES}([{{-–—/"
_AFTER_CLOSING = f"{_SPACES}.,;:!?)]}}-–—/"

# Costs of a reading, in tenths of "this mark looks the other way". A turned curly mark costs 20 (shape and form).
_LOOKS_OTHERWISE = 10
_LOST_MARK = 25
_LOST_STRAIGHT_MARK = 16  # a straight one can only look the other way once: a lost one must cost less than two
_LEFT_OPEN = 15  # a paragraph ends inside a quotation, for each that is open
_RUNS_ON = 10  # the next paragraph goes on inside it without a new mark
_NESTED = 5  # another style of mark inside a quotation
_NESTED_ALIKE = 15
_INCH = 4
_BEGINS_SENTENCE = 5  # `: "we` and `"We` look more like an opening mark than `"we` does
_NEVER = 1_000_000

_OPEN, _CLOSE, _NEITHER, _BREAK = range(4)
_COST = itemgetter(0)
_KEPT = 1 << 14  # steps and looks that are kept; a text has some hundreds at most
_EDGE = "\n\n"  # a text begins and ends as lines do
_SEEN = 4  # characters on which the look of a mark depends: two before it, the mark, and one behind


class Mark(NamedTuple):
    """A quotation mark at `at`; `opens` is its role by parity, `partner` the offset of its other half or None.

    A named tuple, since that is made in half the time of a frozen dataclass: texts have many.
    """

    at: int
    char: str
    opens: bool
    partner: int | None


class _Look(NamedTuple):
    """What a mark looks like: its style, and what reading it as opening, closing or inches costs."""

    style: str
    opening: int
    closing: int
    inch: int


class _State(NamedTuple):
    """What is known after some marks: what each depth (quotations that are open) costs more than the cheapest.

    `outer` is the style of the outermost mark that is open, `outer_of_two` the same where two are.
    """

    none: int
    one: int
    two: int
    outer: str
    outer_of_two: str


_Ways = tuple[tuple[int, int], ...]  # for each depth, the depth before and the role of the mark
_START = _State(0, _NEVER, _NEVER, "", "")


def find_marks(raw: str, places: Sequence[int], paragraphs: Sequence[tuple[int, int]]) -> tuple[Mark, ...]:
    """The double quotation marks at some places, which are all that the text has, in linear time.

    `paragraphs` are half-open spans of `raw`; like the places they ascend.
    """
    if not places:
        return ()
    padded = f"{_EDGE}{raw}{_EDGE}"
    state = _START
    steps: list[tuple[int, _Ways]] = []
    begins = iter(paragraphs)
    start, end = next(begins)
    for at in places:
        while at >= end:
            start, end = next(begins)
            if steps:
                state, ways = _break(state, at < end and not raw[start:at].strip())
                steps.append((-1, ways))
        state, ways = _read(state, _look(padded[at : at + _SEEN]))
        steps.append((at, ways))
    depth = _cheapest(state, _LEFT_OPEN)
    return _replay(raw, steps, depth)


def _cheapest(state: _State, left_open: int) -> int:
    """The depth with which a paragraph ends for the least cost."""
    one, two = state.one + left_open, state.two + 2 * left_open
    if state.none <= one and state.none <= two:
        return 0
    return 1 if one <= two else 2


@lru_cache(_KEPT)
def _break(state: _State, reopens: bool) -> tuple[_State, _Ways]:
    """The state after the end of a paragraph; the next one may begin with a mark that opens the quotation again."""
    left_open = 0 if reopens else _LEFT_OPEN
    before = _cheapest(state, left_open)
    none = (state.none, state.one, state.two)[before] + left_open * before
    ways = ((before, _BREAK), (1, _BREAK), (2, _BREAK))
    return _relative(none, state.one + _RUNS_ON, state.two + _RUNS_ON, state.outer, state.outer_of_two), ways


def _relative(none: int, one: int, two: int, outer: str, outer_of_two: str) -> _State:
    """The state with these costs, each less the cheapest."""
    least = min(none, one, two)
    none, one, two = (cost - least if cost < _NEVER else _NEVER for cost in (none, one, two))
    return _State(none, one, two, outer, outer_of_two)


@lru_cache(_KEPT)
def _read(state: _State, look: _Look) -> tuple[_State, _Ways]:
    """The state after a mark. Of ways that cost the same the one named first is taken."""
    none, one, two, outer, outer_of_two = state
    style, opening, closing, inch = look
    lost = _LOST_STRAIGHT_MARK if style == "straight" else _LOST_MARK
    nested = _NESTED_ALIKE if outer == style else _NESTED
    to_none = ((one + closing, (1, _CLOSE)), (none + closing + lost, (0, _CLOSE)), (none + inch, (0, _NEITHER)))
    to_one = (
        (none + opening, (0, _OPEN)),
        (two + closing, (2, _CLOSE)),
        (one + opening + lost, (1, _OPEN)),
        (one + inch, (1, _NEITHER)),
    )
    to_two = ((one + opening + nested, (1, _OPEN)), (two + inch, (2, _NEITHER)))
    (none, way), (one, way_to_one), (two, way_to_two) = (min(ways, key=_COST) for ways in (to_none, to_one, to_two))
    outer_of = ("", outer, outer_of_two)
    outermost = style if way_to_one[1] == _OPEN else outer_of[way_to_one[0]]
    return _relative(none, one, two, outermost, outer_of[way_to_two[0]]), (way, way_to_one, way_to_two)


@lru_cache(_KEPT)
def _look(around: str) -> _Look:
    """The look of a mark: two characters before it, the mark, and one behind it."""
    two_before, before, mark, behind = tuple(around)
    may_open, may_close = before in _BEFORE_OPENING, behind in _AFTER_CLOSING
    form = _OPENS_BY_FORM.get(mark)
    opening = _LOOKS_OTHERWISE * ((may_close and not may_open) + (form is False))
    closing = _LOOKS_OTHERWISE * ((may_open and not may_close) + (form is True))
    if may_open and not may_close and (behind.isupper() or two_before == ":"):
        closing += _BEGINS_SENTENCE
    inch = _INCH if mark == '"' and before.isdigit() else _NEVER
    return _Look(_STYLES.get(mark, "straight"), opening, closing, inch)


def _replay(raw: str, steps: Sequence[tuple[int, _Ways]], depth: int) -> tuple[Mark, ...]:
    """The marks of the reading that ends at `depth`."""
    roles, depths = bytearray(len(steps)), bytearray(len(steps))
    for number in range(len(steps) - 1, -1, -1):
        depths[number] = depth
        depth, roles[number] = steps[number][1][depth]
    places: list[int] = []
    opens: list[bool] = []
    partners: list[int | None] = []
    opened: list[int] = []  # the numbers of the marks that are open
    for (at, _), role, depth in zip(steps, roles, depths, strict=True):
        if role == _BREAK:
            del opened[depth:]
        elif role != _NEITHER:
            partner = None
            if role == _OPEN:
                opened[depth - 1 :] = [len(places)]
            elif opened:
                other = opened.pop()
                partner, partners[other] = places[other], at
            places.append(at)
            opens.append(role == _OPEN)
            partners.append(partner)
    return tuple(map(Mark, places, [raw[at] for at in places], opens, partners))
