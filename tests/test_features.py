import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtdetect.features.extract import density
from mtdetect.features.ngrams import find, phrase_keys, phrase_values
from mtdetect.features.style_measures import measure, moving_ttr, mtld
from mtdetect.features.word_classes import SHAPES, as_classes, class_list, class_numbers, spoken_tokens
from mtdetect.text.batch import parse

NUMBERS = class_numbers(class_list(["boat", "the"]))


def classes(raw: str) -> list[str]:
    names = class_list(["boat", "the"])
    tokens, _ = spoken_tokens(parse(raw))
    return [names[number] for number in as_classes(tokens, NUMBERS).tolist()]


def test_rare_words_become_suffixes_and_shapes() -> None:
    found = classes("The boat's hauling slowly. IDA Lund's nets took 12 in 1987, 3rd § time.")

    expected = [
        "the",
        "~'s",
        "~ing",
        "~ly",
        ".",
        "^^",
        "^'s",
        "~s",
        "~",
        "#2",
        "~",
        "#4",
        ",",
        "#x",
        "<mark>",
        "~",
        ".",
    ]
    assert expected == found


def test_quotation_marks_are_not_among_the_classes() -> None:
    assert classes("“The boat,” she said.") == classes("The boat, she said.")


@given(st.text(min_size=1, max_size=80))
def test_every_token_has_a_class(raw: str) -> None:
    tokens, places = spoken_tokens(parse(raw))

    assert len(tokens) == len(places) == len(as_classes(tokens, NUMBERS))


def test_shapes_come_first_so_that_padding_is_class_zero() -> None:
    assert SHAPES[0] == class_list([])[0] == "<pad>"


def test_a_phrase_has_the_same_key_wherever_it_stands() -> None:
    keys = phrase_keys(np.array([5, 6, 7, 5, 6, 7, 8], np.uint64))

    assert keys[0].tolist() == keys[3].tolist()
    assert len(np.unique(keys)) == 4 + 5 + 6  # distinct words, pairs and triples, those over the end too


def test_find_tells_known_from_unknown_keys() -> None:
    at, there = find(np.array([3, 8, 9], np.uint64), np.array([9, 4, 3, 10], np.uint64))

    assert [2, 0, 0, 0] == at.tolist()
    assert [True, False, True, False] == there.tolist()


def test_nothing_is_found_in_an_empty_table() -> None:
    _, there = find(np.array([], np.uint64), np.array([1], np.uint64))

    assert [False] == there.tolist()


def test_phrase_values_have_unit_length() -> None:
    values = phrase_values(np.array([1.0, 4.0]), np.array([2.0, 1.0]), 0.5)

    assert pytest.approx([2 / 8**0.5, 2 / 8**0.5]) == values.tolist()


def test_measures_do_not_depend_on_marks_style_or_line_ends() -> None:
    curly = "“We can’t go,” she said—twice.\n\nHe wasn’t there; it rained all day on the quay."
    straight = "\"We can't go,\" she said-twice.\nHe wasn't there; it rained all day on the quay."

    assert measure(parse(curly)) == measure(parse(straight))


def test_rates_are_per_word() -> None:
    found = measure(parse("He said that the end of the day won't come, and it will not."))

    words = 14
    assert pytest.approx(1 / words) == found["said-that"]
    assert pytest.approx(1 / words) == found["of-the"]
    assert pytest.approx(1 / words) == found["contractions"]
    assert pytest.approx(2 / words) == found["definite-articles"]
    assert pytest.approx(2 / words) == found["expanded-forms"]  # "it will", "will not"


def test_measures_of_no_words_are_zero() -> None:
    assert {0.0} == set(measure(parse("")).values())


def test_moving_ttr_slides_over_the_words() -> None:
    assert pytest.approx((2 / 3 + 3 / 3 + 3 / 3) / 3) == moving_ttr(["a", "b", "a", "c", "b"], window=3)


def test_mtld_of_words_that_never_repeat_is_their_number() -> None:
    assert 4.0 == mtld(["a", "b", "c", "d"])


def test_mtld_counts_how_long_variety_lasts() -> None:
    assert mtld(["a", "b"] * 50) < mtld([f"w{number % 40}" for number in range(100)])


def test_density_falls_with_length_but_not_for_very_short_texts() -> None:
    assert density(1, 600) == pytest.approx(1 - np.exp(-1))
    assert density(1, 1200) < density(1, 600) < density(1, 60) == density(1, 100)
