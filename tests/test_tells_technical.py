"""Code, identifiers, flags and columns are no prose to the rules; what the machinery leaves is looked for there too."""

import pytest

from mtdetect.tells.engine import find_tells
from mtdetect.tells.technical import in_code, is_technical
from mtdetect.text.batch import parse

MANUAL = (
    "The table lives in /etc/ferry.conf and is read by load_table(). With --no-table, or where table_size == 0, the "
    "ferry waits. Set table.name = x to change the name of the table."
)
NEWS = (
    "The ferry waited for an hour (a long time, said the crew) at 5.30 p.m. - the fee is $4 or €5, or 3% of the fare/"
    "price. Write to the mayor's office & ask; the answer was: \"We don't know\"."
)


def codes_of(raw: str) -> list[str]:
    return [tell.rule for tell in find_tells(parse(raw))]


def test_a_manual_is_technical_and_news_is_not() -> None:
    found = [is_technical(parse(raw)) for raw in (MANUAL, NEWS)]

    assert [True, False] == found


@pytest.mark.parametrize(
    ("raw", "marked"),
    [
        ("Set the_name_name to the value.", "the_name_name"),
        ("Call it with --the-the here.", "--the-the"),
        (">>> the the", "the the"),
        ("name      size      kind of the the", "the the"),
        ("| the the | first | second |", "the the"),
        ("the\tthe", "the\tthe"),
        ("if (a == b && c != d) { the the }", "the the"),
        ("Look into /usr/share/the/the for it.", "the/the"),
    ],
)
def test_code_identifiers_flags_and_columns_are_no_prose(raw: str, marked: str) -> None:
    start = raw.index(marked)

    assert in_code(parse(raw), (start, start + len(marked)))


@pytest.mark.parametrize("marked", ["an hour", "$4 or", "fare/price", "5.30", "We don't", "office & ask"])
def test_news_is_prose(marked: str) -> None:
    start = NEWS.index(marked)

    assert not in_code(parse(NEWS), (start, start + len(marked)))


def test_a_repeat_is_a_tell_in_prose_and_none_in_code() -> None:
    prose, code = (codes_of(raw) for raw in ("She took the the boat.", "size_t the_size = get_size(the the);"))

    assert (["MT303"], []) == (prose, code)


def test_what_the_machinery_leaves_is_looked_for_in_code_too() -> None:
    assert "MT601" in codes_of("Set the_name to <unk> or to other_name.")


def test_a_text_is_not_judged_by_the_others_of_its_batch() -> None:
    from mtdetect.text.batch import analyse

    batch = analyse((NEWS, MANUAL))

    assert [False, True] == [is_technical(text) for text in batch.texts]


def test_one_kind_of_stray_mark_among_many_good_ones_is_a_slip() -> None:
    good = 'The crew said "we wait for the tide" and went to bed. ' * 20
    slips = 'She said "we wait. " and left. They spoke of " the tide" all night. '

    assert (["MT711", "MT711"], []) == tuple(
        [code for code in codes_of(raw) if code == "MT711"] for raw in (slips, good + slips)
    )
