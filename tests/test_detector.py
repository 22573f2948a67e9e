"""The shipped model, end to end, on the project's own articles."""

import gc
import json
import shutil
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import mtdetect
from mtdetect.document import Document
from mtdetect.errors import ModelError, UsageError
from mtdetect.features.style_measures import MEASURES
from mtdetect.model.additive import DEFAULT
from mtdetect.model.calibration import Calibration
from mtdetect.model.shipped import shipped
from mtdetect.tells.engine import PREPARE_AFTER, TellEngine, find_tells
from mtdetect.tells.hits import Hit
from mtdetect.tells.registry import RULES
from mtdetect.text.batch import TextBatch, parse
from mtdetect.text.batches import BATCH_CHARACTERS, BATCH_TEXTS

ARTICLES = Path(__file__).resolve().parents[1] / "seeds" / "articles"
SOURCES = tomllib.loads((ARTICLES / "sources.toml").read_text(encoding="utf-8"))
SHIPPED = shipped("models") / DEFAULT


@pytest.fixture(scope="module")
def detector() -> mtdetect.Detector:
    return mtdetect.load()


def article(name: str) -> str:
    return (ARTICLES / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(SOURCES["articles"]))
def test_own_article_is_not_called_translated(detector: mtdetect.Detector, name: str) -> None:
    assert detector.score(article(name)).verdict in ("human", "unsure")


@pytest.mark.parametrize(("name", "copy"), [("bees", "bees.pt-quotes"), ("levee", "levee.pt-stops")])
def test_own_article_is_human_and_its_careless_copy_translated(
    detector: mtdetect.Detector, name: str, copy: str
) -> None:
    verdicts = [detector.score(article(f"{file}.txt")).verdict for file in (name, copy)]

    assert verdicts == ["human", "translated"]


@pytest.mark.parametrize("name", sorted(made["file"] for made in SOURCES["round_trips"]))
def test_round_trip_scores_above_its_original(detector: mtdetect.Detector, name: str) -> None:
    copy, original = (detector.score(article(file)) for file in (name, name.split(".")[0] + ".txt"))

    assert copy.human_share is not None
    assert original.human_share is not None
    assert copy.human_share < original.human_share


def test_reasons_and_base_add_up_to_what_is_calibrated(detector: mtdetect.Detector) -> None:
    verdict = detector.score(article("levee.pt-stops.txt"))

    raw = verdict.base + sum(reason.log_odds for reason in verdict.reasons)
    assert verdict.likelihood == pytest.approx(detector.model.calibration.likelihood(raw, verdict.words, 0.5))


def test_every_tell_quotes_the_text_and_reasons_point_at_tells(detector: mtdetect.Detector) -> None:
    text = article("bees.pt-quotes.txt")

    verdict = detector.score(text)

    assert len(verdict.tells) > 5
    assert all(tell.evidence == text[tell.start : tell.end] for tell in verdict.tells)
    for reason in verdict.reasons:
        assert all(reason.name == f"tell:{verdict.tells[at].rule}" for at in reason.tells)


def test_phrases_are_named_with_a_place_where_they_stand(detector: mtdetect.Detector) -> None:
    text = article("organ.txt")

    phrases = [reason for reason in detector.score(text).reasons if reason.name.startswith("phrase:")]

    assert 5 == len(phrases)
    for phrase in phrases:
        [(start, end)] = phrase.spans
        assert 0 <= start < end <= len(text)


def test_named_phrases_make_sense_alone_and_all_reasons_add_up(detector: mtdetect.Detector) -> None:
    text = article("organ.txt")

    verdict = detector.score(text)

    phrases = [reason for reason in verdict.reasons if reason.name.startswith("phrase:")]
    assert all(" " in phrase.name and phrase.name.islower() for phrase in phrases)
    whole = detector.score_batch([Document("", text)])[0]
    raw = verdict.base + sum(reason.log_odds for reason in verdict.reasons)
    assert detector.judge(raw, verdict.words)[1] == pytest.approx(whole.likelihood, abs=1e-9)


