"""An article for a terminal: marks, lines, and what an article must not do."""

import pytest

from mtdetect.report.marked_text import mark_text, number_lines
from mtdetect.results.row import Row


def marked(spans: list[tuple[int, int]]) -> Row:
    """A row with a tell at each span, by rules MT401, MT301, MT801 in turn, the second twice as heavy as the first."""
    rules = ("MT401", "MT301", "MT801")
    tells = [
        {"start": start, "end": end, "rule": rules[at], "name": "n", "message": "m", "hint": "h"}
        for at, (start, end) in enumerate(spans)
    ]
    reasons = [{"name": f"tell:{rules[at]}", "log_odds": at + 1.0, "tells": [at]} for at in range(len(spans)) if at < 2]
    return {"tells": tells, "reasons": reasons}


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 1), (0, 1)], "[[a|MT401+MT301]]bcd"),
        ([(0, 4), (1, 2)], "[[a|MT401]][[b|MT401+MT301]][[cd|MT401]]"),
        ([(0, 3), (0, 1)], "[[a|MT301+MT401]][[bc|MT401]]d"),
        ([(0, 2), (1, 4)], "[[a|MT401]][[b|MT401+MT301]][[cd|MT301]]"),
        ([(0, 1), (1, 2)], "[[a|MT401]][[b|MT301]]cd"),
        ([(0, 0), (4, 4)], "abcd"),
    ],
)
def test_marks_that_overlap_are_split_and_never_nested(spans: list[tuple[int, int]], expected: str) -> None:
    assert expected == mark_text("abcd", marked(spans), colour=False)


def test_a_terminal_with_colour_gets_numbered_marks_in_the_colours_of_families_on_each_line() -> None:
    shown = mark_text("It rained\nagain [[", marked([(3, 15), (3, 9)]), colour=True)

    grammar, format_ = "\x1b[4;35m", "\x1b[4;33m"
    lines = [f"It {grammar}rained\x1b[0m\x1b[2m[1+2]\x1b[0m", f"{format_}again\x1b[0m\x1b[2m[2]\x1b[0m [["]
    assert lines == shown.split("\n")


def test_an_article_cannot_make_marks_or_move_the_cursor() -> None:
    shown = mark_text("[[x|MT401]] \x1b[2J\u202e\r\n\tend", marked([]), colour=False)

    assert shown == "[\\x5bx|MT401]\\x5d \\x1b[2J\\u202e\n\tend"


def test_lines_are_broken_between_words_and_keep_their_colours() -> None:
    lines = list(number_lines("one \x1b[4mtwo three four five\x1b[0m six\nseven", 24))

    assert lines == [
        "1 | one \x1b[4mtwo three four\x1b[0m",
        "  | \x1b[4mfive\x1b[0m six",
        "2 | seven",
    ]


def test_lines_are_counted_as_tells_count_them() -> None:
    assert ["1 | a", "2 |", "3 | b"] == list(number_lines("a\n\nb\n"))
