"""What sentences weigh: the n-grams and tells of a text, at their places, and nothing besides."""

from pathlib import Path

import pytest

import mtdetect
from mtdetect.verdict import Verdict

ARTICLES = sorted((Path(__file__).resolve().parents[1] / "seeds" / "articles").glob("*.txt"))
WITH_A_PLACE = ("phrase:", "phrases:", "tell:")


def judged(texts: list[str]) -> list[Verdict]:
    return list(mtdetect.load(sentences=True).score_many(texts))


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [file.read_text(encoding="utf-8") for file in ARTICLES]


def test_sentences_add_up_to_the_reasons_that_have_a_place(texts: list[str]) -> None:
    for verdict in judged(texts):
        placed = sum(reason.log_odds for reason in verdict.reasons if reason.name.startswith(WITH_A_PLACE))

        assert placed == pytest.approx(sum(one.log_odds for one in verdict.sentences), abs=1e-6)


def test_the_sentences_of_a_text_are_the_same_in_a_batch_and_alone(texts: list[str]) -> None:
    detector = mtdetect.load(sentences=True)

    together = judged(texts)

    for text, verdict in zip(texts, together, strict=True):
        alone = detector.score(text).sentences
        assert [(one.start, one.end) for one in alone] == [(one.start, one.end) for one in verdict.sentences]
        assert [one.log_odds for one in alone] == pytest.approx([one.log_odds for one in verdict.sentences])


def test_a_tell_weighs_in_its_own_sentence(texts: list[str]) -> None:
    text = next(text for text, file in zip(texts, ARTICLES, strict=True) if file.name == "levee.pt-stops.txt")

    [verdict] = judged([text])

    heaviest = max(verdict.sentences, key=lambda one: one.log_odds)
    [tell] = [tell for tell in verdict.tells if tell.rule == "MT514"]
    assert heaviest.start <= tell.start < heaviest.end


def test_hidden_characters_move_the_spans_and_change_no_weight(texts: list[str]) -> None:
    text = texts[0]
    hidden = text.replace(" ", " \u200b")

    plain, changed = judged([text, hidden])

    assert [text[one.start : one.end] for one in plain.sentences] == [
        hidden[one.start : one.end].replace("\u200b", "").strip() for one in changed.sentences
    ]
    assert [one.log_odds for one in plain.sentences] == pytest.approx([one.log_odds for one in changed.sentences])


def test_nobody_asked_or_nothing_judged_means_no_sentences() -> None:
    assert () == mtdetect.load().score("The ferry was late again. " * 40).sentences
    assert () == mtdetect.load(sentences=True).score("Too short.").sentences