def test_higher_prior_gives_a_higher_likelihood_and_the_same_share() -> None:
    text = article("quota.pt.txt")

    low, high = (mtdetect.load(prior=prior).score(text) for prior in (0.1, 0.9))

    assert low.likelihood is not None
    assert high.likelihood is not None
    assert low.likelihood < high.likelihood
    assert low.human_share == high.human_share


def test_fpr_decides_what_is_called_translated(detector: mtdetect.Detector) -> None:
    text = article("bees.pt.txt")
    share = detector.score(text).human_share
    assert share is not None

    assert "translated" == mtdetect.load(fpr=share).score(text).verdict
    assert "translated" != mtdetect.load(fpr=share * 0.99).score(text).verdict


def test_score_many_is_score_in_order(detector: mtdetect.Detector) -> None:
    texts = [article("bees.txt"), "too short", article("bees.pt.txt")]

    assert [detector.score(text) for text in texts] == list(detector.score_many(texts))


def test_document_and_its_text_score_alike(detector: mtdetect.Detector) -> None:
    text = article("bees.txt")

    assert detector.score(text) == detector.score(Document(id="bees", text=text))


def test_page_that_declares_its_translation_is_called_translated(detector: mtdetect.Detector) -> None:
    text = article("organ.txt")
    page = f'<html lang="en-x-mtfrom-de"><body><p>{text}</p></body></html>'

    verdict = detector.score(Document(id="page", text=text, markup=page))

    assert verdict.verdict == "translated"
    assert verdict.reasons[0].name == "tell:MT101"


SPANISH = (
    "La junta del puerto se reunió el lunes por la noche para escuchar a las tripulaciones del muelle norte. "
    "Los pescadores dijeron que la nueva cuota los dejaría sin trabajo antes del verano, y pidieron tiempo. "
)
QUOTED = "He began. “" + "We went out before dawn and the nets were empty again, as they had been all week. " * 6 + "”"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ("The boat came in early and the crew went home to sleep.", "too_short"),
        (SPANISH * 3, "not_english"),
        ("Updated: 3 hours ago\nShare on Pinterest\n" * 40, "no_prose"),
        (QUOTED, "mostly_quoted"),
    ],
)
def test_detector_abstains_with_a_reason(detector: mtdetect.Detector, text: str, reason: str) -> None:
    verdict = detector.score(text)

    assert ("abstained", reason, None, None) == (
        verdict.verdict,
        verdict.abstained,
        verdict.likelihood,
        verdict.human_share,
    )


@pytest.mark.parametrize(
    "text",
    ["We sold the boat , not the nets.", f"{SPANISH * 3} He sold the boat , not the nets.", QUOTED + " , so. so"],
)
def test_a_text_that_is_not_judged_has_no_tells(detector: mtdetect.Detector, text: str) -> None:
    page = '<html lang="en-x-mtfrom-de"><body></body></html>'

    verdict = detector.score(Document("a", text, markup=page))

    assert find_tells(parse(text))
    assert (verdict.verdict, verdict.tells, verdict.reasons) == ("abstained", (), ())


class Watched(TellEngine):
    """An engine without rules that says how often it was to prepare, and the sizes of the texts of each batch."""

    def __init__(self) -> None:
        super().__init__((), portable=True)
        self.prepared = 0
        self.sizes: list[list[int]] = []

    def prepare(self) -> None:
        self.prepared += 1

    def find(self, batch: TextBatch, texts: Iterable[int] | None = None) -> list[list[Hit]]:
        self.sizes.append([len(text.raw) for text in batch.texts])
        return super().find(batch, texts)


def test_texts_are_scored_in_batches_of_a_good_size(detector: mtdetect.Detector) -> None:
    sizes = [*[9] * 70, 300_000, *[30_000] * 9, *[0] * 40]
    engine = Watched()

    list(replace(detector, engine=engine).score_many("." * size for size in sizes))

    assert [size for batch in engine.sizes for size in batch] == sizes
    assert all(len(batch) <= BATCH_TEXTS and sum(batch[:-1]) < BATCH_CHARACTERS for batch in engine.sizes)
    assert all(len(batch) == BATCH_TEXTS or sum(batch) >= BATCH_CHARACTERS for batch in engine.sizes[:-1])


