"""Bars of weights and shares."""

import pytest

from mtdetect.report.bars import bar, bar_width, share_bar
from mtdetect.report.base import Style


@pytest.mark.parametrize(
    ("weight", "expected"),
    [
        (4.0, ("    ", "████")),
        (2.5, ("    ", "██▌ ")),
        (0.001, ("    ", "▏   ")),
        (0.0, ("    ", "    ")),
        (-0.001, ("   ▐", "    ")),
        (-2.5, (" ▐██", "    ")),
        (-9.0, ("████", "    ")),
    ],
)
def test_a_weight_is_drawn_to_its_side(weight: float, expected: tuple[str, str]) -> None:
    assert expected == bar(weight, 4, 4)


@pytest.mark.parametrize(
    ("weight", "expected"), [(4.0, ("    ", "####")), (0.1, ("    ", "#   ")), (-2, ("  ##", "    "))]
)
def test_a_terminal_without_blocks_gets_plain_signs(weight: float, expected: tuple[str, str]) -> None:
    assert expected == bar(weight, 4, 4, blocks=False)


def test_a_share_is_drawn_from_the_left() -> None:
    assert "██  " == share_bar(0.5, 4)


@pytest.mark.parametrize(
    ("style", "expected"), [(Style(100, colour=True), 8), (Style(60, colour=True), 0), (Style(100), 0)]
)
def test_bars_need_colour_and_room(style: Style, expected: int) -> None:
    assert expected == bar_width(style)
