"""What a page is given of an article: all words and numbers that it shows."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import mtdetect
from mtdetect.document import Document
from mtdetect.report.article_facts import article_facts, page_view
from mtdetect.report.article_view import article_view, normal_score
from mtdetect.results.row import Result, row

ARTICLES = Path(__file__).resolve().parents[1] / "seeds" / "articles"


@pytest.fixture(scope="module")
def shaded() -> Result:
    """An article that is likely translated, with the weights of its sentences."""
    text = (ARTICLES / "bees.pt-quotes.txt").read_text(encoding="utf-8")
    verdict = mtdetect.load(sentences=True).score(text)
    return Result(row(Document("bees", text, "bees.txt"), verdict), text, sentences=verdict.sentences)


@pytest.mark.parametrize(("share", "expected"), [(0.5, 0.0), (0.01, 2.326), (0.001, 3.09), (1.0, -3.291), (0.0, 3.291)])
def test_a_human_share_has_a_place_among_human_articles(share: float, expected: float) -> None:
    assert expected == normal_score(share)


def test_each_sentence_has_its_pieces_and_its_weight(shaded: Result) -> None:
    view = article_view(shaded)

    assert shaded.text is not None
    sentences = ["".join(piece for piece, _, own in view["pieces"] if own == at) for at in range(len(shaded.sentences))]
    assert [shaded.text[one.start : one.end] for one in shaded.sentences] == sentences
    assert [round(one.log_odds, 3) for one in shaded.sentences] == view["sentences"]


def test_the_readers_shares_are_there_where_it_has_read(shaded: Result) -> None:
    first, *others = shaded.sentences
    read = replace(shaded, sentences=(replace(first, reader=0.25), *others))

    assert [0.25, *[None] * len(others)] == article_view(read)["reader"]
    assert "reader" not in article_view(shaded)


def test_without_sentences_no_piece_is_of_one(shaded: Result) -> None:
    view = article_view(Result(shaded.row, shaded.text))

    assert ({-1}, []) == ({sentence for _, _, sentence in view["pieces"]}, view["sentences"])


def test_a_cause_is_held_once_however_many_places_have_it(shaded: Result) -> None:
    view = article_view(shaded)

    tells = shaded.row["tells"]
    assert {(tell["message"], tell["hint"]) for tell in tells} == {*view["causes"]}
    assert len(view["causes"]) == len({one["cause"] for one in view["evidence"] if "cause" in one}) < len(tells)


def test_facts_are_what_the_row_says(shaded: Result) -> None:
    facts = article_facts(shaded.row)

    assert ("bees.txt [bees]", "translated", "likely machine-translated") == (
        facts["name"],
        facts["answer"],
        facts["headline"],
    )
    assert [*dict.fromkeys(tell["rule"] for tell in shaded.row["tells"])] == [rule[:5] for rule in facts["rules"]]
    assert "MT401 space before closing quote" in facts["rules"]
    assert shaded.row["human_share"] == facts["share"]


def test_the_page_names_an_article_by_its_id_alone(shaded: Result) -> None:
    view = page_view(Result({**shaded.row, "path": "-"}, shaded.text))

    assert ("bees", "bees") == (view["facts"]["name"], view["article"]["name"])


def test_whatever_a_row_holds_is_safe_to_show(hostile: list[Result], articles: list[Result]) -> None:
    for result in [*hostile, *articles]:
        shown = json.dumps(page_view(result), ensure_ascii=False).replace("\\n", "").replace("\\t", "")

        assert shown.isprintable()


def test_the_house_that_an_article_was_judged_against_is_named(shaded: Result) -> None:
    house = {"name": "news.example", "texts": 640, "level": -0.8}

    view = article_view(Result({**shaded.row, "house": house}, shaded.text))

    assert "house" not in article_view(shaded)
    assert (
        "Judged against 640 human articles of news.example, which score 0.8 lower than others (log-odds)."
        == view["house"]
    )
    assert "human articles of news.example, of this length, score as high" in view["share"]
