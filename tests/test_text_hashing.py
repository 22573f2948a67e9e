"""Words and runs of words as numbers."""

import re
import tomllib
from importlib.resources import files
from itertools import chain, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtdetect.tells.lexicon import entries
from mtdetect.text.batch import analyse
from mtdetect.text.hashing import Keys, KeyTable, keys_of, pair_keys, run_keys
from mtdetect.text.word_groups import word_groups

LISTS = sorted(file.name.removesuffix(".tsv") for file in files("mtdetect.tells").joinpath("data").iterdir())
PHRASES = [entry.phrase.lower().split() for name in LISTS for entry in entries(name)]
WORDS = sorted({word for phrase in PHRASES for word in phrase})
PLAIN = [word for word in WORDS if re.fullmatch(r"\w+(?:'\w+)*", word) and len(word.upper()) == len(word)]
OTHERS = set(keys_of([",", ".", "中", "é"]).tolist())
CHUNK = 32_768
KEYS = st.integers(0, (1 << 64) - 1) | st.integers(0, 40) | st.integers((1 << 64) - 40, (1 << 64) - 1)


def key(word: str) -> int:
    return int(keys_of([word])[0])


def as_keys(numbers: list[int]) -> Keys:
    return np.array(numbers, np.uint64)


def test_all_words_of_the_lists_have_keys_of_their_own() -> None:
    assert len(WORDS) > 4_000
    assert len(np.unique(keys_of(WORDS))) == len(WORDS)


def test_all_words_and_pairs_of_the_lists_have_keys_of_their_own() -> None:
    pairs = {pair for phrase in PHRASES for pair in pairwise(phrase)}
    runs: list[str | tuple[str, str]] = [*WORDS, *sorted(pairs)]

    assert len(np.unique(run_keys(runs))) == len(runs)


def test_the_order_of_letters_and_of_words_counts() -> None:
    keys = run_keys(["tag", "gat", "ta", "tagg", "", ("tag", "gat"), ("gat", "tag"), ("tag", "tag"), ("taggat", "")])

    assert len(np.unique(keys)) == 9


@given(st.lists(st.sampled_from(PLAIN), min_size=1, max_size=20), st.data())
def test_a_word_has_the_same_key_in_any_case_and_place(words: list[str], data: st.DataObject) -> None:
    written = [data.draw(st.sampled_from([word, word.upper(), word.title(), word.capitalize()])) for word in words]
    between = data.draw(st.sampled_from([" ", " , ", "\n", "... ", " 中 é "]))

    found = analyse([between.join(written)]).all_tokens

    assert [number for number in found.keys.tolist() if number not in OTHERS] == keys_of(words).tolist()


@given(st.lists(st.integers(1, 40_000) | st.integers(1, 9), max_size=12))
@settings(max_examples=40)
def test_a_key_does_not_depend_on_how_much_stands_before_it(sizes: list[int]) -> None:
    words = [("abcdefg" * size)[:size] for size in sizes]

    found = analyse([" ".join(words)]).all_tokens

    assert found.keys.tolist() == [key(word) for word in words]


@pytest.mark.parametrize("before", [0, 1, CHUNK - 2, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK - 1])
def test_a_word_at_the_edge_of_a_chunk_has_its_key(before: int) -> None:
    found = analyse(["." * before + "boats left " + "x" * before]).all_tokens

    assert found.keys[before : before + 2].tolist() == [key("boats"), key("left")]


def test_words_longer_than_a_chunk_have_their_key_wherever_they_stand() -> None:
    words = ["a" * (2 * CHUNK), "boat", "b" * (CHUNK + 5), "crew", "ab" * CHUNK, "a" * (2 * CHUNK)]

    found = analyse([" ".join(words)]).all_tokens

    assert found.keys.tolist() == [key(word) for word in words]
    assert (found.ends - found.starts).tolist() == [len(word) for word in words]
    assert len({*found.keys.tolist()}) == 5


def test_letters_behind_the_first_chunk_do_not_tell_words_of_a_length_apart() -> None:
    assert key("ab" * CHUNK) == key("ab" * (CHUNK // 2) + "c" * CHUNK) != key("ac" * CHUNK)


def test_small_sigma_is_one_letter_at_the_end_of_a_word_too() -> None:
    assert key("ΑΣ") == key("ας") == key("ασ")


def test_pairs_are_those_of_their_words() -> None:
    assert run_keys([("the", "boat")]).tolist() == pair_keys(keys_of(["THE"]), keys_of(["Boat"])).tolist()


@given(st.sets(KEYS, max_size=60), st.lists(KEYS, max_size=60))
def test_a_table_finds_what_a_dict_does(known: set[int], others: list[int]) -> None:
    ascending = sorted(known)
    wanted = [*ascending[::2], *others, *ascending[::3]]
    place = {number: at for at, number in enumerate(ascending)}

    at, places = KeyTable.of(as_keys(ascending)).find(as_keys(wanted))

    found = sorted(zip(at.tolist(), places.tolist(), strict=True))
    assert found == [(index, place[number]) for index, number in enumerate(wanted) if number in place]


def test_a_table_of_many_keys_finds_all_and_nothing_else() -> None:
    keys = np.sort(keys_of(WORDS))
    table = KeyTable.of(keys)

    at, places = table.find(np.concatenate([keys, keys + np.uint64(1)]))

    order = np.argsort(at)
    assert at[order].tolist() == places[order].tolist() == list(range(len(keys)))


def test_word_groups_hold_their_words() -> None:
    file = files("mtdetect.text").joinpath("data", "word_groups.toml")
    groups = {name: set(words.split()) for name, words in tomllib.loads(file.read_text(encoding="utf-8")).items()}
    words = sorted({*chain.from_iterable(groups.values()), *WORDS[::50]})
    known = word_groups()

    bits = known.bits_of(keys_of(words))

    assert list(known.bit) == list(groups)
    for name, bit in known.bit.items():
        assert {word for word, held in zip(words, (bits & bit).tolist(), strict=True) if held} == groups[name]
