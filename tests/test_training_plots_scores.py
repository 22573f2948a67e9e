"""The plots of raw scores: measured on scores whose curves are known, and drawn as their numbers say."""

from xml.etree import ElementTree

import numpy as np
import pytest

from training.corpora import Row
from training.fit.crossfit import Scored
from training.fit.examples import Example
from training.paths import FIGURES_PAGE, SCORE_PLOTS
from training.plots.__main__ import name_run, read_curves
from training.plots.curves_of_scores import Curves, curves_of
from training.plots.left_out import LeftOutScores
from training.plots.scores import score_plots

SVG = "{http://www.w3.org/2000/svg}"
BLOCKS, TEXTS = ("one", "two"), 240  # of a kind in each


def left_out(apart: float) -> LeftOutScores:
    """Scores of two blocks, each of round trips that score so much higher than native texts, spread over 2."""
    rows, folds, examples, parts = list[Row](), list[str](), list[Example](), list[Scored]()
    for block in BLOCKS:
        scores = []
        for label, kind in ((0, "native"), (1, "round_trip")):
            for number in range(TEXTS):
                rows.append(Row(f"{block}{label}{number}", "", label, kind, "", "", f"{block}{number}", "", block))
                folds.append(block)
                examples.append(Example(len(examples), False, 60 + number, {}, {}, []))
                scores.append(label * apart + 2 * number / TEXTS)
        numbers = np.arange(len(examples) - len(scores), len(examples))
        parts.append(Scored(block, numbers, np.array(scores)))
    return LeftOutScores("0123456789ab", rows, folds, examples, parts)


@pytest.fixture(scope="module")
def apart() -> Curves:
    return curves_of(left_out(3.0))


def test_texts_that_are_told_apart_are_all_found(apart: Curves) -> None:
    found = apart["roc"]["one"]["round_trip native"]

    assert (TEXTS, TEXTS, 1.0) == (found["machine"], found["human"], found["auc"])
    assert {1.0} == {share for _, share in found["points"]}
    assert found["points"][0][0] >= 1 / TEXTS  # fewer than one text is no share


def test_texts_that_are_alike_are_found_by_chance() -> None:
    found = curves_of(left_out(0.0))["roc"]["two"]["round_trip native"]

    assert 0.5 == found["auc"]
    assert [] == [share for share, value in found["points"] if abs(value - share) > 2 / TEXTS]


def test_likelihoods_stand_beside_the_share_of_machine_texts(apart: Curves) -> None:
    points = apart["reliability"]["one"]["round_trip native"]["points"]

    assert [0.0] * 5 + [1.0] * 5 == [share for _, share, _, _ in points]
    assert [mean for mean, *_ in points] == sorted(mean for mean, *_ in points)


def test_false_positives_are_by_length(apart: Curves) -> None:
    assert {"one native", "two native"} == apart["lengths"].keys()
    assert {"100": 100, "200": 100} == {length: one[0] for length, one in apart["lengths"]["one native"].items()}


def test_kinds_have_densities(apart: Curves) -> None:
    assert {"native": 480, "round_trip": 480} == {kind: one["texts"] for kind, one in apart["kinds"].items()}
    assert pytest.approx(4.0, abs=0.01) == sum(apart["kinds"]["native"]["density"])  # four bins are one of log-odds


def test_the_plots_are_those_of_the_curves() -> None:
    for name, plot in score_plots(read_curves()):
        assert (SCORE_PLOTS / name).read_text(encoding="utf-8") == plot, "python -m training.plots redraws it"
        root = ElementTree.fromstring(plot)
        assert ("img", True) == (root.get("role"), len(root.get("aria-label", "")) > 40)
        assert [] == [one for part in root.iter() for one in part.attrib if "href" in one or one.startswith("on")]


def test_the_page_shows_each_plot_and_names_the_run() -> None:
    page, curves = FIGURES_PAGE.read_text(encoding="utf-8"), read_curves()

    shown = [name for name, _ in score_plots(curves) if f"](images/model/{name})" in page]

    assert [name for name, _ in score_plots(curves)] == shown
    assert page == name_run(page, curves["digest"])
    assert f"`{curves['digest']}`" in page


def test_kinds_differ_by_more_than_colour() -> None:
    drawn = dict(score_plots(read_curves()))

    marks = ElementTree.fromstring(drawn["false-positives-by-length.svg"])

    assert {"b"} == {one.get("class") for one in marks.iter(f"{SVG}circle")}
    assert {"c hollow"} == {one.get("class") for one in marks.iter(f"{SVG}path")}  # diamonds
