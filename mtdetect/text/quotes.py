"""Quotation marks by a state machine that keeps parity, so that each mark is known to open or to close.

A straight mark says nothing of its side, and machine translation turns curly ones the wrong way; what a mark does
follows from whether a quotation is open. Yet one forgotten mark must not turn all that follow: the roles are those of
the cheapest reading (Viterbi, 3 depths), in which a mark that looks the other way costs less than a lost mark, and
several in a row cost more. A paragraph may close what was left open, since a quotation that runs on opens again there.
Most texts have a reading without any cost, which is then the only one, and it is found without the others.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

DOUBLE_MARKS = '"“”„‟«»＂'
_MARK = re.compile(f"[{DOUBLE_MARKS}]")

_STYLES = {"“": "curly", "”": "curly", "„": "curly", "‟": "curly", "«": "angle", "»": "angle"}  # else straight
_OPENS_BY_FORM = {"“": True, "”": False}  # guillemets and low marks change sides between languages
_BEFORE_OPENING = " \t\n\xa0\u202f([{-–—/"
_AFTER_CLOSING = " \t\n\xa0\u202f.,;:!?)]}-–—/"

# Costs of a reading, in units of "this mark looks the other way". A turned curly mark costs 2 (shape and form).
_LOOKS_OTHERWISE = 1.0
_LOST_MARK = 2.5
_LOST_STRAIGHT_MARK = 1.6  # a straight one can only look the other way once: a lost one must cost less than two
_LEFT_OPEN = 1.5  # a paragraph ends inside a quotation, for each that is open
_RUNS_ON = 1.0  # the next paragraph goes on inside it without a new mark
_NESTED = 0.5  # another style of mark inside a quotation
_NESTED_ALIKE = 1.5
_INCH = 0.4
_BEGINS_SENTENCE = 0.5  # `: "we` and `"We` look more like an opening mark than `"we` does
_NEVER = float("inf")

_OPEN, _CLOSE, _NEITHER, _BREAK = range(4)
_Step = tuple[int, tuple[tuple[int, int], ...]]  # offset of a mark, and for each depth the depth before and the role


class Mark(NamedTuple):
    """A quotation mark at `at`; `opens` is its role by parity, `partner` the offset of its other half or None.

    A named tuple, since that is made in half the time of a frozen dataclass: texts have many.
    """

    at: int
    char: str
    opens: bool
    partner: int | None


def find_marks(raw: str, paragraphs: Sequence[tuple[int, int]]) -> tuple[Mark, ...]:
    """All double quotation marks of the paragraphs (half-open spans of `raw`), in order, in linear time."""
    if _MARK.search(raw) is None:
        return ()
    free = _free_reading(raw, paragraphs)
    return _cheapest_reading(raw, paragraphs) if free is None else free


def _free_reading(raw: str, paragraphs: Iterable[tuple[int, int]]) -> tuple[Mark, ...] | None:
    """The reading that costs nothing; None where there is none.

    Marks then open and close in turn, and look so; a paragraph may end inside a quotation if the next opens it again.
    There cannot be two: from one depth, each other role of a mark costs something.
    """
    found: list[Mark] = []
    opened, last = -1, len(raw) - 1
    for start, end in paragraphs:
        if opened >= 0:
            if raw[start:end].lstrip()[:1] not in DOUBLE_MARKS:
                return None
            found.append(Mark(opened, raw[opened], True, None))
            opened = -1
        for match in _MARK.finditer(raw, start, end):
            at = match.start()
            char = raw[at]
            may_open = at == 0 or raw[at - 1] in _BEFORE_OPENING
            may_close = at == last or raw[at + 1] in _AFTER_CLOSING
            if opened < 0:
                if (may_close and not may_open) or char == "”":
                    return None
                opened = at
            else:
                if (may_open and not may_close) or char == "“":
                    return None
                found.append(Mark(opened, raw[opened], True, at))
                found.append(Mark(at, char, False, opened))
                opened = -1
    return None if opened >= 0 else tuple(found)


def _cheapest_reading(raw: str, paragraphs: Iterable[tuple[int, int]]) -> tuple[Mark, ...]:
    """The reading of least cost (Viterbi)."""
    costs, outer = [0.0, _NEVER, _NEVER], ["", "", ""]
    steps: list[_Step] = []
    for start, end in paragraphs:
        if steps:
            reopens = raw[start:end].lstrip()[:1] in DOUBLE_MARKS
            costs = _break(costs, steps, 0.0 if reopens else _LEFT_OPEN)
        for match in _MARK.finditer(raw, start, end):
            costs, outer = _read(costs, outer, steps, raw, match.start())
    depth = min(range(3), key=lambda depth: costs[depth] + _LEFT_OPEN * depth)
    return _replay(raw, steps, depth)


def _break(costs: list[float], steps: list[_Step], left_open: float) -> list[float]:
    before = min(range(3), key=lambda depth: costs[depth] + left_open * depth)
    steps.append((-1, ((before, _BREAK), (1, _BREAK), (2, _BREAK))))
    return [costs[before] + left_open * before, costs[1] + _RUNS_ON, costs[2] + _RUNS_ON]


def _read(costs: list[float], outer: list[str], steps: list[_Step], raw: str, at: int) -> tuple[list[float], list[str]]:
    """The cheapest cost of each depth after the mark at `at`, and the style of its outermost open mark.

    Of ways that cost the same the one named first is taken.
    """
    style = _STYLES.get(raw[at], "straight")
    inch = _INCH if raw[at] == '"' and at and raw[at - 1].isdigit() else _NEVER
    opening, closing = _role_costs(raw, at)
    lost = _LOST_STRAIGHT_MARK if style == "straight" else _LOST_MARK
    nested = _NESTED_ALIKE if outer[1] == style else _NESTED
    none, one, two = costs
    cost, way = one + closing, (1, _CLOSE)
    if none + closing + lost < cost:
        cost, way = none + closing + lost, (0, _CLOSE)
    if none + inch < cost:
        cost, way = none + inch, (0, _NEITHER)
    cost_of_one, way_to_one = none + opening, (0, _OPEN)
    if two + closing < cost_of_one:
        cost_of_one, way_to_one = two + closing, (2, _CLOSE)
    if one + opening + lost < cost_of_one:
        cost_of_one, way_to_one = one + opening + lost, (1, _OPEN)
    if one + inch < cost_of_one:
        cost_of_one, way_to_one = one + inch, (1, _NEITHER)
    cost_of_two, way_to_two = one + opening + nested, (1, _OPEN)
    if two + inch < cost_of_two:
        cost_of_two, way_to_two = two + inch, (2, _NEITHER)
    steps.append((at, (way, way_to_one, way_to_two)))
    outermost = style if way_to_one[1] == _OPEN else outer[way_to_one[0]]
    return [cost, cost_of_one, cost_of_two], ["", outermost, outer[way_to_two[0]]]


def _role_costs(raw: str, at: int) -> tuple[float, float]:
    """What reading the mark as opening and as closing costs, by its neighbours and its form."""
    may_open = at == 0 or raw[at - 1] in _BEFORE_OPENING
    may_close = at + 1 == len(raw) or raw[at + 1] in _AFTER_CLOSING
    form = _OPENS_BY_FORM.get(raw[at])
    opening = _LOOKS_OTHERWISE * ((may_close and not may_open) + (form is False))
    closing = _LOOKS_OTHERWISE * ((may_open and not may_close) + (form is True))
    if may_open and not may_close and (raw[at + 1].isupper() or raw[at - 2 : at - 1] == ":"):
        closing += _BEGINS_SENTENCE
    return opening, closing


def _replay(raw: str, steps: list[_Step], depth: int) -> tuple[Mark, ...]:
    """The marks of the reading that ends at `depth`."""
    path: list[tuple[int, int, int]] = []
    for at, choices in reversed(steps):
        after, (depth, role) = depth, choices[depth]
        path.append((at, role, after))
    marks: list[tuple[int, bool]] = []
    opened: list[int] = []
    partners: dict[int, int] = {}
    for at, role, after in reversed(path):
        if role in (_OPEN, _CLOSE):
            marks.append((at, role == _OPEN))
        if role == _CLOSE and opened:
            partners[at] = opened[-1]
            partners[opened.pop()] = at
        elif role == _OPEN:
            opened = [*opened[: after - 1], at]
        elif role == _BREAK:
            opened = opened[:after]
    return tuple(Mark(at, raw[at], opens, partners.get(at)) for at, opens in marks)
