"""Generated round trips: training makes them of human texts, learns from them and never tests on them."""

import json
from pathlib import Path

import numpy as np
import pytest

from mtdetect.errors import CorpusError
from training.corpora import Row, block_folds, outside
from training.fit.balance import balance, balance_keys
from training.fit.crossfit import cross_fit_ngrams
from training.fit.examples import build_examples
from training.fit.ngram_stage import ngram_keys
from training.fit.round_trips import generated_round_trips

WORDS = "one two three four five six seven eight nine ten".split()


def row(of_set: str, group: str, label: int = 0, text: str = "") -> Row:
    kind = "round_trip" if label else "native"
    return Row(f"{of_set}/{group}/{label}", text or f"{group} " * 40, label, kind, "", "", group, "news", of_set)


@pytest.fixture
def trips(tmp_path: Path) -> Path:
    file = tmp_path / "trips.jsonl"
    kept = [("essays_roundtrip_google", "essays_roundtrip_google/a/0"), ("wmt21_into_english", "of another corpus")]
    lines = [
        {"set": of, "id": name, "src": ["A.", "B."], "pt": ["C.", "D."], "back": ["E.", "F."]} for of, name in kept
    ]
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    return file


def test_a_trip_is_a_machine_row_of_its_original_s_group_and_of_its_engine_s_block(trips: Path) -> None:
    rows = [row("essays_roundtrip_google", "a"), row("essays_roundtrip_google", "b")]

    [trip] = generated_round_trips(rows, trips)

    assert ("E. F.", 1, "round_trip", "a", True) == (trip.text, trip.label, trip.kind, trip.group, trip.generated)
    assert ["essays", "portuguese"] == block_folds([rows[0], trip])
    assert [("essays", 0), ("essays+", 1)] == [key[:2] for key in balance_keys([rows[0], trip])]


def test_a_trip_is_left_out_with_its_original_and_with_its_engine(trips: Path) -> None:
    rows = [
        row("essays_roundtrip_google", "a"),
        row("portuguese_roundtrip_mozilla", "p"),
        row("native_gum_genres", "g"),
    ]
    rows += generated_round_trips(rows, trips)
    folds = block_folds(rows)

    assert [1, 2] == outside(rows, folds, "essays")
    assert [0, 2] == outside(rows, folds, "portuguese")
    assert 3 in outside(rows, folds, "gum")


def test_trips_are_not_scored(trips: Path) -> None:
    texts = {name: " ".join(np.random.default_rng(at).choice(WORDS, 60)) for at, name in enumerate("apgxyz")}
    sets = ["essays_roundtrip_google", "portuguese_roundtrip_mozilla", "native_gum_genres"]
    rows = [
        row(of, name, label, texts[name])
        for of, *names in zip(sets, "apg", "xyz", strict=True)
        for label, name in enumerate(names)
    ]
    rows += generated_round_trips(rows, trips)
    examples = build_examples(rows, cuts=False, jobs=1)
    keys = ngram_keys(examples, [])

    parts = cross_fit_ngrams(keys, examples, rows, block_folds(rows))

    assert {0, 1, 2, 3, 4, 5} == {rows_at for part in parts for rows_at in (examples[at].row for at in part.examples)}


def test_generated_round_trips_weigh_as_a_part_of_their_own() -> None:
    human, machine = row("native_gum_genres", "g"), row("portuguese_roundtrip_mozilla", "p", 1)
    rows = [human, human, machine]

    weights = balance(rows)

    assert weights[2] == pytest.approx(weights[0] + weights[1])


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"none\.jsonl: no round trips"):
        generated_round_trips([row("native_gum_genres", "g")], tmp_path / "none.jsonl")
