"""What the reader makes of sentences, for a terminal: labelled approximate, with places, and safe to print."""

from mtdetect.report.base import Style
from mtdetect.report.reader_part import reader_lines
from mtdetect.verdict import Sentence

TEXT = "One here.\nTwo \x1b[31m is red.\nThree."
SENTENCES = (Sentence(0, 9, 0.0, 0.02), Sentence(10, 27, 0.0, -1.5), Sentence(28, 34, 0.0, None))


def test_the_largest_shares_stand_with_their_places() -> None:
    said, shown = list[str](), list[str]()
    for line in reader_lines(TEXT, SENTENCES, Style(width=200)):
        (shown if line.startswith("  ") else said).append(line)

    assert ["  +0.02      1:1  One here.", "  -1.50      2:1  Two \\x1b[31m is red."] == shown
    assert "approximate" in " ".join(said)


def test_of_a_text_that_was_not_read_nothing_is_said() -> None:
    assert [] == list(reader_lines(TEXT, SENTENCES[2:], Style()))


def test_a_long_sentence_is_cut_to_the_line() -> None:
    lines = list(reader_lines("word " * 1000, (Sentence(0, 5000, 0.0, 1.0),), Style(width=60)))

    assert [] == [line for line in lines if len(line) > 60]
