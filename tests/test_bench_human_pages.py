"""The report on pages that people wrote."""

import sys
from pathlib import Path

import pytest

from bench.human_pages import main, pieces


def test_pieces_are_of_150_words_and_spread_over_the_text() -> None:
    words = [f"word{number}" for number in range(1_000)]

    found = pieces("\n".join(words), 3)

    assert [("word0", "word149"), ("word300", "word449"), ("word600", "word749")] == [
        (piece.split()[0], piece.split()[-1]) for piece in found
    ]


def test_a_short_text_has_no_pieces() -> None:
    assert [] == pieces("Too short.", 3)


def test_pages_are_counted_by_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letters").mkdir()
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    text = " ".join(
        f"On {day} we went to the harbour. The {day} wind was cold , and nobody of {day} helped." for day in days
    )
    (tmp_path / "letters" / "one.txt").write_text(text, "utf-8")
    monkeypatch.setattr(sys, "argv", ["human_pages", str(tmp_path), "--examples", "MT410"])

    main()

    printed = capsys.readouterr().out
    assert "letters" in printed
    assert "warning  MT410 space-before-comma" in printed
    assert "[cold ,]" in printed
