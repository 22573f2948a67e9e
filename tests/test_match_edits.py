"""The differences inside a pair of sentences, and their names."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtdetect.match.edits import edits
from mtdetect.match.pair import Edit
from mtdetect.text.batch import parse
from mtdetect.text.text import Text


def between(suspect: Text, origin: Text) -> tuple[Edit, ...]:
    return edits(suspect, (0, len(suspect.tokens)), origin, (0, len(origin.tokens)))


def shown(ours: str, theirs: str) -> list[tuple[str, str | None, str, str]]:
    suspect, origin = parse(ours), parse(theirs)
    return [
        (edit.change, edit.name, suspect.raw[slice(*edit.suspect)], origin.raw[slice(*edit.origin)])
        for edit in between(suspect, origin)
        if edit.change != "kept"
    ]


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("He bought a big car.", "He bought a large car.", ("changed", "synonym", "big", "large")),
        ("She asked for the peace.", "She asked for peace.", ("added", "article", "the", "")),
        ("She asked for peace.", "She asked for the peace.", ("dropped", "article", "", "the")),
        ("They met on Paris.", "They met in Paris.", ("changed", "preposition", "on", "in")),
        ("It will not rain.", "It won't rain.", ("changed", "function word", "will not", "won't")),
        ("Three men, 45 cows.", "Three men, 54 cows.", ("changed", "number changed", "45", "54")),
        ("It cost 3 billion euros.", "It cost 3 million euros.", ("changed", "number changed", "billion", "million")),
        ("They are agreeing.", "They are agreed.", ("changed", "inflected", "agreeing", "agreed")),
        ("Rain fell; wind blew.", "Rain fell, wind blew.", ("changed", "punctuation", ";", ",")),
        ("The president spoke.", "The President spoke.", ("changed", "case", "president", "President")),
        (
            "We saw one of those long trains with empty wagons leaving Lyon.",
            "We saw freight leaving Lyon.",
            ("changed", "wording", "one of those long trains with empty wagons", "freight"),
        ),
    ],
)
def test_edits_have_names(ours: str, theirs: str, expected: tuple[str, str, str, str]) -> None:
    assert [expected] == shown(ours, theirs)


def test_other_quotation_marks_are_an_edit_of_their_own() -> None:
    found = shown('"Yes", he said.', "“Yes”, he said.")

    assert [("changed", "quote", '"', "“"), ("changed", "quote", '"', "”")] == found


def test_the_same_words_elsewhere_have_moved() -> None:
    found = shown("Yesterday the mayor resigned.", "The mayor resigned yesterday.")

    assert ("moved", "re-ordered", "Yesterday", "") in found
    assert ("moved", "re-ordered", "", "yesterday") in found


@settings(max_examples=200)
@given(*[st.text(st.sampled_from("ab1 .,'\"“”’-İſ\n\x00"), max_size=60)] * 2)
def test_edits_cover_every_token_of_both_sides_once(ours: str, theirs: str) -> None:
    suspect, origin = parse(ours), parse(theirs)

    found = between(suspect, origin)

    for text, spans in ((suspect, [one.suspect for one in found]), (origin, [one.origin for one in found])):
        covered = [token for start, end in spans for token in text.tokens if start <= token[0] and token[1] <= end]
        assert list(text.tokens) == covered


def test_kept_stretches_are_the_same_on_both_sides() -> None:
    suspect, origin = (
        parse("The “old” port of Porto burnt on 3 May."),
        parse('The old port in Porto burned on "3 May".'),
    )

    kept = [edit for edit in between(suspect, origin) if edit.change == "kept"]

    assert [suspect.raw[slice(*edit.suspect)] for edit in kept] == [origin.raw[slice(*edit.origin)] for edit in kept]
