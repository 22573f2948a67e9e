"""The second stage of the deep model, on invented scores: weights, folds, where to read, figures, and the card."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mtdetect.deep.shipping import load_deep_model
from mtdetect.deep.transformer import WIDTH
from training.corpora import Row
from training.deep import frozen_probe
from training.deep.card import redraw
from training.deep.export import export
from training.deep.figures import deep_figures
from training.deep.final import final_model
from training.deep.fit import SHIPPED, WEIGHTS, cross_fit, own_scores, read_below, reading_lines, without_set
from training.deep.folds import FOLDS, fold_of
from training.deep.frozen_probe import fit_probe, probe_all
from training.deep.plain import PlainScores
from training.deep.texts import Texts, collect_texts
from training.deep.trained_reader import Readings, TrainedReader
from training.protocols.registry import as_json

_SETS = {"essays_roundtrip_google": "essays", "native_gum_genres": "gum", "wmt21_into_english": "wmt"}
_GROUPS, _WORDS = 60, 300
_TRAINED = TrainedReader((), np.ones(WIDTH, np.float32), 0.5)


def row(of_set: str, group: int, label: int) -> Row:
    kind = "round_trip" if label else "native"
    return Row(f"{of_set}/{group}/{label}", "", label, kind, "", "", f"{of_set}/{group}", "news", of_set)


@pytest.fixture
def texts() -> Texts:
    """Texts of three blocks and one set that takes no part; the reader is right more often than the base model."""
    rows = [row(name, group, label) for name in (*_SETS, "learners") for group in range(_GROUPS) for label in (0, 1)]
    chance = np.random.default_rng(3)
    sides = np.array([2.0 * one.label - 1 for one in rows])
    reader, plain = (strength * sides + chance.normal(0, 1, len(rows)) for strength in (2.0, 0.7))
    keys = [(one.set, one.id, False) for one in rows]
    scores = {(_SETS.get(one.set, ""), key): float(of) for one, key, of in zip(rows, keys, plain, strict=True)}
    found = PlainScores("digest", scores, dict.fromkeys(keys, _WORDS))
    return collect_texts(rows, Readings(reader, reader, _TRAINED), found, len(_SETS) * _GROUPS * 2)


def test_each_block_is_scored_by_models_that_have_not_seen_it(texts: Texts) -> None:
    parts = cross_fit(texts)

    assert ["essays", "gum", "wmt"] == [part.block for part in parts]
    [essays] = [part for part in parts if part.block == "essays"]
    assert {"essays"} == {texts.blocks[at] for at in essays.texts}
    np.testing.assert_allclose(essays.deep, WEIGHTS.scores(essays.plain, essays.reader))


def test_scores_that_are_kept_say_without_what_the_reader_was(texts: Texts) -> None:
    texts = replace(texts, reader_by_set=texts.reader + 1)

    head, *lines = reading_lines(texts, cross_fit(texts))

    found = {(line["fold"], line["set"], line["id"]): line["score"] for line in lines}
    assert {"digest": "digest"} == head
    trained, other = texts.dev.argmin(), texts.dev.argmax()
    of_set, name, _ = texts.key(int(trained))
    assert texts.reader[trained] == found[texts.blocks[trained], of_set, name]
    assert texts.reader[trained] + 1 == found[without_set(of_set), of_set, name]
    of_set, name, _ = texts.key(int(other))
    assert [(SHIPPED, of_set, name)] == [key for key in found if key[1:] == (of_set, name)]


def test_sets_that_take_no_part_have_no_own_score(texts: Texts) -> None:
    own = own_scores(cross_fit(texts), texts)

    np.testing.assert_array_equal(np.isnan(own), texts.dev)


def test_what_is_read_holds_nearly_all_that_reading_finds() -> None:
    deep = np.array([0.001] * 100 + [0.5] * 50)
    base = np.concatenate([np.linspace(0.0, 1.0, 100), np.ones(50)])
    machine = np.ones(150, np.bool_)

    below = read_below(deep, base, machine)

    assert np.mean(base[:100] <= below) == pytest.approx(0.95)
    assert read_below(np.ones(3), np.ones(3), machine[:3]) == 1.0


def test_every_block_has_one_fold() -> None:
    named = [block for blocks in FOLDS for block in blocks]

    assert len(named) == len(set(named))
    assert [0, 1, 2, 3] == [
        fold_of(replace(row("", 0, 0), set=name))
        for name in ("german_roundtrip_google_deepl", "wmt13_into_english", "native_bbc", "of a set that is new")
    ]


def test_a_model_is_made_measured_written_and_its_card_drawn(texts: Texts, tmp_path: Path) -> None:
    parts = cross_fit(texts)
    model = final_model(texts, parts, _TRAINED)

    metrics = deep_figures(texts, parts, model)
    export(tmp_path, model, as_json(metrics))

    kept = load_deep_model(tmp_path)
    assert (kept.fitted_to, kept.intercept, kept.adapters) == ("digest", 0.5, ())
    orders = [metrics[f"left out{of}"]["wmt"]["AUC round_trip against native"] for of in (", plain", "")]
    assert np.diff(np.array(orders, float)) > 0
    assert np.array(metrics["cascade"]["articles"]["read"]) > 0
    page = "<!-- figures: left out -->\n<!-- end -->\n"
    assert "| wmt | 60 round trip | 60 native |" in redraw(page, metrics)


def test_a_probe_learns_what_machine_texts_have_more_of_in_numbers_of_any_size(texts: Texts) -> None:
    chance = np.random.default_rng(5)
    means = chance.normal(0, 1, (len(texts.rows), WIDTH)).astype(np.float32)
    means[:, 7] += [2.0 * row.label for row in texts.rows]
    means[:, 9] = 5_000 + 1_000 * means[:, 9]

    trained = fit_probe(means, texts.rows)

    scores = means @ trained.probe + trained.intercept
    labels = np.array([row.label for row in texts.rows])
    assert scores[labels == 1].mean() - scores[labels == 0].mean() > 1
    assert abs(scores.mean()) < 1
    assert np.argmax(np.abs(trained.probe)) == 7


def test_a_set_left_out_alone_is_scored_by_what_other_sets_of_its_block_teach(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    block = ("wmt21_into_english", "wmt22_into_english")
    rows = [row(name, group, label) for name in (*block, "gum") for group in range(_GROUPS) for label in (0, 1)]
    means = np.random.default_rng(5).normal(0, 1, (len(rows), WIDTH)).astype(np.float32)
    sides = np.array([2.0 * of.label - 1 if of.set in block else 0.0 for of in rows])
    means[:, 7] += 4 * sides  # only the texts of the block show by this number what made them
    monkeypatch.setattr(frozen_probe, "frozen_means", lambda *_: means)

    found = probe_all(rows, [], tmp_path)

    of_block = sides != 0
    by_block, by_set = (
        np.corrcoef(scores[of_block], sides[of_block])[0, 1] for scores in (found.by_block, found.by_set)
    )
    assert by_set > 0.3 > by_block
