"""What the expressions of conditions may hold, so that Hyperscan may look in texts in ASCII form, and in windows."""

from collections.abc import Iterable
from re import _constants as codes  # type: ignore[attr-defined]  # the parsed tree has no public door
from re import _parser as parser  # type: ignore[attr-defined]  # likewise
from typing import Any

import pytest

from mtdetect.tells.prefilter import expressions
from mtdetect.tells.registry import RULES
from mtdetect.tells.rule import LONGEST_MATCH, Regex

EXPRESSIONS = expressions(RULES)


@pytest.mark.parametrize("asked", EXPRESSIONS, ids=lambda asked: asked.expression)
def test_no_condition_looks_further_than_a_window_is_widened(asked: Regex) -> None:
    assert farthest(parser.parse(asked.expression, asked.flags)) <= LONGEST_MATCH


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("abc", 3),
        (r"[abc]\d.", 3),
        ("a(?:bc|d){2,5}", 11),
        ("a(?:b{0,3}|(?:c|de)f)?", 4),
        ("a{2,9}?b{1,4}+(?>c|dd)", 15),
        ("ab(?=cde)", 5),
        ("ab(?!cde|f)g", 6),
        (r"ab\b", 3),
        ("(?<=abc)d(?<!efgh)", 8),
        (r"(?i)a{1,700}(?=b{400})", 1_100),
    ],
)
def test_how_far_an_expression_looks(expression: str, expected: int) -> None:
    assert farthest(parser.parse(expression)) == expected


def farthest(tree: Any) -> int:
    """The most characters that a match can take, with all that is looked ahead and back for, one after the other."""
    return sum(reach(code, arguments) for code, arguments in tree)


def reach(code: Any, arguments: Any) -> int:
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return int(arguments[1]) * farthest(arguments[2])
    return max(map(farthest, parts_of(arguments)), default=1)


CONDITIONS = sorted({asked.expression for asked in EXPRESSIONS})


@pytest.mark.parametrize("expression", CONDITIONS)
def test_no_condition_excludes_what_a_character_beyond_ascii_may_become(expression: str) -> None:
    flags = next(asked.flags for asked in EXPRESSIONS if asked.expression == expression)

    assert list(excluded(parser.parse(expression, flags))) == []


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (r"[^a-z]b", ["[^a-z]"]),
        (r"[^5]", ["5"]),
        (r"(?:x|(?:[^\w.,K]){2})", ["K"]),
        (r"a(?:b|[^é])", ["é"]),
        (r"[^ ]", [" "]),
        (r"[^~]", ["~"]),
        (r"[^!-@]", ["!-@"]),
        (r"[^\w.'-][^<>\n\"][^\W_][^\W\d_]\D\S", []),
        (r"(?<![a-z])a(?![^a-z])(?=[^a])", []),
        (r"[a-z][^.]", []),
    ],
)
def test_the_walk_finds_what_is_excluded(expression: str, expected: list[str]) -> None:
    assert [shown.strip("[^]") for shown in excluded(parser.parse(expression))] == [
        shown.strip("[^]") for shown in expected
    ]


def excluded(tree: Any) -> Iterable[str]:
    """What classes exclude by name and a character beyond ASCII may become, outside of what is looked around for."""
    for code, arguments in tree:
        if code in (codes.ASSERT, codes.ASSERT_NOT):
            continue
        if code is codes.NOT_LITERAL and may_stand_for_others(arguments, arguments):
            yield chr(arguments)
        if code is codes.IN and arguments[0] == (codes.NEGATE, None):
            yield from (named for member in arguments[1:] for named in named_by(member))
        yield from (name for part in parts_of(arguments) for name in excluded(part))


def named_by(member: tuple[Any, Any]) -> Iterable[str]:
    code, value = member
    if code is codes.LITERAL and may_stand_for_others(value, value):
        yield chr(value)
    if code is codes.RANGE and may_stand_for_others(*value):
        yield "-".join(map(chr, value))


def may_stand_for_others(low: int, high: int) -> bool:
    """Whether any of these characters is a letter, a figure, a space, a tilde, or beyond ASCII itself."""
    return any(char.isalnum() or char in " ~" or not char.isascii() for char in map(chr, range(low, high + 1)))


def parts_of(arguments: Any) -> Iterable[Any]:
    stack = [arguments]
    while stack:
        part = stack.pop()
        if isinstance(part, parser.SubPattern):
            yield part
        elif isinstance(part, list | tuple):
            stack.extend(part)
