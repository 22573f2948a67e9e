"""The plots of the cards: as their figures say, readable without colour and without sight."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from training.paths import BASE_MODEL, ESTIMATE_MODEL, MODELS
from training.plots.base import draw_plots
from training.plots.rows import Axis, Mark, dots

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawn() -> dict[Path, str]:
    return dict(draw_plots(BASE_MODEL, ESTIMATE_MODEL))


def elements(plot: str, name: str) -> Iterator[ElementTree.Element]:
    return ElementTree.fromstring(plot).iter(f"{SVG}{name}")


def test_the_plots_are_those_of_the_figures(drawn: dict[Path, str]) -> None:
    for file, plot in drawn.items():
        assert file.read_text(encoding="utf-8") == plot, "python -m training.docs redraws it"


def test_no_plot_is_left_from_before(drawn: dict[Path, str]) -> None:
    assert sorted(drawn) == sorted((BASE_MODEL / "plots").iterdir())


def test_the_card_shows_each_plot_with_its_words(drawn: dict[Path, str]) -> None:
    card = (MODELS / "README.md").read_text(encoding="utf-8")

    for file, plot in drawn.items():
        title = next(elements(plot, "text")).text
        assert f"![{title}](base/plots/{file.name})" in card


def test_a_plot_says_what_it_shows_and_loads_nothing(drawn: dict[Path, str]) -> None:
    for plot in drawn.values():
        root = ElementTree.fromstring(plot)
        assert ("img", True) == (root.get("role"), len(root.get("aria-label", "")) > 40)
        assert [] == [name for one in root.iter() for name in one.attrib if "href" in name or name.startswith("on")]


def test_marks_stand_where_their_values_are() -> None:
    axis = Axis([(0.0, "0"), (1.0, "1")], "share")

    plot = dots("Title", [("ours", "a")], axis, [("x", [Mark(0.0, "a"), Mark(0.5, "a"), Mark(1.0, "a", (0.9, 2.0))])])

    key, *places = [float(one.get("cx", "")) for one in elements(plot, "circle")]
    assert places[1] - places[0] == places[2] - places[1] > 0
    ends = [(float(one.get("x1", "")), float(one.get("x2", ""))) for one in elements(plot, "line")]
    assert places[2] == ends[-1][1]  # what is outside of the axis ends at it
    assert key < places[0]
