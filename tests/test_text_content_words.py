"""Runs of words that a reader can make sense of alone."""

import pytest

from mtdetect.text.content_words import reads_alone


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("They were destroyed by the flood.", "destroyed by", True),
        ("It had a well-known owner in town.", "a well-known owner", True),
        ("a facial nerve", "facial", False),  # a word alone
        ("the end of the day", "of the", False),  # function words alone
        ("in the U.S. as well", "S", False),
        ("the destroyed bystanders", "destroyed by", False),  # half a word
        ("the destroyed by-law", "destroyed by", False),
        ("was destroyed, by the flood", "destroyed, by", False),
        ("was destroyed\nby the flood", "destroyed\nby", False),
        ("when Ada Brennan came", "Ada Brennan", False),  # a name
    ],
)
def test_a_phrase_is_whole_words_with_a_content_word(text: str, phrase: str, expected: bool) -> None:
    start = text.index(phrase)

    assert reads_alone(text, start, start + len(phrase)) is expected
