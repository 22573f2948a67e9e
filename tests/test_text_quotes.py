"""Which quotation marks open and which close."""

import pytest

from mtdetect.text.batch import parse
from mtdetect.text.quotes import find_marks


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
    marks = find_marks(raw, [(0, len(raw))])

    assert [mark.at for mark in marks] == [at for at, char in enumerate(raw) if char != "\n"]
