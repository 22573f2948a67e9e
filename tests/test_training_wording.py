"""The word lists of MT703: how they are mined and weighed, and what the rule does with them."""

from dataclasses import replace

import numpy as np
from scipy.sparse import csr_matrix

from mtdetect.tells.engine import engine, find_tells
from mtdetect.tells.evidence import count_tells, tells_of
from mtdetect.tells.flow.wording_balance import BARS, FEWEST, MOST, Balance, weigh
from mtdetect.tells.flow.wording_table import LISTS, Table, as_table, table, wording
from mtdetect.tells.lexicon import entries
from mtdetect.tells.pages import load_page
from mtdetect.text.batch import analyse, parse
from mtdetect.text.content_words import is_content_word
from mtdetect.text.text import Gram
from training.corpora import Row
from training.wording.candidates import Candidates, find_candidates
from training.wording.causes import cause
from training.wording.direction import find_agreement, likelihood_ratio, tally
from training.wording.pairs import TextPair, changes, pair_texts
from training.wording.weights import in_hundredths, learn_weights

TRANSLATED = load_page("MT703").flags[0].text
SETS = ("german_roundtrip_google_deepl", "essays_roundtrip_google", "rule_based_roundtrip_apertium")
PLAIN = "they went up there to rest because it was late and nobody decided otherwise " * 5
SPELT = "they decided to go up there to rest because it was late and nobody decided otherwise " * 5


def row(name: str, group: str, kind: str, text: str = "", lang: str = "") -> Row:
    machine = kind in ("round_trip", "machine_translation")
    return Row(f"{group} {kind} {lang}", text, int(machine), kind, "engine" * machine, lang, group, "news", name)


def small() -> Candidates:
    """Three sets of ten groups whose machine says `decided to go` where a person says `went`."""
    rows = [
        made
        for name in SETS
        for number in range(10)
        for made in (
            row(name, f"{name} {number}", "native", PLAIN),
            row(name, f"{name} {number}", "round_trip", SPELT, "fr"),
            row(name, f"{name} {number}", "round_trip", SPELT, "de"),
        )
    ]
    return find_candidates(rows)


def weights_of(known: Table) -> dict[Gram, int]:
    return dict(zip(known.phrases, known.weights.tolist(), strict=True))


def codes(text: str) -> list[str]:
    return [tell.rule for tell in find_tells(parse(text)) if tell.rule == "MT703"]


def test_pairs_join_round_trips_to_natives_and_machines_to_persons() -> None:
    rows = [
        row(SETS[0], "a", "native"),
        row(SETS[0], "a", "round_trip", lang="de"),
        row(SETS[0], "b", "human_translation"),
        row(SETS[0], "b", "machine_translation", lang="de"),
        row(SETS[1], "c", "round_trip", lang="fr"),
    ]

    found = [(pair.machine, pair.human) for pair in pair_texts(rows, range(len(rows)))]

    assert [((1,), (0,)), ((3,), (2,))] == found


def test_changes_average_each_side() -> None:
    pairs = [TextPair("v", "b", (0, 1), (2,))]

    found = changes(pairs, 4).toarray().tolist()

    assert [[0.5, 0.5, -1.0, 0.0]] == found


def test_a_tally_counts_gains_and_losses_by_engine_and_pivot() -> None:
    presence = csr_matrix(np.array([[1, 0, 1], [0, 1, 1]]))
    pairs = [TextPair("v", "b", (0,), (1,)), TextPair("w", "b", (1,), (0,))]

    found = tally(pairs, presence)

    assert ("b", "b") == found.blocks
    assert [[1, 0, 0], [0, 1, 0]] == found.gained.tolist()
    assert [[0, 1, 0], [1, 0, 0]] == found.lost.tolist()


def test_an_ngram_needs_engines_of_two_blocks_and_no_block_against_it() -> None:
    counts = tally([TextPair(source, source[0], (0,), (1,)) for source in ("a1", "b1", "b2", "c1")], csr_matrix((2, 4)))
    gained = np.array([[9, 9, 0, 9], [9, 0, 0, 9], [9, 0, 0, 9], [0, 0, 0, 0]], float)
    lost = np.array([[0, 0, 9, 0], [0, 0, 9, 0], [0, 0, 9, 0], [0, 0, 0, 9]], float)

    found = find_agreement(replace(counts, gained=gained, lost=lost))

    assert [1, 0, -1, 0] == found.direction.tolist()
    assert [3, 0, 3, 0] == found.support.tolist()


