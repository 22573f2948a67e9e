"""What reports show of an origin: in the terminal and side by side in the page, whatever the texts hold."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from justhtml import JustHTML

import mtdetect
from mtdetect.document import Document
from mtdetect.errors import UsageError
from mtdetect.match.matcher import Matcher
from mtdetect.match.row import match_results
from mtdetect.report.match import best_pairs, sentences, word_diff
from mtdetect.results.row import Result, Row
from tests.report_pages import tree, views_of

Draw = Callable[..., str]
ARTICLES = Path(__file__).resolve().parents[1] / "seeds" / "articles"
EVIL = "<script>alert(1)</script> \x1b[2J \u202e ##[add-mask]no"


@pytest.fixture(scope="module")
def matched() -> list[Result]:
    """A copy with its origin, an article without one, and one that cannot be judged."""
    matcher = mtdetect.load_matcher([ARTICLES / "bees.txt", ARTICLES / "organ.txt"])
    documents = [_document("bees.pt.txt"), _document("levee.txt"), Document("short", "Too short.", "short.txt")]
    return list(match_results(mtdetect.load(fpr=0.05), matcher, documents))


def _document(name: str) -> Document:
    return Document(name, (ARTICLES / name).read_text(encoding="utf-8"), name)


def _origin(**changes: Any) -> Row:
    """A matched row whose names and texts are hostile."""
    pair = {
        "kind": "1-1",
        "similarity": 0.7,
        "moved": True,
        "suspect": {"start": 0, "end": len(EVIL), "text": EVIL},
        "origin": {"start": 5, "end": 5 + len(EVIL), "text": EVIL},
        "edits": [
            {"change": "kept", "name": None, "suspect": [0, 4], "origin": [5, 9]},
            {"change": "changed", "name": "synonym", "suspect": [4, 20], "origin": [9, 25]},
            {"change": "moved", "name": EVIL, "suspect": [2, 9], "origin": [0, 10**9]},
        ],
    }
    lost = {**pair, "kind": "0-1", "suspect": None, "edits": []}
    added = {**pair, "kind": "1-0", "origin": None, "edits": []}
    found = {
        "id": EVIL,
        "path": f"{EVIL}.txt",
        "relation": "round_trip",
        "relations": {"round_trip": 0.9},
        "likelihood": 0.9,
        "direction": {"copy": "suspect", "likelihood": 0.9, "clues": []},
        "likeness": 0.8,
        "coverage": 0.9,
        "origin_coverage": 0.9,
        "order": 1.0,
    }
    origin = {**found, "best": [0, 7], "cut": False, "pairs": [pair, lost, added], **changes}
    return {"origin": origin, "candidates": [found]}


def test_the_page_holds_each_pair_side_by_side_and_whole(draw: Draw, matched: list[Result]) -> None:
    copy, other, short = views_of(draw("html", matched))

    shown = [
        ["".join(piece for piece, _, _ in pair[side]) for side in ("suspect", "origin")]
        for pair in copy["origin"]["pairs"]
    ]
    assert [
        [(pair[side] or {"text": ""})["text"].replace("\n", " ") for side in ("suspect", "origin")]
        for pair in matched[0].row["origin"]["pairs"]
    ] == shown
    assert [None, None] == [other["origin"], short["origin"]]


def test_the_page_names_what_differs(draw: Draw, matched: list[Result]) -> None:
    [view, *_] = views_of(draw("html", matched))

    edits = [edit for pair in matched[0].row["origin"]["pairs"] for edit in pair["edits"]]
    named = {name for pair in view["origin"]["pairs"] for _, _, name in pair["suspect"] if name}
    assert named
    assert named <= {edit["name"] for edit in edits}
    assert len(matched[0].row["origin"]["best"]) == sum(pair["best"] for pair in view["origin"]["pairs"])


def test_hostile_texts_are_escaped_in_the_page(draw: Draw, matched: list[Result]) -> None:
    drawn = draw("html", [Result({**matched[0].row, **_origin()}, "text")])

    JustHTML(drawn, strict=True, sanitize=False)
    assert 3 == len(tree(drawn).xpath("//script"))
    assert "<script>alert" not in drawn
    assert not {"\x1b", "\u202e"} & set(drawn)


def test_hostile_texts_are_escaped_in_the_terminal(draw: Draw, matched: list[Result]) -> None:
    drawn = draw("text", [Result({**matched[0].row, **_origin()}, "text")])

    assert not {"\x1b", "\u202e"} & set(drawn)
    assert "##[" not in drawn


@pytest.mark.parametrize("form", ["concise", "csv", "sarif", "github", "junit", "json", "jsonl"])
def test_all_other_formats_take_matched_rows(draw: Draw, matched: list[Result], form: str) -> None:
    assert "bees.pt.txt" in draw(form, matched)


def test_an_article_without_an_origin_says_so(draw: Draw, matched: list[Result]) -> None:
    assert "No likely origin among the candidates." in draw("text", matched[1:2])


def test_the_direction_is_told_from_the_side_of_the_copy() -> None:
    row = _origin(direction={"copy": "origin", "likelihood": 0.1, "clues": []})

    assert "the candidate is likely the copy (90%)" in list(sentences(row))


def test_a_pair_whose_direction_is_in_doubt_is_named_with_the_doubt() -> None:
    row = _origin(direction={"copy": "origin", "likelihood": 0.3, "sure": False, "clues": []})

    said = list(sentences(row))

    assert said[0].startswith("likely origin or copy: ")
    assert said[1] == "which of the two was first is in doubt: the candidate is likely the copy (70%)"


def test_a_number_that_leads_to_no_pair_is_left_out() -> None:
    row = _origin()

    assert row["origin"]["pairs"][:1] == best_pairs(row)


def test_a_pair_reads_like_a_word_diff() -> None:
    pair = {
        "suspect": {"start": 10, "end": 23, "text": "The big ferry"},
        "origin": {"start": 0, "end": 15, "text": "The large ferry"},
        "edits": [
            {"change": "kept", "name": None, "suspect": [10, 13], "origin": [0, 3]},
            {"change": "changed", "name": "synonym", "suspect": [14, 17], "origin": [4, 9]},
            {"change": "kept", "name": None, "suspect": [18, 23], "origin": [10, 15]},
        ],
    }

    assert "The [-large-] {+big+} ferry" == word_diff(pair)


def test_a_fault_in_one_text_costs_that_one_only(monkeypatch: pytest.MonkeyPatch) -> None:
    matcher = mtdetect.load_matcher([ARTICLES / "bees.txt"])

    def fail(_self: Matcher, _document: Document) -> None:
        raise ValueError("no good")

    monkeypatch.setattr(Matcher, "match", fail)
    [result] = match_results(mtdetect.load(), matcher, [_document("bees.pt.txt")])

    assert "internal" == result.row["error"]["kind"]
    assert "matching failed with ValueError: no good" in result.row["error"]["message"]


def test_candidates_that_cannot_be_read_are_an_error_unless_told() -> None:
    told: list[object] = []

    mtdetect.load_matcher([ARTICLES / "bees.txt", "none.txt"], unreadable=told.append)

    assert 1 == len(told)
    with pytest.raises(UsageError, match=r"none\.txt"):
        mtdetect.load_matcher([ARTICLES / "bees.txt", "none.txt"])
