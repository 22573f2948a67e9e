"""The guess at the kind of engine."""

from dataclasses import replace
from pathlib import Path

import pytest

import mtdetect
from mtdetect.document import Document
from mtdetect.model.engine_type import ENGINES, EngineModel, Guess
from mtdetect.report.words import engine
from mtdetect.results.row import row
from mtdetect.verdict import Verdict

ARTICLES = Path(__file__).resolve().parents[1] / "seeds" / "articles"
MODEL = EngineModel(-1.0, {"MT1": 10.0, "MT2": -10.0})
VERDICT = Verdict("translated", 0.97, 0.002, None, 410, 0.0, (), (), "model:a")


@pytest.mark.parametrize(
    ("densities", "expected"),
    [({"MT1": 0.6}, "rule_based"), ({"MT2": 0.2}, "learnt"), ({}, None), ({"MT1": 0.15, "MT9": 1.0}, None)],
)
def test_a_guess_is_made_where_one_kind_is_likely_enough(densities: dict[str, float], expected: str | None) -> None:
    guess = MODEL.guess(densities)

    assert expected == (guess and guess.engine)
    assert guess is None or 0.9 <= guess.likelihood <= 1


def test_a_row_has_the_guess_if_there_is_one() -> None:
    document = Document("a.txt", "It rose.", "a.txt")

    assert "guess" not in row(document, VERDICT)
    assert {"engine": "learnt", "likelihood": 0.95} == row(document, replace(VERDICT, guess=Guess("learnt", 0.95)))[
        "guess"
    ]


def test_a_guess_is_told_in_words_without_its_likelihood() -> None:
    assert ["one that translates by rules", "one that learnt from translations, as most do"] == [
        engine(name) for name in ENGINES
    ]


def test_articles_that_are_not_called_translated_have_none_and_a_rule_based_copy_is_guessed() -> None:
    detector = mtdetect.load(fpr=0.05)

    human = detector.score((ARTICLES / "quota.txt").read_text(encoding="utf-8"))
    copy = detector.score((ARTICLES / "quota.es-apertium.txt").read_text(encoding="utf-8"))

    assert human.guess is None
    assert copy.guess is not None
    assert copy.guess.engine == "rule_based"
