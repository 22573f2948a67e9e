"""Columns for maps over tables, as those of Hugging Face datasets."""

import pickle
from importlib.util import find_spec
from pathlib import Path

import pytest

import mtdetect
from mtdetect.bulk.columns import ScoreColumns
from mtdetect.bulk.loader import DetectorLoader
from mtdetect.document import Document
from mtdetect.results.row import dump, row

ROOT = Path(__file__).resolve().parents[1]
TEXTS = [(ROOT / "seeds" / "articles" / f"{name}.txt").read_text(encoding="utf-8") for name in ("organ", "bees")]


def test_columns_are_those_of_the_rows_of_each_record() -> None:
    table: dict[str, list[object]] = {"id": ["a", None, 7], "text": [TEXTS[0], None, "Short."], "n": [1, 2, 3]}

    found = ScoreColumns()(table)

    expected = dump(row(Document("a", TEXTS[0]), mtdetect.load().score(TEXTS[0])))
    assert expected == found["mtdetect_row"][0]
    assert ["human", "unreadable", "abstained"] == found["mtdetect_verdict"]
    assert ([None, "no_text", None], ["a", "", "7"]) == (found["mtdetect_error"], found["mtdetect_id"])


def test_what_a_library_keeps_by_the_bytes_of_the_function_is_made_anew_with_another_setting_or_model() -> None:
    same, other = ScoreColumns(), ScoreColumns(loader=DetectorLoader(fpr=0.02))
    older = ScoreColumns()
    object.__setattr__(older, "signature", "model:older")

    kept = {pickle.dumps(one) for one in (same, ScoreColumns(), other, older)}

    assert 3 == len(kept)


@pytest.mark.skipif(find_spec("datasets") is None, reason="needs datasets: pip install 'mtdetect[datasets]'")
@pytest.mark.slow
def test_a_map_over_a_hugging_face_dataset_gives_the_same_in_two_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    from datasets import Dataset

    records = {"id": list("abcdef"), "text": [*TEXTS, "Short.", "", *TEXTS]}
    data = Dataset.from_dict(records)

    found = data.map(ScoreColumns(), batched=True, num_proc=2, load_from_cache_file=False)
    clean = found.filter(lambda verdict: verdict != "human", input_columns="mtdetect_verdict")

    assert ScoreColumns()(records)["mtdetect_row"] == found["mtdetect_row"][:]
    assert ["c", "d"] == clean["id"][:]
