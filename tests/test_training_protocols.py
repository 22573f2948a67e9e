"""The protocols that measure the trainer: which there are, how they alter texts."""

import gzip
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

import mtdetect
from mtdetect.errors import CorpusError, UsageError
from mtdetect.text.batch import parse
from training.fit.augment import fold_marks
from training.protocols.altered_texts import cut
from training.protocols.figures import Sample, compare
from training.protocols.registry import PROTOCOLS, as_json, choose, measure, train_and_measure

ARTICLES = Path(__file__).resolve().parents[1] / "seeds" / "articles"


def test_folding_leaves_no_difference_of_marks_and_spaces() -> None:
    assert fold_marks("“Yes”\n\n– said Ann’s  son —\tno") == fold_marks('"Yes" - said Ann\'s son - no')


def test_a_cut_is_whole_sentences_that_are_long_enough_together() -> None:
    text = "The mill stood still. It was not sold for a year. Then the owner came back."

    assert cut(text, 4) == "The mill stood still."
    assert cut(text, 5) == "The mill stood still. It was not sold for a year."
    assert cut(text, 100) is None


def test_protocols_are_chosen_by_name_and_all_without_one() -> None:
    assert [one.name for one in choose(["topic", "blocks"])] == ["blocks", "topic"]
    assert list(PROTOCOLS) == list(choose([]))
    assert len({one.name for one in PROTOCOLS}) == len({one.heading for one in PROTOCOLS}) == len(PROTOCOLS)
    with pytest.raises(UsageError, match="--only block: is no protocol: choose of blocks, "):
        choose(["block"])


def test_short_lists_take_one_line_and_the_json_stays_the_same() -> None:
    metrics = {"a": {"b": compare({"native": _sample(0, 40), "round_trip": _sample(1, 40)})}}

    shown = as_json(metrics)

    assert json.loads(shown) == json.loads(json.dumps(metrics))
    assert '"AUC round_trip against native, 95 %": [1.0, 1.0],\n' in shown


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two sets of runs of sentences: of the project's articles and of their round trips."""
    folder = tmp_path_factory.mktemp("corpora") / "train"
    folder.mkdir()
    rows: dict[str, list[str]] = {"first": [], "second": []}
    for file in sorted(ARTICLES.glob("*.txt")):
        group, _, made = file.name.removesuffix(".txt").partition(".")
        text = parse(file.read_text(encoding="utf-8"))
        known = {"label": int(bool(made)), "kind": "round_trip" if made else "native", "group": group, "lang": made[:2]}
        engine = "Mozilla" if group in ("bees", "organ") else "Apertium"
        for at in range(0, len(text.sentences) - 8, 2):
            part = text.raw[text.sentences[at][0] : text.sentences[at + 8][1]]
            row = {"id": f"{file.name}/{at}", "text": part, "system": engine if made else "", **known}
            rows["first" if group < "m" else "second"].append(json.dumps(row) + "\n")
    for name, lines in rows.items():
        (folder / f"{name}.jsonl.gz").write_bytes(gzip.compress("".join(lines).encode()))
    return folder.parent


@pytest.mark.slow
def test_a_model_is_trained_and_every_protocol_measured(corpora: Path, tmp_path: Path) -> None:
    shown = train_and_measure(corpora, tmp_path / "small")

    metrics = json.loads(shown)
    assert [one.heading for one in PROTOCOLS] == list(metrics)
    assert set(metrics["left out"]) == set(metrics["left out, marks and spaces folded"]) == {"first", "second"}
    sides = {f"{engine}, {block}" for engine in ("Apertium", "Mozilla") for block in ("first", "second")}
    assert sides == set(metrics["engine left out"])
    assert metrics == json.loads((tmp_path / "small" / "metrics.json").read_bytes())
    assert mtdetect.load(tmp_path / "small").signature.startswith("model:small@")


def test_one_block_cannot_be_left_out(corpora: Path, tmp_path: Path) -> None:
    (tmp_path / "train").mkdir()
    shutil.copy(corpora / "train" / "first.jsonl.gz", tmp_path / "train")

    with pytest.raises(CorpusError, match="sets of one block alone"):
        measure(tmp_path, ["blocks"])


def _sample(score: int, texts: int) -> Sample:
    return Sample(np.arange(texts) / texts + score, [str(at) for at in range(texts)])
