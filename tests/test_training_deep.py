"""Training of the deep model, on invented trips and scores; and its card."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mtdetect.deep.shipping import load_deep_model
from mtdetect.deep.statistics import STATISTICS
from mtdetect.deep.surrogate import Legs
from mtdetect.errors import CorpusError
from training.corpora import Row
from training.deep.card import redraw
from training.deep.export import export
from training.deep.figures import deep_figures
from training.deep.fit import cross_fit, fit_final, own_scores, scores
from training.deep.plain import PlainScores
from training.deep.texts import Texts, training_texts
from training.deep.trips import add_trips, read_trips, sample
from training.docs.tables import CARD, read_metrics
from training.paths import DEEP_MODEL
from training.protocols.registry import as_json

SHOUT = Legs("shouts", str.lower, str.upper)


def row(name: str, of_set: str = "native_bbc", kind: str = "native", text: str = "One here. Two there.") -> Row:
    return Row(f"{of_set}/{name}/{kind}", text, int(kind == "round_trip"), kind, "", "", name, "news", of_set)


def test_trips_resume_after_a_line_that_was_cut_short(tmp_path: Path) -> None:
    file = tmp_path / "trips.jsonl"
    rows = [row("a"), row("b"), row("c")]
    add_trips(file, rows[:2], SHOUT)
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole[:-9], encoding="utf-8")

    add_trips(file, rows, SHOUT)

    expected = [("One here.", "ONE HERE."), ("Two there.", "TWO THERE.")]
    assert read_trips(file) == {("native_bbc", f"native_bbc/{name}/native"): expected for name in "abc"}
    assert len(file.read_text(encoding="utf-8").splitlines()) == 3


@pytest.mark.parametrize("line", ["[]", '{"set": "s"}', '{"set": "s", "id": "i", "src": ["a"], "back": []}', "no"])
def test_lines_that_are_no_trips_are_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "trips.jsonl"
    file.write_text(f"{line}\n", encoding="utf-8")

    with pytest.raises(CorpusError, match=r"trips\.jsonl:1: not a round trip"):
        read_trips(file)


def test_missing_trips_say_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="--translate"):
        read_trips(tmp_path / "none.jsonl")


def test_sample_takes_so_many_of_each_kind_and_the_same_groups() -> None:
    kinds = ("native", "round_trip")
    rows = [row(str(number), "essays_roundtrip_google", kind) for number in range(400) for kind in kinds]

    chosen = sample([*rows, row("x", "portuguese_careless_pipelines")])

    groups = [{one.group for one in chosen if one.kind == kind} for kind in kinds]
    assert [400, 300] == [len(of) for of in groups]
    assert groups[1] < groups[0]


@pytest.fixture(scope="module")
def texts() -> Texts:
    """Three blocks and the surrogate's own; round trips keep more, and their plain scores are a little higher."""
    chance = np.random.default_rng(0)
    sets = ("german_roundtrip_google_deepl", "essays_roundtrip_google", "rule_based_roundtrip_apertium")
    kinds = ("native", "round_trip")
    rows = [row(f"{name}{at}", name, kind) for name in sets for kind in kinds for at in range(120)]
    rows += [row(str(at), "portuguese_roundtrip_mozilla", kind) for kind in kinds for at in range(120)]
    labels = np.array([one.label for one in rows])
    values = 0.5 + 0.1 * labels[:, None] + chance.normal(0, 0.08, (len(rows), len(STATISTICS)))
    values[:, -1] = 0.5 - 0.1 * labels  # one that would speak for a human
    plain = labels + chance.normal(0, 1.5, len(rows))
    keys = [(one.set, one.id, False) for one in rows]
    given = {(one.block, key): float(score) for one, key, score in zip(rows, keys, plain, strict=True)}
    lengths = {key: 100 + 7 * at % 500 for at, key in enumerate(keys)}
    blocks = [one.block for one in rows]
    return Texts(rows, [False] * len(rows), values, PlainScores("digest", given, lengths), blocks)


def test_weights_never_let_stability_speak_for_a_human_and_leave_out_the_own_engine(texts: Texts) -> None:
    indexes = training_texts(texts, texts.rows)
    model = fit_final(texts, indexes, own_scores(cross_fit(texts, indexes), texts))

    assert list(model.statistics) == list(STATISTICS)[:-1]
    assert model.plain > 0
    assert {texts.rows[at].kind for at in indexes if texts.folds[at] == "portuguese"} == {"native"}


def test_deep_figures_beat_plain_ones_where_stability_tells(texts: Texts) -> None:
    indexes = training_texts(texts, texts.rows)
    parts = cross_fit(texts, indexes)
    own = own_scores(parts, texts)

    found = deep_figures(texts, parts, own, fit_final(texts, indexes, own))

    name = "AUC round_trip against native"
    assert sorted(found["left out"]) == ["apertium", "essays", "german"]
    assert sorted(found["left out, the surrogate's own engine"]) == ["portuguese"]
    assert all(found["left out"][block][name] > found["left out, plain"][block][name] for block in found["left out"])  # type: ignore[operator]


def test_exported_model_scores_as_the_fitted_one(texts: Texts, tmp_path: Path) -> None:
    indexes = training_texts(texts, texts.rows)
    parts = cross_fit(texts, indexes)
    own = own_scores(parts, texts)
    model = fit_final(texts, indexes, own)

    export(tmp_path, model, as_json(deep_figures(texts, parts, own, model)))
    loaded = load_deep_model(tmp_path)

    given = texts.plain_own, texts.values
    assert np.array_equal(scores(loaded, *given), scores(model, *given))
    assert replace(loaded, fingerprint="", calibration=model.calibration) == model


def test_card_shows_the_present_figures() -> None:
    card = (DEEP_MODEL / CARD).read_text(encoding="utf-8")

    assert redraw(card, read_metrics(DEEP_MODEL)) == card, "python -m training.docs redraws it"


def test_figures_are_those_of_the_shipped_model() -> None:
    metrics = read_metrics(DEEP_MODEL)

    assert set(metrics["left out"]) == set(metrics["left out, plain"]) == {"apertium", "essays", "german", "wmt"}
