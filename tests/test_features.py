import re
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtdetect.features.extract import density, extract, ngram_strings, ngram_tokens
from mtdetect.features.lexical_diversity import moving_ttr, mtld
from mtdetect.features.ngrams import count_ngrams, ngram_keys, ngram_values, ngrams_of
from mtdetect.features.style_measures import MEASURES, measure
from mtdetect.features.word_classes import MARKS, OTHER_MARK, QUOTES, SHAPES, WordClasses, class_list
from mtdetect.text.batch import TextBatch, analyse, parse
from mtdetect.text.hashing import find_sorted

FREQUENT = ["boat", "the", "it's", "not", "s", "été"]
CLASSES = WordClasses(class_list(FREQUENT))
NAMES = CLASSES.names


def classes_of(batch: TextBatch) -> list[str]:
    at = ngram_tokens(batch)
    found = batch.tokens
    starts, ends, keys = found.starts.take(at), found.ends.take(at), found.keys.take(at)
    return [NAMES[number] for number in CLASSES.of_tokens(batch.characters, starts, ends, keys).tolist()]


def classes(raw: str) -> list[str]:
    return classes_of(analyse([raw]))


def slow_class(token: str) -> str:
    """The class of a token as it is defined: frequent words and common marks stay, others become shapes.

    The marks `^` and `~` have the classes of that name.
    """
    lowered = token.lower()
    if lowered in FREQUENT or token in (*MARKS, "^", "~"):
        return lowered
    if not token[0].isalnum():
        return OTHER_MARK
    if token.isdecimal():
        return f"#{min(len(token), 5)}"
    if any(char.isdigit() for char in token):
        return "#x"
    owned = token.endswith("'s")
    if token[0].isupper():
        return "^^" if len(token) > 1 and token.isupper() else "^'s" if owned else "^"
    if owned:
        return "~'s"
    suffixes = sorted((shape[1:] for shape in SHAPES if re.fullmatch("~[a-z]+", shape)), key=len, reverse=True)
    fitting = (suffix for suffix in suffixes if lowered.endswith(suffix) and len(token.lower()) - len(suffix) >= 3)
    return f"~{next(fitting, '')}"


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


LETTERS = st.text(alphabet="aeginsty'lBOATS09_-.^~ éİſ\u212aΣς\n`中٣²…€", max_size=40)
TOKENS = st.sampled_from(["boat", "BOAT's", "The", "it's", "ations", "nations", "NATO's", "s", "S", "x's", "9th", "2²"])
TEXTS = st.lists(LETTERS | TOKENS | st.text(max_size=9), max_size=12).map(" ".join)


@given(TEXTS)
def test_the_class_of_every_token_is_as_defined(raw: str) -> None:
    text = parse(raw)

    kept = [token for start, end in text.tokens if (token := text.folded[start:end]) not in QUOTES]
    expected = [slow_class(token) for token in kept]
    assert classes(raw) == expected
    assert ngram_strings(text) == kept
    assert [NAMES[number] for number in CLASSES.of_strings(kept).tolist()] == expected


@given(st.lists(TEXTS, max_size=6))
def test_the_classes_of_texts_together_are_those_of_each_alone(raws: list[str]) -> None:
    assert classes_of(analyse(raws)) == [name for raw in raws for name in classes(raw)]


def test_shapes_come_first_so_that_padding_is_class_zero() -> None:
    assert SHAPES[0] == class_list([])[0] == "<pad>"


def test_an_ngram_has_the_same_key_wherever_it_stands() -> None:
    keys = ngrams_of(np.array([5, 6, 7, 5, 6, 7, 8], np.uint64))

    assert keys[0].tolist() == keys[3].tolist()
    assert len(np.unique(keys)) == 4 + 5 + 6  # distinct words, pairs and triples, those over the end too


def test_ngrams_of_a_text_run_over_class_zero_at_its_end() -> None:
    numbers = np.array([5, 6], np.uint64)
    padded = np.array([5, 6, 0, 0, 0], np.uint64)

    assert ngrams_of(numbers).T.tolist() == [keys.tolist() for keys in ngram_keys(padded)]


