"""Code between fences and rows of tables are no prose, even where their lines are as long as wrapped ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtdetect.text.batch import parse
from mtdetect.text.markdown import code_blocks, is_table_row
from mtdetect.text.masks import CODE, TABLE

LINE = "print('the oldest boat was sold in the spring of that year')"
ROW = "| the oldest boat | was sold in the spring of that year |"
WRAPPED = "The ferry company said on Friday that its oldest\nboat would be sold before the winter timetable\nbegan."


@pytest.mark.parametrize("fence", ["```", "~~~", "```python", "  ````"])
def test_lines_of_code_are_code(fence: str) -> None:
    text = parse("\n".join([fence, *[LINE] * 4, fence.rstrip("python")]))

    assert set(text.masks) == {CODE} or set(text.masks) == {CODE, 0}
    assert text.word_count == 0


def test_rows_of_a_table_are_a_table() -> None:
    others = [ROW.replace("spring", season) for season in ("autumn", "summer")]

    text = parse("\n".join([ROW, "|---|---|", *others]))

    assert all(text.masks[at] == TABLE for at, char in enumerate(text.folded) if char.isalpha())
    assert text.word_count == 0


def test_wrapped_prose_between_them_is_still_joined() -> None:
    raw = f"```\n{LINE}\n{LINE}\n```\n{WRAPPED}\n{ROW}\n{ROW}"

    text = parse(raw)

    assert [raw[start:end] for start, end in text.paragraphs if "ferry" in raw[start:end]] == [WRAPPED]
    assert text.words[:3] == ("the", "ferry", "company")
    assert text.word_count == len(WRAPPED.split())


def test_a_fence_without_another_is_one_line_of_code() -> None:
    text = parse(f"```\n{WRAPPED}")

    assert text.word_count == len(WRAPPED.split())
    assert len(text.paragraphs) == 2


@given(st.lists(st.sampled_from(["```", "~~~~ c", "text", "`` `", "    ```"]), max_size=9))
def test_blocks_are_apart_in_order_and_begin_with_fences(lines: list[str]) -> None:
    found = list(code_blocks("\n".join(lines), lines))

    places = [at for block in found for at in block]
    assert places == sorted(set(places))
    assert all(lines[block.start] in ("```", "~~~~ c") and lines[block[-1]] in ("```", "~~~~ c") for block in found)
    assert {at for at, line in enumerate(lines) if line in ("```", "~~~~ c")} <= set(places)


@pytest.mark.parametrize(("line", "expected"), [("| a |", True), ("|---|", True), ("a | b", False), ("| a", False)])
def test_a_row_is_between_bars(line: str, expected: bool) -> None:
    assert is_table_row(line) == expected
