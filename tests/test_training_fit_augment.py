"""Training texts altered in form and spelling."""

import random
import re

import pytest

from training.fit.augment import ALTERATIONS, HUMAN, MACHINE, augment, fold_marks

TEXT = (
    '"We can\'t go," said Dr. Smith of the U.S. on Monday. He beleived that the goverment had lied to them. '
    '"Nobody knows," he added. They left an hour later, and none of them came back.'
)
_OF_NAME = {one.name: one for one in ALTERATIONS}


def altered(name: str, text: str = TEXT) -> str:
    return _OF_NAME[name].alter(text, random.Random(1))


def test_curly_marks_and_straight_ones_are_each_others_reverse() -> None:
    curly = altered("curly marks")

    assert curly.startswith("“We can’t go,” said")
    assert altered("straight marks", curly) == TEXT


def test_lines_and_furniture_keep_every_sentence() -> None:
    assert fold_marks(altered("lines")) == TEXT
    assert TEXT in altered("furniture").split("\n")


def test_treebank_spacing_is_that_of_the_treebank() -> None:
    spaced = altered("treebank spacing")

    assert spaced.startswith("`` We ca n't go , '' said Dr. Smith")


@pytest.mark.slow
def test_spelling_is_put_right_and_nothing_else() -> None:
    assert TEXT.replace("beleived", "believed").replace("goverment", "government") == altered("spelling")


def test_careless_faults_are_for_machine_texts_alone() -> None:
    fault = altered("careless, simulated")

    assert fault.startswith('"We can\'t go, " said Dr. Smith of the U. S. on Monday.')
    assert _OF_NAME["careless, simulated"].labels == (MACHINE,)


@pytest.mark.slow
@pytest.mark.parametrize("label", [HUMAN, MACHINE])
def test_what_is_drawn_depends_on_chance_alone_and_is_meant_for_the_label(label: int) -> None:
    allowed = {TEXT} | {altered(one.name) for one in ALTERATIONS if label in one.labels and one.name not in _RANDOM}

    drawn = {augment(TEXT, label, random.Random(seed)) for seed in range(60)}

    assert drawn == {augment(TEXT, label, random.Random(seed)) for seed in range(60)}
    assert allowed <= drawn
    assert all(fold_marks(text) in {fold_marks(one) for one in allowed} or _FURNISHED.search(text) for text in drawn)


_RANDOM = ("lines", "furniture")
_FURNISHED = re.compile(r"\n[^\n]+\n[^\n]+$")
