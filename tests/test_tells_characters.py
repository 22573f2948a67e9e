"""The rules on characters that nobody sees: where they stand in the text as read, and that they weigh nothing."""

import pytest

from mtdetect.tells.engine import find_tells
from mtdetect.text.batch import parse
from mtdetect.verdict import Tell

STORY = "The ferry left the harbour at noon with forty people on board, and nobody on the quay asked why it was late."


def tells(text: str) -> tuple[Tell, ...]:
    found = find_tells(parse(text))
    assert [one.evidence for one in found] == [text[one.start : one.end] for one in found]
    return found


def codes(text: str) -> set[str]:
    return {one.rule for one in tells(text)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (STORY.replace("harbour", "har\u200bbour"), "MT801"),
        (STORY.replace("harbour", "har\u202ebour"), "MT801"),
        (STORY.replace("harbour", "har\U000e0062bour"), "MT801"),
        (STORY.replace(" ", " \u200b"), "MT801"),
        (STORY.replace("o", "o\xad").replace("e", "e\xad"), "MT801"),
        (STORY.replace("o", "о"), "MT802"),
        (STORY.replace("harbour", "h𝐚rbour"), "MT802"),
        (STORY + " The crewâ€™s fault.", "MT803"),
        (STORY.replace(" ", "\u2005"), "MT804"),
    ],
)
def test_what_would_surprise_a_reader_is_named(text: str, code: str) -> None:
    assert codes(text) - codes(STORY) == {code}


@pytest.mark.parametrize(
    "text",
    [
        STORY.replace("people", "peo\xadple").replace("harbour", "har\xadbour"),
        STORY.replace("forty people", "forty\xa0people").replace("at noon", "at\u202fnoon"),
        STORY.replace("left", "le\ufb05"),
        STORY + " A ❤️ and a 👩‍🚒 for the crew, in Persian می‌خواهم.",
        STORY + " The word хор is a choir, and β-blockers are not TNFα.",
        "\ufeff" + STORY,
        STORY.replace("harbour", "harb\ufffdur"),
        STORY.replace("harbour", "har\bbour\0"),
        STORY + " The cafe\u0301 was shut.",
    ],
)
def test_what_publishers_set_and_damage_is_not(text: str) -> None:
    assert {code for code in codes(text) if code.startswith("MT8") or code in ("MT601", "MT605")} == set()


def test_places_of_other_rules_are_in_the_text_as_read() -> None:
    plain = "He said it twice.\nThe captain of of the crew waited , and left."
    changed = plain.replace("e", "е\u200b").replace("f", "f\u2060")

    found = [(one.rule, one.line, one.evidence) for one in tells(plain) if not one.rule.startswith("MT8")]
    again = [(one.rule, one.line, one.evidence) for one in tells(changed) if not one.rule.startswith("MT8")]

    assert found
    assert found == [
        (code, line, evidence.replace("\u200b", "").replace("\u2060", "").replace("е", "e"))
        for code, line, evidence in again
    ]


def test_the_fingerprint_of_a_tell_is_that_of_the_plain_text() -> None:
    plain = "The captain of of the crew waited."
    prints = [{one.fingerprint for one in tells(text)} for text in (plain, plain.replace("w", "w\xad"))]

    assert prints[0]
    assert prints[0] == prints[1]