def test_known_keys_are_told_from_unknown_ones() -> None:
    at, there = find_sorted(np.array([3, 8, 9], np.uint64), np.array([9, 4, 3, 10], np.uint64))

    assert [2, 0, 0, 0] == at.tolist()
    assert [True, False, True, False] == there.tolist()


def test_nothing_is_found_in_an_empty_table() -> None:
    _, there = find_sorted(np.array([], np.uint64), np.array([1], np.uint64))

    assert [False] == there.tolist()


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5))))
def test_ngrams_are_counted_by_text(stand: list[tuple[int, int]]) -> None:
    texts, places = np.array(stand, np.intp).reshape(-1, 2).T

    found = count_ngrams(texts, places, 6)

    expected = sorted(Counter(stand).items())
    columns = zip(found.texts.tolist(), found.places.tolist(), found.counts.tolist(), strict=True)
    assert sorted(((text, place), count) for text, place, count in columns) == expected


def test_ngram_values_have_unit_length_in_each_text() -> None:
    counts = count_ngrams(np.array([0, 0, 0, 0, 0, 2]), np.array([0, 1, 1, 1, 1, 1]), 2)

    values = ngram_values(counts, np.array([2.0, 1.0], np.float32), 0.5, 3)

    found = zip(zip(counts.texts.tolist(), counts.places.tolist(), strict=True), values.tolist(), strict=True)
    assert dict(found) == pytest.approx({(0, 0): 2 / 8**0.5, (0, 1): 2 / 8**0.5, (2, 1): 1.0})


def test_measures_do_not_depend_on_marks_style_or_line_ends() -> None:
    curly = "“We can’t go,” she said—twice.\n\nHe wasn’t there; it rained all day on the quay."
    straight = "\"We can't go,\" she said-twice.\nHe wasn't there; it rained all day on the quay."

    assert measures_of(curly) == measures_of(straight)


def measures_of(raw: str) -> dict[str, float]:
    """The measures of a text alone."""
    return {name: float(value) for name, [value] in measure(analyse([raw])).items()}


def test_rates_are_per_word() -> None:
    found = measures_of("He said that the end of the day won't come, and it will not.")

    words = 14
    assert pytest.approx(1 / words) == found["said-that"]
    assert pytest.approx(1 / words) == found["of-the"]
    assert pytest.approx(1 / words) == found["contractions"]
    assert pytest.approx(2 / words) == found["definite-articles"]
    assert pytest.approx(2 / words) == found["expanded-forms"]  # "it will", "will not"


def test_measures_of_no_words_are_zero() -> None:
    assert dict.fromkeys(MEASURES, 0.0) == measures_of("")


def test_only_measures_that_are_asked_for_are_taken() -> None:
    assert ["commas", "of-the"] == list(measure(analyse(["One, two."]), ("commas", "of-the")))


def test_moving_ttr_slides_over_the_words() -> None:
    assert pytest.approx((2 / 3 + 3 / 3 + 3 / 3) / 3) == moving_ttr([1, 2, 1, 3, 2], window=3)


def test_mtld_of_words_that_never_repeat_is_their_number() -> None:
    assert 4.0 == mtld([1, 2, 3, 4])


def test_mtld_counts_how_long_variety_lasts() -> None:
    assert mtld([1, 2] * 50) < mtld([number % 40 for number in range(100)])


def test_density_falls_with_length_but_not_for_very_short_texts() -> None:
    assert density(1, 600) == pytest.approx(1 - np.exp(-1))
    assert density(1, 1200) < density(1, 600) < density(1, 60) == density(1, 100)


def test_tells_of_a_text_count_by_its_own_length() -> None:
    batch = analyse(["It rained. " * 300, "It rained. " * 600])

    found = extract(batch, [{"MT410": 1}, {"MT410": 2, "MT301": 1}], ())

    assert found.tells == [{"MT410": density(1, 600)}, {"MT410": density(2, 1200), "MT301": density(1, 1200)}]
