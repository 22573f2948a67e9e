"""Evidence as numbered marks: pieces beside each other that together are the text, whatever overlaps."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtdetect.report.marks import MOST, Piece, cut, evidence_of, number_marks, safe_lines

SPANS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda pair: (min(pair), max(pair))), max_size=8)


def tell(start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end}


def test_marks_are_numbered_in_the_order_of_the_text_and_one_span_is_one_mark() -> None:
    reasons = [{"tells": [0, 2]}, {"tells": [], "spans": [[1, 3]]}]
    row = {"tells": [tell(5, 7), tell(0, 0), tell(2, 4)], "reasons": [*reasons, {"tells": [1], "spans": [[5, 7]]}]}

    found = evidence_of(row)

    assert {(1, 3): 1, (2, 4): 2, (5, 7): 3} == number_marks(found)
    assert [(0, 0, 2), (1, 3, 1), (2, 4, 0), (5, 7, 0), (5, 7, 2)] == [
        (one.start, one.end, one.reason) for one in found
    ]


def test_marks_that_overlap_share_a_piece() -> None:
    pieces = list(cut("0123456789", {(1, 4): 1, (3, 6): 2}, [(0, 5), (5, 10)]))

    expected = [(0, 1, (), 0), (1, 3, (1,), 0), (3, 4, (1, 2), 0), (4, 5, (2,), 0), (5, 6, (2,), 1), (6, 10, (), 1)]
    assert [Piece(*one) for one in expected] == pieces


@given(SPANS, st.integers(0, 12))
def test_pieces_are_the_whole_text_and_each_mark_is_its_own_pieces(spans: list[tuple[int, int]], size: int) -> None:
    text = "0123456789ab"[:size]
    marks = {span: number for number, span in enumerate(dict.fromkeys(spans), 1) if span[0] < span[1] <= size}

    pieces = list(cut(text, marks))

    assert text == "".join(text[piece.start : piece.end] for piece in pieces)
    assert all(one.end == other.start for one, other in pairwise(pieces))
    for (start, end), number in marks.items():
        under = "".join(text[piece.start : piece.end] for piece in pieces if number in piece.marks)
        assert text[start:end] == under


def test_a_text_has_no_more_marks_than_a_page_can_show() -> None:
    row = {"tells": [tell(start, start + 900) for start in range(MOST + 50)], "reasons": []}

    marks = number_marks(evidence_of(row))

    assert MOST == len(marks)
    assert MOST == max(len(piece.marks) for piece in cut("a" * 2000, marks))


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("a\r\nb", (0, 2), "a"),
        ("a\r\nb", (2, 4), "\nb"),
        ("a\rb\nc\td", (0, 7), "a\nb\nc\td"),
        ("a\u202eb\x1b\u200b\u2028", (0, 6), "a\\u202eb\\x1b\\u200b\\u2028"),
        ("<b>&\ud800", (0, 5), "<b>&\\ud800"),
        ("", (0, 0), ""),
    ],
)
def test_lines_stay_lines_and_what_does_not_print_is_spelt_out(text: str, span: tuple[int, int], expected: str) -> None:
    assert expected == safe_lines(text, *span)