@pytest.mark.parametrize(("texts", "expected"), [(PREPARE_AFTER - 1, False), (PREPARE_AFTER, True)])
def test_the_fast_engine_is_prepared_where_it_pays(detector: mtdetect.Detector, texts: int, expected: bool) -> None:
    engine = Watched()

    verdicts = list(replace(detector, engine=engine).score_many(["It rained."] * texts))

    assert (len(verdicts), engine.prepared > 0) == (texts, expected)


@pytest.mark.parametrize("text", ["a" * 200_000, "\x00\ud800" * 500, "“" * 20_000, "a \n" * 50_000, "1,2 " * 20_000])
def test_hostile_text_gets_an_answer(detector: mtdetect.Detector, text: str) -> None:
    assert detector.score(text).verdict in ("abstained", "human", "unsure", "translated")


@pytest.mark.parametrize("name", ["model.json", "known.npy", "weights.npy", "rarity.npy"])
def test_altered_model_is_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(SHIPPED, folder)
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[:-1] + bytes([content[-1] ^ 1]))

    with pytest.raises(ModelError, match=f"{name}: not the file that SHA256SUMS lists"):
        mtdetect.load(folder)


def test_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no-such-model: does not exist"):
        mtdetect.load(tmp_path / "no-such-model")


@pytest.mark.parametrize("settings", [{"fpr": -0.1}, {"fpr": 1.5}, {"prior": 0.0}, {"prior": 1.0}])
def test_shares_out_of_range_are_refused(settings: dict[str, float]) -> None:
    with pytest.raises(UsageError, match="give a share"):
        mtdetect.load(**settings)  # type: ignore[arg-type]  # all are floats


def test_shipped_model_weighs_only_rules_and_measures_that_exist(detector: mtdetect.Detector) -> None:
    assert set(detector.model.tells) <= {rule.code for rule in RULES}
    assert set(detector.model.measures) <= set(MEASURES)


def test_shipped_model_holds_no_running_text() -> None:
    classes = json.loads((SHIPPED / "model.json").read_text(encoding="utf-8"))["classes"]

    assert [] == [name for name in classes if " " in name]


CURVE = Calibration(
    (0.0, 1.0, 0.0, 0.0), np.array([50.0, 500.0]), np.array([1.0, 0.1, 0.001]), np.array([[-9, 1, 3], [-9, 0, 2.0]])
)


def test_likelihood_is_the_logistic_of_the_score_at_even_odds() -> None:
    assert CURVE.likelihood(0.0, 300, 0.5) == pytest.approx(0.5)
    assert CURVE.likelihood(0.0, 300, 0.2) == pytest.approx(0.2)
    assert CURVE.likelihood(1e9, 300, 0.5) == pytest.approx(1.0)


def test_human_share_falls_with_the_score_and_is_never_below_what_was_measured() -> None:
    shares = [CURVE.human_share(raw, 500) for raw in (-99, 0, 1, 2, 99)]

    assert pytest.approx([1.0, 0.1, 0.01, 0.001, 0.001]) == shares


def test_human_share_lies_between_those_of_the_nearest_lengths() -> None:
    assert CURVE.human_share(1.0, 500) < CURVE.human_share(1.0, 150) < CURVE.human_share(1.0, 50)
    assert CURVE.human_share(1.0, 20) == CURVE.human_share(1.0, 50)


def test_a_batch_is_freed_at_once() -> None:
    """A batch and its texts hold one another: left to the garbage collector, they took 80 MB in a long run."""
    detector = mtdetect.load()
    gc.collect()
    gc.disable()
    try:
        detector.score_batch([Document("a", "The town has a river. It is wide. " * 20)] * 3)
        left = [found for found in gc.get_objects() if isinstance(found, TextBatch)]
    finally:
        gc.enable()

    assert left == []