def test_the_ratio_is_dunnings() -> None:
    found = likelihood_ratio(np.array([10.0, 20.0]), np.array([20.0, 10.0]))

    expected = 2 * (10 * np.log(10 / 15) + 20 * np.log(20 / 15))
    assert [round(expected, 9)] * 2 == np.round(found, 9).tolist()


def test_mining_finds_what_the_machine_says_and_what_it_loses() -> None:
    given = small()

    weights = weights_of(in_hundredths(learn_weights(given, range(len(given.rows)))))

    assert weights[("decided", "to")] > 0
    assert weights["went"] < 0
    assert "rest" not in weights


def test_mining_twice_gives_the_same() -> None:
    given = small()

    assert learn_weights(given, range(len(given.rows))) == learn_weights(given, range(len(given.rows)))


def test_the_cause_is_told_by_the_words() -> None:
    found = [cause(*given) for given in (("said that", True), ("of the", True), ("set up", False), ("nobody", False))]

    assert [
        "reported speech spelt out",
        "genitive chain",
        "phrasal verb or particle",
        "word that comes back as another",
    ] == found


def test_the_lists_do_not_share_an_ngram_and_keep_their_signs() -> None:
    listed = [{entry.phrase for entry in entries(name)} for name in LISTS]

    weights = {ngram if isinstance(ngram, str) else " ".join(ngram): of for ngram, of in weights_of(table()).items()}

    assert listed == [{ngram for ngram, of in weights.items() if sign * of > 0} for sign in (1, -1)]
    assert set(weights) == listed[0] | listed[1]
    assert len(weights) == len(table().phrases) == len(listed[0]) + len(listed[1])


def test_a_balance_sums_each_ngram_once() -> None:
    words = "in addition they decided to go up there"
    known = as_table({**dict.fromkeys(words.split(), 10), ("in", "addition"): 5, "off": -7, "though": -9})

    found = weigh(analyse([f"{words} off " * 10, "off"]), known)

    assert [Balance(9, 85, 78, 90), Balance(0, 0, -7, 1)] == found


def test_few_ngrams_are_no_balance() -> None:
    words = "in addition they decided to go up"
    known = as_table(dict.fromkeys(words.split(), 99))

    (found,) = weigh(analyse([f"{words} there " * 10]), known)

    assert found.different == 7
    assert not found.tells(BARS)
    assert replace(found, different=8).tells(BARS)


def test_both_bars_must_be_reached() -> None:
    high = 10_000

    found = [Balance(8, *weights, 100).tells(BARS) for weights in ((high, high), (high, 0), (0, high))]

    assert [True, False, False] == found


def test_short_and_long_texts_are_left_alone() -> None:
    words = TRANSLATED.split()
    # A passage that comes again is not read again, so each fifth word is another one every time.
    copies = [
        word if at % 5 else f"{word} {chr(97 + copy % 26)}{'x' * (1 + copy // 26)}"
        for copy in range(1 + MOST // len(words))
        for at, word in enumerate(words)
    ]
    long = " ".join(copies)

    assert codes(TRANSLATED) != []
    assert codes(" ".join(words[: FEWEST // 2])) == []
    assert codes(long) == []


def test_at_most_twenty_ngrams_are_shown_and_each_once() -> None:
    found = [tell.evidence.lower() for tell in find_tells(parse(TRANSLATED)) if tell.rule == "MT703"]

    assert len(found) <= 20
    assert sorted(set(found)) == sorted(found)


def test_few_phrases_are_marked_and_none_of_function_words_alone() -> None:
    tells = [tell for tell in find_tells(parse(TRANSLATED)) if tell.rule == "MT703"]

    assert 1 <= len(tells) <= 3
    assert {"warning"} == {tell.severity for tell in tells}
    assert all(any(is_content_word(word) for word in tell.evidence.lower().split()[:5]) for tell in tells)
    assert all(" " in tell.evidence for tell in tells)


def test_the_model_counts_places_that_are_not_marked() -> None:
    text = parse(TRANSLATED)
    hits = engine().find(text.batch)[0]

    marked = [tell for tell in tells_of(text, hits) if tell.rule == "MT703"]

    assert 3 < count_tells(hits)["MT703"] <= 20
    assert len(marked) < count_tells(hits)["MT703"]


def test_blocked_regions_do_not_count() -> None:
    text = parse("The men sat down by the river for a while.\n\n```\nin addition the\n```\n")

    assert ("in", "addition") not in wording(text)
    assert ("sat", "down") in wording(text)
