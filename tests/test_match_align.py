"""Alignment of sentences: pairs, splits, gaps, moved paragraphs, and texts that want to break it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtdetect.match.align import align
from mtdetect.match.links import link_sentences
from mtdetect.match.pair import Alignment
from mtdetect.match.segmentation import MAX_SENTENCES, segment
from mtdetect.text.batch import parse

HARBOUR = "The harbour at Porthcawl froze on Monday for the first time since 1963."
FERRY = "Ferry captain Ruth Okafor said that 140 passengers had to spend the night in a school gym."
COUNCIL = "The council will pay for the meals, which cost 2,300 pounds."
MUSEUM = "A museum nearby opened its doors so that children could see the whale skeleton."
FORECAST = "Forecasters expect the ice to hold until Thursday evening."
ARTICLE = (HARBOUR, FERRY, COUNCIL, MUSEUM, FORECAST)


def aligned(suspect: tuple[str, ...], origin: tuple[str, ...]) -> Alignment:
    return align(parse("\n".join(suspect)), parse("\n".join(origin)))


def kinds(found: Alignment) -> list[str]:
    return [f"{pair.kind}{' moved' if pair.moved else ''}" for pair in found.pairs]


def test_a_text_aligns_with_itself_sentence_by_sentence() -> None:
    found = aligned(ARTICLE, ARTICLE)

    assert kinds(found) == ["1-1"] * 5
    assert (found.coverage, found.origin_coverage, found.order, found.cut) == (1.0, 1.0, 1.0, False)
    assert {(edit.change, edit.name) for pair in found.pairs for edit in pair.edits} == {("kept", None)}


def test_reworded_sentences_still_pair_up() -> None:
    reworded = (
        "On Monday the port of Porthcawl was frozen for the first time since 1963.",
        "The ferry's captain, Ruth Okafor, stated that 140 passengers were forced to sleep in the gym of a school.",
        "The council is going to pay the meals that cost 2,300 pounds.",
    )

    found = aligned(reworded, ARTICLE)

    assert kinds(found) == ["1-1", "1-1", "1-1", "0-1", "0-1"]


def test_a_sentence_cut_in_two_pairs_with_the_whole() -> None:
    cut = "Ferry captain Ruth Okafor said so. That 140 passengers had to spend the night in a school gym."

    found = aligned((HARBOUR, cut, COUNCIL), ARTICLE)

    assert kinds(found) == ["1-1", "2-1", "1-1", "0-1", "0-1"]


def test_two_sentences_joined_pair_with_both() -> None:
    joined = f"{COUNCIL[:-1]}; {MUSEUM[0].lower()}{MUSEUM[1:]}"

    found = aligned((HARBOUR, FERRY, joined, FORECAST), ARTICLE)

    assert kinds(found) == ["1-1", "1-1", "1-2", "1-1"]


def test_what_one_side_alone_has_stands_alone() -> None:
    own = "Nothing of this kind was ever reported by our newspaper before, readers wrote."

    found = aligned((HARBOUR, own, COUNCIL), (HARBOUR, FERRY, COUNCIL))

    assert kinds(found) == ["1-1", "1-0", "0-1", "1-1"]
    assert [(edit.change, edit.name) for pair in found.pairs[1:3] for edit in pair.edits] == [
        ("added", "sentence added"),
        ("dropped", "sentence lost"),
    ]


def test_a_paragraph_that_moved_is_found_again() -> None:
    found = aligned((HARBOUR, FERRY, COUNCIL, FORECAST, MUSEUM), ARTICLE)

    assert kinds(found) == ["1-1", "1-1", "1-1", "1-1 moved", "1-1"]
    assert found.coverage == 1.0
    assert 0.7 < found.order < 0.9


def test_spans_slice_the_texts_as_read() -> None:
    suspect, origin = parse(f"  {HARBOUR}\r\n\r\n{FERRY}"), parse(f"{FERRY} \t {COUNCIL}")

    spans = [(pair.suspect, pair.origin) for pair in align(suspect, origin).pairs]

    assert [
        (suspect.raw[slice(*here)] if here else None, origin.raw[slice(*there)] if there else None)
        for here, there in spans
    ] == [(HARBOUR, None), (FERRY, FERRY), (None, COUNCIL)]


@pytest.mark.parametrize(("suspect", "origin"), [("", ""), ("", FERRY), (FERRY, ""), ("?!", "..."), ("\x00", "a")])
def test_texts_with_nothing_to_pair(suspect: str, origin: str) -> None:
    found = align(parse(suspect), parse(origin))

    assert [pair for pair in found.pairs if pair.suspect and pair.origin] == []
    assert (found.coverage, found.origin_coverage, found.order) == (0.0, 0.0, 1.0)


def test_only_so_many_sentences_are_compared() -> None:
    found = align(parse("It rained all day in Lyon. " * (MAX_SENTENCES + 500)), parse(FERRY))

    assert len([pair for pair in found.pairs if pair.suspect]) == MAX_SENTENCES
    assert found.cut


def test_one_endless_sentence_is_compared_in_pieces() -> None:
    found = align(parse("lyon " * 100_000), parse("paris lyon " * 50_000))

    assert found.cut
    assert max(pair.suspect[1] - pair.suspect[0] for pair in found.pairs if pair.suspect) <= 8_001


WORDS = st.lists(
    st.sampled_from([HARBOUR, FERRY, COUNCIL, "Yes.", "He said “no”.", "12", "\n", "“", "İ ſ"]), max_size=9
)


@settings(max_examples=150)
@given(WORDS, WORDS)
def test_each_sentence_is_in_exactly_one_link(suspect: list[str], origin: list[str]) -> None:
    one, other = segment(parse(" ".join(suspect))), segment(parse(" ".join(origin)))

    links = link_sentences(one, other)

    assert [row for found in links for row in range(*found.suspect)] == list(range(len(one.sentences)))
    assert sorted(column for found in links for column in range(*found.origin)) == list(range(len(other.sentences)))
    kept = [found.origin for found in links if found.origin[0] < found.origin[1] and not found.moved]
    assert kept == sorted(kept)


def test_a_quotation_of_many_sentences_is_compared_sentence_by_sentence() -> None:
    said = (*ARTICLE, *(one.replace(" ", " and ") for one in ARTICLE))  # a passage that comes again is no prose
    text = parse(f"'{' '.join(said)}'")

    found = segment(text)

    assert len(text.sentences) == 1
    assert list(said) == [text.raw[slice(*one.span)].strip("'") for one in found.sentences]
