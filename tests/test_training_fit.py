"""The trainer on a small corpus: windows of the project's own articles and of their real round trips."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import mtdetect
from mtdetect.errors import CorpusError
from mtdetect.features.extract import extract
from mtdetect.model.additive import Model, load_model
from mtdetect.tells.engine import engine
from mtdetect.tells.evidence import count_tells
from mtdetect.text.batch import analyse, parse
from training.corpora import Row, group_folds, load_rows, outside
from training.fit.balance import balance
from training.fit.examples import build_examples, cut_of
from training.fit.export import export
from training.fit.feature_selection import select_consistent, select_machine_leaning, t_by_block
from training.fit.train import TrainingResult, train

ARTICLES = Path(__file__).resolve().parents[1] / "seeds" / "articles"
_WINDOW, _STEP = 5, 1  # sentences


def windows(file: Path) -> list[Row]:
    """Overlapping runs of an article's sentences."""
    name, _, trip = file.name.removesuffix(".txt").partition(".")
    text = parse(file.read_text(encoding="utf-8"))
    kind = "round_trip" if trip else "native"
    spans = text.sentences
    runs = [(spans[at][0], spans[at + _WINDOW - 1][1]) for at in range(0, len(spans) - _WINDOW + 1, _STEP)]
    return [
        Row(f"{file.name}/{at}", text.raw[start:end], int(bool(trip)), kind, trip, trip[:2], name, "news", "articles")
        for at, (start, end) in enumerate(runs)
    ]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return [row for file in sorted(ARTICLES.glob("*.txt")) for row in windows(file)]


@pytest.fixture(scope="module")
def result(rows: list[Row]) -> TrainingResult:
    return train(rows, group_folds(rows, 4), cuts=False, jobs=1)


def write(folder: Path, result: TrainingResult) -> Path:
    export(folder, result, "{}\n")
    return folder


def raw_scores(model: Model, texts: Sequence[str]) -> NDArray[np.float64]:
    batch = analyse(texts)
    return model.score(extract(batch, [count_tells(hits) for hits in engine().find(batch)])).raw


@pytest.mark.slow
def test_exported_model_scores_as_scikit_learn_does(result: TrainingResult, rows: list[Row], tmp_path: Path) -> None:
    model = load_model(write(tmp_path / "small", result))

    exported = raw_scores(model, [row.text for row in rows])

    fitted = result.score(result.examples)
    assert np.ptp(fitted) > 1
    assert np.abs(exported - fitted).max() < 1e-6


@pytest.mark.slow
def test_same_input_gives_the_same_bytes(result: TrainingResult, rows: list[Row], tmp_path: Path) -> None:
    again = train(rows, group_folds(rows, 4), cuts=False, jobs=2)

    first, second = write(tmp_path / "a" / "small", result), write(tmp_path / "b" / "small", again)

    names = sorted(file.name for file in first.iterdir())
    assert [(first / name).read_bytes() for name in names] == [(second / name).read_bytes() for name in names]


@pytest.mark.slow
def test_reasons_add_up_to_the_raw_score(result: TrainingResult, rows: list[Row], tmp_path: Path) -> None:
    detector = mtdetect.load(write(tmp_path / "small", result))
    raw = max((row.text for row in rows), key=len)

    verdict = detector.score(raw)

    total = verdict.base + sum(reason.log_odds for reason in verdict.reasons)
    assert total == pytest.approx(raw_scores(detector.model, [raw])[0])


@pytest.mark.slow
def test_no_tell_speaks_for_a_human(result: TrainingResult) -> None:
    assert min(result.stack.tell_weights().values()) >= 0


def test_a_group_never_crosses_a_split(rows: list[Row]) -> None:
    folds = group_folds(rows, 3)

    for fold in set(folds):
        trained_on = {rows[at].group for at in outside(rows, folds, fold)}
        tested_on = {row.group for row, of in zip(rows, folds, strict=True) if of == fold}
        assert not trained_on & tested_on


def test_originals_in_another_file_are_left_out_with_their_round_trips() -> None:
    def row(group: str, of_set: str) -> Row:
        return Row(f"{of_set}/{group}", "text", 0, "native", "", "", group, "news", of_set)

    rows = [row("a", "rule_based_roundtrip_apertium"), row("a", "native_bbc"), row("b", "native_bbc")]

    assert outside(rows, [row.block for row in rows], "apertium") == [2]


def test_weights_are_the_same_for_both_labels_and_each_engine(rows: list[Row]) -> None:
    weights = balance(rows)

    def total(label: int, system: str | None = None) -> float:
        chosen = [row.label == label and system in (None, row.system) for row in rows]
        return float(weights[chosen].sum())

    assert total(0) == pytest.approx(total(1))
    assert total(1, "pt") == pytest.approx(total(1, "es-apertium"))


def test_a_measure_is_kept_only_if_every_set_agrees() -> None:
    found = np.array([[3.0, 3.0, -3.0], [4.0, -3.0, 5.0], [2.5, 3.0, -9.0]])

    assert select_consistent(found, 3).tolist() == [True, False, False]
    assert select_machine_leaning(found).tolist() == [True, True, False]


def test_t_compares_round_trips_with_their_originals(rows: list[Row]) -> None:
    values = np.array([[row.label, 1 - row.label] for row in rows], float)

    [[more, fewer]] = t_by_block(values + np.arange(len(rows))[:, None] % 2, rows)

    assert more > 2
    assert fewer < -2


def test_cuts_are_whole_sentences_of_the_text_and_the_same_each_time() -> None:
    raw = (ARTICLES / "levee.txt").read_text(encoding="utf-8")
    row = Row("levee", raw, 0, "native", "", "", "levee", "news", "articles")

    first, second = build_examples([row], jobs=1), build_examples([row], jobs=1)

    whole, cut = first
    assert first == second
    assert (whole.cut, cut.cut) == (False, True)
    assert 60 <= cut.words < whole.words


def test_a_cut_is_a_run_of_the_text() -> None:
    raw = (ARTICLES / "levee.txt").read_text(encoding="utf-8")

    cut = cut_of(Row("levee", raw, 0, "native", "", "", "levee", "news", "articles"))

    assert cut is not None
    assert cut in raw


def test_bad_corpus_row_is_named(tmp_path: Path) -> None:
    import gzip

    with gzip.open(tmp_path / "made.jsonl.gz", "wt") as lines:
        lines.write('{"id": "a", "text": "b", "label": 0, "kind": "native", "group": "g"}\n{"id": "c"}\n')

    with pytest.raises(CorpusError, match=r"made\.jsonl\.gz:2: no text, label, kind, group"):
        load_rows(tmp_path)


def test_folder_without_corpora_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="MTDETECT_CORPORA"):
        load_rows(tmp_path)
