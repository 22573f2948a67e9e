"""Words of training cuts that are misspelt or exchanged."""

import random

from training.fit.word_changes import change_words, exchange, misspell, vocabulary

TOKENS = ["The", "minister", "said", ",", "it", "would", "take", "years", "."] * 50


def changed(after: list[str]) -> list[int]:
    return [at for at, (old, new) in enumerate(zip(TOKENS, after, strict=True)) if old != new]


def test_three_words_in_a_hundred_are_misspelt_by_one_letter() -> None:
    after = misspell(TOKENS, random.Random(1))

    of = changed(after)
    assert round(0.03 * len(TOKENS)) >= len(of) >= 10  # a letter doubled or left out beside its like changes nothing
    assert {abs(len(TOKENS[at]) - len(after[at])) for at in of} == {1}
    assert all(after[at][0] == TOKENS[at][0] and after[at][-1] == TOKENS[at][-1] for at in of)


def test_one_word_in_ten_is_exchanged_for_a_word_and_marks_and_names_stay() -> None:
    after = exchange(TOKENS, random.Random(1))

    assert len(changed(after)) == round(0.1 * len(TOKENS))
    assert {TOKENS[at] for at in changed(after)} <= {"minister", "said", "would", "take", "years"}
    assert all(after[at] in vocabulary() for at in changed(after))


def test_one_cut_in_three_is_changed_and_the_same_one_each_time() -> None:
    after = [change_words(TOKENS, random.Random(seed)) for seed in range(300)]

    assert after == [change_words(TOKENS, random.Random(seed)) for seed in range(300)]
    assert 80 <= sum(tokens != TOKENS for tokens in after) <= 120


def test_a_text_without_words_stays() -> None:
    assert [",", "."] == exchange([",", "."], random.Random(1))
