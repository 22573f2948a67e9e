"""Which quotation marks open and which close."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mtdetect.text.batch import parse
from mtdetect.text.quotes import DOUBLE_MARKS, Mark, find_marks


def places_of_marks(raw: str) -> list[int]:
    return [at for at, char in enumerate(raw) if char in DOUBLE_MARKS]


def roles(raw: str) -> str:
    """The text with `<` for marks that open, `>` for marks that close, and `^` for either without its other half."""
    shown = list(raw)
    for mark in parse(raw).marks:
        shown[mark.at] = "^" if mark.partner is None else "<" if mark.opens else ">"
    return "".join(shown)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ('"We go," he said. "Now."', "<We go,> he said. <Now.>"),
        ('" We go, " he said. " Now. "', "< We go, > he said. < Now. >"),
        ('"We go, "said Al. He left.', "<We go, >said Al. He left."),
        ("“We go, “said Al. He left.", "<We go, >said Al. He left."),
        ("He called it ”a step“ and left.", "He called it <a step> and left."),
        ('"We go, he said. "We stay," she said.', "^We go, he said. <We stay,> she said."),
        ('We go," he said. "We stay," she said. "Yes."', "We go,^ he said. <We stay,> she said. <Yes.>"),
        ('"He said “yes” to me," she said.', "<He said <yes> to me,> she said."),
        ('"I am the "father" of it," she said.', "<I am the <father> of it,> she said."),
        ('"We go.\n"We stay," she said.', "^We go.\n<We stay,> she said."),
        ('"We go\nand stay," she said. "Yes."', "<We go\nand stay,> she said. <Yes.>"),
        ('A 6" pipe, a 4" pipe and a "pipe".', 'A 6" pipe, a 4" pipe and a <pipe>.'),
        ('"We scored 10" he said.', "<We scored 10> he said."),
        ("«We go», he said: «yes».", "<We go>, he said: <yes>."),
        ('"', "^"),
        ("", ""),
    ],
)
def test_roles(raw: str, expected: str) -> None:
    assert roles(raw) == expected


def test_halves_name_each_other() -> None:
    marks = parse('She said "no" and "yes, “he” said".').marks

    by_place = {mark.at: mark for mark in marks}
    assert len(marks) == 6
    assert all(m.partner is not None and by_place[m.partner].partner == m.at for m in marks)
    assert all(by_place[m.partner].opens != m.opens for m in marks if m.partner is not None)


@pytest.mark.parametrize("raw", ['"' * 10_001, "“" * 10_000 + "”" * 10_000, '"“' * 5_000, '“"”' * 3_000 + "\n" * 9])
def test_deep_nesting_ends_and_keeps_every_mark(raw: str) -> None:
    marks = find_marks(raw, places_of_marks(raw), [(0, len(raw))])

    assert [mark.at for mark in marks] == [at for at, char in enumerate(raw) if char != "\n"]


# A closing mark that nothing opened, so far behind that no reading runs on into its paragraph.
LOST = "\nIt rained on." * 20 + '\nHe left." So did she.'
WELL_FORMED = st.sampled_from(
    [
        "It rained. ",
        '"We go," he said. ',
        "“We go,” he said. ",
        "«Oui», dit-il. ",
        'a ("so") ',
        "“We go.\n“We stay.” ",
        "\n",
    ]
)
MESSY = st.text(alphabet=f'{DOUBLE_MARKS}"""aA6 .,:(-—\n', max_size=6)


def marks_by_line(raw: str) -> tuple[Mark, ...]:
    lines = [match.span() for match in re.finditer(r"[^\n]+", raw) if match.group().strip()]
    return find_marks(raw, places_of_marks(raw), lines)


@given(st.lists(WELL_FORMED, max_size=12).map("".join) | st.lists(WELL_FORMED | MESSY, max_size=12).map("".join))
@example('"We go," he said.\n"We stay," said she. "Yes."')
@example("“We go.\n“We stay,” he said. He left.\n“So?”")
@example('"We go.\n\n "We stay," he said.')
@settings(max_examples=500)
def test_a_lost_mark_far_behind_changes_no_mark_before_it(raw: str) -> None:
    alone, with_lost = marks_by_line(raw), marks_by_line(raw + LOST)

    assert with_lost[:-1] == alone
    assert (with_lost[-1].opens, with_lost[-1].partner) == (False, None)


@given(st.lists(WELL_FORMED, max_size=12).map("".join))
def test_each_half_of_well_formed_quotations_has_its_other(raw: str) -> None:
    """Only a quotation that runs on into the next paragraph is opened anew there, and what no paragraph closes."""
    marks = marks_by_line(raw)

    lost = [mark for mark in marks if mark.partner is None]
    assert [raw[mark.at] for mark in lost] == ["“"] * raw.count("“We go.\n")
    assert all(mark.opens for mark in lost)
