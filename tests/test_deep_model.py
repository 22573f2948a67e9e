"""The deep model: what is read, how its parts add up, its folder, and what is said where it cannot be used."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mtdetect.config.score_settings import DetectorSettings
from mtdetect.deep.model import Adapter, Deep, DeepModel
from mtdetect.deep.reader import Reading
from mtdetect.deep.shipping import ADAPTERS, PROBE, as_files, load_deep_model
from mtdetect.deep.transformer import WIDTH
from mtdetect.detector import Detector, load
from mtdetect.errors import ModelError
from mtdetect.model.additive import load_model
from mtdetect.model.calibration import Calibration, as_json
from mtdetect.model.digest import digest
from mtdetect.model.files import CHECKSUMS, SETTINGS, write_checked
from mtdetect.model.shipped import shipped
from mtdetect.tells.engine import engine
from mtdetect.verdict import READER

ARTICLES = Path(__file__).resolve().parents[1] / "seeds" / "articles"
LEVEE = (ARTICLES / "levee.txt").read_text(encoding="utf-8")
EVERYTHING = Calibration((0.0, 1.0, 0.0, 0.0), np.array([1.0]), np.array([1.0, 0.001]), np.array([[-99.0, 99.0]]))


class Counter:
    """A reader that makes of each sentence a state whose first number is that of its words."""

    def __init__(self) -> None:
        self.read_texts = 0

    def read(self, sentences: Sequence[str]) -> Reading:
        self.read_texts += 1
        states = np.zeros((len(sentences), WIDTH), np.float32)
        states[:, 0] = [len(sentence.split()) for sentence in sentences]
        return Reading(states, np.ones(len(sentences), np.intp))


@pytest.fixture
def model() -> DeepModel:
    probe = np.zeros(WIDTH, np.float32)
    probe[0] = 0.5
    adapter = Adapter(3, "output", np.full((WIDTH, 2), 0.25, np.float32), np.full((2, 1024), 0.5, np.float32))
    return DeepModel("deep", "", "", probe, -3.0, (adapter,), 0.25, 2.0, 0.5, 0.3, EVERYTHING)


def detector(deep: Deep) -> Detector:
    return Detector(load_model(), 0.01, 0.5, "signature", engine(), deep=deep)


def test_reasons_of_base_and_reader_add_up(model: DeepModel) -> None:
    reader = Counter()
    base = load_model()
    alone = Detector(base, 0.01, 0.5, "signature", engine()).score(LEVEE)

    verdict = detector(Deep(model, lambda: reader, always=True)).score(LEVEE)

    [read] = [reason for reason in verdict.reasons if reason.name == READER]
    others = [reason.log_odds for reason in verdict.reasons if reason.name != READER]
    assert others == pytest.approx([2 * reason.log_odds for reason in alone.reasons])
    assert verdict.base == pytest.approx(0.25 + 2 * base.base)
    raw = verdict.base + sum(others) + read.log_odds
    assert verdict.likelihood == pytest.approx(1 / (1 + np.exp(-raw)))
    assert verdict.signature == "signature|judged:reader"


def test_the_sentences_named_are_the_longest_for_a_reader_that_counts_words(model: DeepModel) -> None:
    verdict = detector(Deep(model, Counter, always=True)).score(LEVEE)

    [read] = [reason for reason in verdict.reasons if reason.name == READER]
    shown = [LEVEE[start:end] for start, end in read.spans]
    assert len(shown) == 3
    assert list(read.spans) == sorted(read.spans)
    assert min(len(sentence.split()) for sentence in shown) > len(LEVEE.split()) / LEVEE.count(".")


def test_the_shares_of_sentences_add_up_to_the_readers_reason(model: DeepModel) -> None:
    asked = replace(detector(Deep(model, Counter, always=True)), sentences=True)

    verdict = asked.score(LEVEE)

    [read] = [reason for reason in verdict.reasons if reason.name == READER]
    shares = [one.reader for one in verdict.sentences]
    assert read.log_odds == pytest.approx(sum(share or 0.0 for share in shares), abs=1e-4)
    longest = max(verdict.sentences, key=lambda one: len(LEVEE[one.start : one.end].split()))
    assert longest.reader == max(share for share in shares if share is not None)


def test_a_text_that_is_not_read_has_no_shares(model: DeepModel) -> None:
    asked = replace(detector(Deep(replace(model, read_below=0.0), Counter, always=False)), sentences=True)

    assert {None} == {one.reader for one in asked.score(LEVEE).sentences}


def test_what_the_base_model_decides_is_not_read(model: DeepModel) -> None:
    reader = Counter()
    base = Detector(load_model(), 0.01, 0.5, "signature", engine()).score(LEVEE)
    assert base.human_share is not None
    decided, left_open = (replace(model, read_below=base.human_share * factor) for factor in (0.99, 1.01))

    unread = detector(Deep(decided, lambda: reader, always=False)).score(LEVEE)
    read_before = reader.read_texts
    read = detector(Deep(left_open, lambda: reader, always=False)).score(LEVEE)

    assert (read_before, reader.read_texts) == (0, 1)
    assert unread == replace(base, signature="signature|judged:base")
    assert read.signature == "signature|judged:reader"


def test_a_score_is_judged_by_the_thresholds_of_what_made_it(model: DeepModel) -> None:
    judge = detector(Deep(model, Counter, always=False)).judge

    assert judge(5.0, 300, read=True)[1] == pytest.approx(1 / (1 + np.exp(-5.0)))
    assert judge(5.0, 300)[1] == load_model().calibration.likelihood(5.0, 300, 0.5)


def test_a_folder_is_read_as_it_was_written(model: DeepModel, tmp_path: Path) -> None:
    write_checked(tmp_path, as_files(model))

    actual = load_deep_model(tmp_path)

    assert len(actual.fingerprint) == 12
    np.testing.assert_array_equal(actual.probe, model.probe)
    [adapter] = actual.adapters
    assert (adapter.block, adapter.matrix) == (3, "output")
    np.testing.assert_array_equal(adapter.outputs, model.adapters[0].outputs)
    np.testing.assert_array_equal(adapter.inputs, model.adapters[0].inputs)
    names = ("name", "fitted_to", "intercept", "base", "plain", "reader", "read_below")
    assert [getattr(actual, name) for name in names] == [getattr(model, name) for name in names]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"format": 9}, "deep model format 9, not 2"),
        ({"base": "much"}, "no deep model of mtdetect"),
        ({"calibration": None}, "no deep model of mtdetect"),
    ],
)
def test_another_format_and_wrong_settings_are_refused(
    model: DeepModel, tmp_path: Path, changed: dict[str, object], expected: str
) -> None:
    files = as_files(model)
    write_checked(tmp_path, files | {SETTINGS: json.dumps(json.loads(files[SETTINGS]) | changed).encode()})

    with pytest.raises(ModelError, match=expected):
        load_deep_model(tmp_path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (PROBE, b"\x93NUMPY"),
        (ADAPTERS, b"{}"),
        (ADAPTERS, as_files(DeepModel("", "", "", np.zeros(WIDTH, np.float32), 0, (), 0, 0, 0, 0, EVERYTHING))[PROBE]),
    ],
)
def test_arrays_that_are_none_are_refused(model: DeepModel, tmp_path: Path, name: str, content: bytes) -> None:
    write_checked(tmp_path, as_files(model) | {name: content})

    with pytest.raises(ModelError, match="no deep model of mtdetect"):
        load_deep_model(tmp_path)


def test_adapters_of_blocks_that_are_not_read_are_refused(model: DeepModel, tmp_path: Path) -> None:
    write_checked(tmp_path, as_files(replace(model, adapters=(replace(model.adapters[0], block=17),))))

    with pytest.raises(ModelError, match=r"an adapter of 17\.output"):
        load_deep_model(tmp_path)


def test_an_altered_folder_is_refused(model: DeepModel, tmp_path: Path) -> None:
    write_checked(tmp_path, as_files(model))
    (tmp_path / PROBE).write_bytes(b"other")

    with pytest.raises(ModelError, match=r"probe\.npy: not the file that SHA256SUMS lists"):
        load_deep_model(tmp_path)


def test_the_digest_changes_with_what_scores_depend_on_and_not_with_the_calibration() -> None:
    base = load_model()

    assert digest(base) != digest(replace(base, base=base.base + 1))
    assert digest(base) == digest(replace(base, calibration=EVERYTHING))


def test_the_reader_reads_by_default_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load().deep is None

    monkeypatch.setattr("mtdetect.deep.installed.is_installed", lambda *_: True)

    of_default, of_none = load().deep, load(deep="never").deep
    assert of_default is not None
    assert not of_default.always
    assert of_none is None
    assert DetectorSettings().deep == "auto"


def test_by_default_the_reader_leaves_a_model_alone_that_was_calibrated(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("mtdetect.deep.installed.is_installed", lambda *_: True)
    files = {
        file.name: file.read_bytes()
        for file in (shipped("models") / "base").iterdir()
        if file.is_file() and file.suffix != ".md"
    }
    checksums = files.pop(CHECKSUMS)
    write_checked(tmp_path / "copy", files)
    settings = json.loads(files[SETTINGS]) | {"calibration": as_json(EVERYTHING)}
    write_checked(tmp_path / "calibrated", files | {SETTINGS: json.dumps(settings).encode()})

    assert checksums == (tmp_path / "copy" / CHECKSUMS).read_bytes()
    assert load(tmp_path / "copy").deep is not None
    assert load(str(tmp_path / "calibrated")).deep is None
