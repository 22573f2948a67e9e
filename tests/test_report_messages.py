"""What is printed beside reports."""

import pytest

from mtdetect.report.messages import print_unreadable
from mtdetect.report.summary import Summary


def test_numbers_are_as_in_the_totals(capsys: pytest.CaptureFixture[str]) -> None:
    print_unreadable(Summary(12_345, 0, 0, 11_111, 0, 1_234), allowed=True)

    assert ("", "mtdetect: warning: 1,234 of 12,345 unreadable\n") == capsys.readouterr()
