"""Words of training cuts that are misspelt or exchanged."""

import random

from training.fit.word_changes import change_words, exchange, misspell, vocabulary

TOKENS = ["The", "minister", "said", ",", "it", "would", "take", "years", "."] * 50


def changed(after: list[str]) -> list[int]:
    return [at for at, (old, new) in enumerate(zip(TOKENS, after, strict=True)) if old != new]


def test_words_are_misspelt_by_one_letter() -> None:
    after = [misspell(TOKENS, random.Random(seed)) for seed in range(20)]

    shares = [len(changed(tokens)) / len(TOKENS) for tokens in after]
    assert 0.02 < sum(shares) / len(shares) < 0.04
    assert max(shares) <= 0.06
    assert {1} == {abs(len(TOKENS[at]) - len(tokens[at])) for tokens in after for at in changed(tokens)}
    assert all(tokens[at][0] == TOKENS[at][0] for tokens in after for at in changed(tokens))


def test_words_are_exchanged_for_words_and_marks_and_names_stay() -> None:
    after = [exchange(TOKENS, random.Random(seed)) for seed in range(20)]

    shares = [len(changed(tokens)) / len(TOKENS) for tokens in after]
    assert 0.05 < sum(shares) / len(shares) < 0.15
    assert max(shares) <= 0.2
    exchanged = {(TOKENS[at], tokens[at]) for tokens in after for at in changed(tokens)}
    assert {old for old, _ in exchanged} == {"minister", "said", "would", "take", "years"}
    assert {new for _, new in exchanged} <= set(vocabulary())


def test_most_cuts_are_changed_and_the_same_ones_each_time() -> None:
    after = [change_words(TOKENS, random.Random(seed)) for seed in range(300)]

    assert after == [change_words(TOKENS, random.Random(seed)) for seed in range(300)]
    assert 200 <= sum(tokens != TOKENS for tokens in after) <= 260


def test_a_text_without_words_stays() -> None:
    assert [",", "."] == exchange([",", "."], random.Random(1))
