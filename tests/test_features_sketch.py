"""Sketches: what does not matter to them, and that a text has the same one in any batch."""

import pytest

from mtdetect.features.sketch import SIZE, sketch, sketches
from mtdetect.sites.remembered import parts_of
from mtdetect.text.batch import analyse

WORDS = (
    "The council met on Tuesday to hear what the harbour would cost, and nobody in the hall liked the answer. "
    "A second quay had been promised for years; the money had gone into roads instead. Fishermen who had come by bus "
    "from the villages asked when the ice house would open again, and were told to wait for the spring."
)
OTHER = " ".join(f"word{number} and{number % 7}" for number in range(400))


def shared(one: str, other: str) -> int:
    values = [parts_of(str(sketch(text))) for text in (one, other)]
    return len({*values[0]} & {*values[1]})


def test_a_sketch_ignores_case_spaces_and_marks() -> None:
    made = sketch(WORDS)

    assert made == sketch(WORDS.upper().replace(" ", "\n\n").replace(",", ""))
    assert made is not None
    assert SIZE == len(parts_of(made))


def test_texts_share_as_many_hashes_as_they_share_wording() -> None:
    assert shared(WORDS, WORDS.replace("Tuesday", "Monday")) >= SIZE // 2
    assert 0 == shared(WORDS, OTHER)


@pytest.mark.parametrize("text", ["", "Too short.", "好" * 500, "\ud800" * 500, " ".join(WORDS.split()[:39])])
def test_a_text_of_few_words_has_no_sketch(text: str) -> None:
    assert sketch(text) is None


def test_a_sketch_does_not_depend_on_the_other_texts_of_a_batch() -> None:
    texts = [OTHER, "", WORDS, "Too short.", WORDS + " " + OTHER, "five words stand in this", WORDS * 3]

    assert [sketch(text) for text in texts] == sketches(analyse(texts))


def test_what_is_no_sketch_stands_for_one_value() -> None:
    assert [1, 1, 2] == [len(parts_of(text)) for text in ("zz", "", "0000000100000002")]
