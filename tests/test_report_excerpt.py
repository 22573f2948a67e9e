"""Excerpts: the line_and_column on one line, safe to print, with the carets where they belong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtdetect.report.excerpt import Excerpt, display_width, excerpt, line_and_column, safe


def test_a_short_line_is_shown_whole() -> None:
    text = 'First line.\nHe left the firm. " Then he slept.\nLast line.'
    start = text.index('. "')

    cut = excerpt(text, start, start + 3, 80)

    assert cut == Excerpt('He left the firm. " Then he slept.', " " * 16 + "^^^")


def test_a_long_line_is_cut_at_words_on_both_sides() -> None:
    text = "alpha beta gamma delta " * 20 + "here" + " epsilon zeta eta theta" * 20
    start = text.index("here")

    cut = excerpt(text, start, start + 4, 40)

    assert cut == Excerpt("…gamma delta here epsilon zeta eta…", " " * 13 + "^^^^")


def test_carets_count_wide_characters_twice() -> None:
    cut = excerpt("价格，he said", 2, 3, 40)

    assert cut == Excerpt("价格，he said", " " * 4 + "^^")


def test_evidence_over_lines_stays_on_one() -> None:
    cut = excerpt("in the\nthe end", 3, 10, 40)

    assert cut == Excerpt("in the\\nthe end", "   ^^^^^^^^")


def test_long_evidence_loses_its_middle() -> None:
    cut = excerpt("alpha " + "word " * 100 + "omega", 0, 511, 40)

    assert cut == Excerpt("alpha word… word omega", "^" * 22)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("\x1b[31m", "\\x1b[31m"), ("a\u202eb", "a\\u202eb"), ("\ud800", "\\ud800"), ("1\xa0%", "1 %"), ("é😀", "é😀")],
)
def test_nothing_that_a_terminal_acts_on_is_printed(text: str, expected: str) -> None:
    assert safe(text) == expected


def test_lines_and_columns_count_from_1() -> None:
    assert [line_and_column("ab\ncd", offset) for offset in (0, 2, 3, 4)] == [(1, 1), (1, 3), (2, 1), (2, 2)]


@given(st.text(st.characters(exclude_categories=())), st.data())
def test_any_span_of_any_text_fits(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    cut = excerpt(text, start, end, 60)

    assert cut.line.isprintable()
    assert display_width(cut.line) <= 60
    assert len(cut.carets) <= 61
