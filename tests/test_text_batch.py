"""Texts together have the tables that each has alone."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, count

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtdetect.features.extract import Features, extract
from mtdetect.features.style_measures import measure
from mtdetect.model.additive import Model, load_model
from mtdetect.tells.engine import TellEngine
from mtdetect.tells.evidence import count_tells
from mtdetect.tells.pages import load_page
from mtdetect.tells.registry import RULES
from mtdetect.text.batch import TextBatch, analyse, parse
from mtdetect.text.batches import BATCH_CHARACTERS, BATCH_TEXTS, batches
from mtdetect.text.hashing import Places
from mtdetect.text.sentences import Span
from mtdetect.text.text import Text
from mtdetect.text.word_groups import word_groups

EXAMPLES = [example.text for rule in RULES for example in load_page(rule.code).flags]
HUGE = (
    "a" * 70_000,
    "The boat " + "na" * 20_000 + "’s crew left. left at noon.",
    "été" * 15_000 + " the the " + "x" * 32_768 + " end end.",
    "word " * 9_000 + "y" * 40_000,
    '"' * 3_000 + " ,. " * 2_000,
)
AWKWARD = ("", " \n\t\n", "\n", "a", "'", "\ud800", "İ", "```\na b\n```", "no stop", "the the", "the")
PIECES = st.one_of(
    st.sampled_from(EXAMPLES),
    st.sampled_from(AWKWARD),
    st.text(max_size=60),
    st.text(alphabet="aB1_'’ .,-éİſ\u212aΣς\n`中\u2028\ud800“”\"", max_size=60),
)
TEXTS = st.one_of(
    st.sampled_from(AWKWARD),
    st.lists(PIECES, max_size=6).map(" ".join),
    st.lists(PIECES, max_size=6).map("\n\n".join),
    st.sampled_from(HUGE),
)
BATCHES = st.lists(TEXTS, max_size=12)


@pytest.fixture(scope="module")
def engine() -> TellEngine:
    return TellEngine(RULES)


@cache
def model() -> Model:
    """No fixture: where a test fails, all of the model would be printed."""
    return load_model()


def tables(text: Text) -> dict[str, object]:
    """What a text has of the tables of its batch."""
    batch, number = text.batch, text.number
    parts = [at for at, holder in enumerate(batch.texts_of_parts(all_parts(batch)).tolist()) if holder == number]
    offset = int(batch.starts[number])
    return {
        "folded": text.folded,
        "paragraphs": text.paragraphs,
        "marks": text.marks,
        "masks": text.masks,
        "tokens": text.tokens,
        "keys": text.keys.tolist(),
        "words": text.words,
        "word count": text.word_count,
        "word keys": batch.words.keys[batch.word_edges[number] : batch.word_edges[number + 1]].tolist(),
        "all word keys": text.all_word_keys.tolist(),
        "parts": [(int(batch.parts.starts[at]) - offset, int(batch.parts.keys[at])) for at in parts],
        "open parts": batch.are_open_parts(all_parts(batch))[parts].tolist(),
        "repeats": batch.repeats.get(number, []),
        "sentence lengths": batch.sentence_lengths[number],
        "sentences": text.sentences,
        "groups": {group: int(batch.count_group(group)[number]) for group in word_groups().bit},
        "ascii": batch.ascii[offset : offset + len(text.folded)],
    }


def all_parts(batch: TextBatch) -> Places:
    return np.arange(len(batch.parts.keys))


def ngrams(features: Features) -> list[object]:
    """For each text, the known n-grams with their counts, and its score."""
    scores = model().score(features)
    found: list[object] = []
    for number, raw in enumerate(scores.raw.tolist()):
        mine = scores.counts.texts == number
        columns = scores.counts.places[mine].tolist(), scores.counts.counts[mine].tolist()
        found.append((sorted(zip(*columns, strict=True)), raw))
    return found


@given(BATCHES)
@settings(max_examples=100)
def test_tables_of_a_batch_are_those_of_each_text_alone(raws: list[str]) -> None:
    assert [tables(text) for text in analyse(raws).texts] == [tables(parse(raw)) for raw in raws]


@given(BATCHES)
@settings(max_examples=60)
def test_measures_of_a_batch_are_those_of_each_text_alone(raws: list[str]) -> None:
    found = {name: values.tolist() for name, values in measure(analyse(raws)).items()}

    alone = [measure(analyse([raw])) for raw in raws]
    assert found == {name: [float(one[name][0]) for one in alone] for name in found}


@given(BATCHES)
@settings(max_examples=60)
def test_ngrams_and_scores_of_a_batch_are_those_of_each_text_alone(raws: list[str]) -> None:
    found = ngrams(extract(analyse(raws), [{"MT401": at} for at in range(len(raws))]))

    alone = [ngrams(extract(analyse([raw]), [{"MT401": at}])) for at, raw in enumerate(raws)]
    assert found == [one for [one] in alone]


@given(BATCHES)
@settings(max_examples=60)
def test_tells_of_a_batch_are_those_of_each_text_alone(engine: TellEngine, raws: list[str]) -> None:
    found = engine.find(analyse(raws))

    alone = [engine.find(analyse([raw]))[0] for raw in raws]
    assert found == alone
    assert [count_tells(hits) for hits in found] == [count_tells(hits) for hits in alone]


def test_a_batch_may_hold_nothing() -> None:
    batch = analyse([])

    assert batch.texts == ()
    assert batch.token_edges == batch.word_edges == [0]
    assert batch.sentence_lengths == []


def test_only_the_texts_that_are_named_are_searched(engine: TellEngine) -> None:
    batch = analyse(["We sold the boat , not the nets."] * 3)

    assert [len(hits) for hits in engine.find(batch, [0, 2])] == [1, 0, 1]


@given(TEXTS)
def test_every_word_that_comes_again_is_among_the_repeats(raw: str) -> None:
    """All that a slow look finds; what is found beyond it is a letter of two lower-case ones, which looks alike."""
    text = parse(raw)

    found = text.batch.repeats.get(0, [])

    assert [pair for pair in slow_repeats(text) if pair not in found] == []
    assert [(one, two) for one, two in found if plain(text, one) != plain(text, two)] == []


def slow_repeats(text: Text) -> list[tuple[Span, Span]]:
    tokens, folded = text.tokens, text.folded
    return [
        (one, two)
        for step in (1, 2)
        for one, two in zip(tokens, tokens[step:], strict=False)
        if re.match(r"\w", folded[one[0]]) and two[0] - one[1] <= 3
        if one[1] - one[0] == two[1] - two[0] and folded[slice(*one)].lower() == folded[slice(*two)].lower()
    ]


def plain(text: Text, span: Span) -> str:
    return "".join(char.lower()[0] for char in text.folded[slice(*span)]).replace("ς", "σ")


@pytest.mark.parametrize(
    "raw", ["a a", "It is. is it", "Été, été", "\u212ag kg", "ΑΣ ας ΑΣ", "don't don't", "ẞ ß", "x, x", "one, two, two"]
)
def test_a_word_that_comes_again_is_seen(raw: str) -> None:
    assert parse(f"They left it there. {raw} – so it was.").batch.repeats


def test_a_repeat_is_a_word_that_comes_again() -> None:
    raws = ["the boat, boat left.", "the boat and boat left.", "one two three.", "a 2, 2 one.", "- - ,, so."]

    found = analyse(raws).repeats

    assert found == {0: [((4, 8), (10, 14))], 3: [((2, 3), (5, 6))]}


def runs(sizes: list[int]) -> list[list[int]]:
    """Batches of texts of these lengths, as lengths."""
    return [[len(text) for text in run] for run in batches(["a" * size for size in sizes], len)]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([], []),
        ([0], [[0]]),
        ([9] * BATCH_TEXTS, [[9] * BATCH_TEXTS]),
        ([0] * (BATCH_TEXTS + 1), [[0] * BATCH_TEXTS, [0]]),
        ([BATCH_CHARACTERS - 1, 1, 5], [[BATCH_CHARACTERS - 1, 1], [5]]),
        ([BATCH_CHARACTERS - 1, 0, 5, 5], [[BATCH_CHARACTERS - 1, 0, 5], [5]]),
        ([5, 3 * BATCH_CHARACTERS, 5], [[5, 3 * BATCH_CHARACTERS], [5]]),
        ([BATCH_CHARACTERS] * 3, [[BATCH_CHARACTERS]] * 3),
    ],
)
def test_a_batch_ends_where_it_is_full(sizes: list[int], expected: list[list[int]]) -> None:
    assert runs(sizes) == expected


@given(st.lists(st.sampled_from([0, 1, 700, 9_000, 60_000, BATCH_CHARACTERS, 400_000]), max_size=300))
@settings(max_examples=50)
def test_batches_hold_all_items_in_order_and_only_the_last_is_not_full(sizes: list[int]) -> None:
    found = list(batches(sizes, lambda size: size))

    assert list(chain.from_iterable(found)) == sizes
    assert all(len(run) <= BATCH_TEXTS and sum(run[:-1]) < BATCH_CHARACTERS for run in found)
    assert all(len(run) == BATCH_TEXTS or sum(run) >= BATCH_CHARACTERS for run in found[:-1])
    assert all(found)


@pytest.mark.parametrize(("size", "length"), [(10, BATCH_TEXTS), (50_000, 4), (BATCH_CHARACTERS, 1)])
def test_batches_take_no_more_of_a_stream_than_they_hold(size: int, length: int) -> None:
    taken: list[int] = []

    def stream() -> Iterator[int]:
        for number in count():  # without end
            taken.append(number)
            yield number

    found = batches(stream(), lambda _: size)
    before = len(taken)
    sizes = [(len(next(found)), len(taken)) for _ in range(3)]

    assert (before, sizes) == (0, [(length, length), (length, 2 * length), (length, 3 * length)])
