"""`mtdetect calibrate`: thresholds from own human texts, and what they promise."""

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

import mtdetect
from mtdetect.cli.app import app
from mtdetect.model.calibration import Calibration
from mtdetect.model.conformal import expected_range, fewest, length_groups, refit
from mtdetect.text.batch import parse

ARTICLES = Path(__file__).resolve().parents[1] / "seeds" / "articles"
KNOTS = np.array([50.0, 150.0, 700.0])
SHIPPED = Calibration(
    (0.0, 1.0, 0.0, 0.0),
    KNOTS,
    np.array([1.0, 0.5, 0.05, 0.001]),
    np.array([[-3.0, 0.0, 2.0, 5.0], [-3.0, 0.5, 2.0, 4.0], [-3.0, 1.0, 2.0, 3.0]]),
)


def sample(texts: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Scores that change with the length otherwise than the calibration at hand thinks."""
    chance = np.random.default_rng(seed)
    words = np.round(np.exp(chance.uniform(np.log(40), np.log(900), texts)))
    return chance.standard_t(3, texts) + np.log(words) - 4, words


def flagged(fitted: Calibration, fpr: float, seed: int) -> float:
    scores, words = sample(2_000, seed)
    shares = [fitted.human_share(score, int(count)) for score, count in zip(scores, words, strict=True)]
    return float(np.mean(np.array(shares) <= fpr))


@pytest.mark.slow
@pytest.mark.parametrize(("texts", "fpr"), [(99, 0.01), (150, 0.02), (400, 0.05), (1_100, 0.02)])
def test_false_alarms_come_out_as_promised_in_the_mean(texts: int, fpr: float) -> None:
    found = [flagged(refit(SHIPPED, *sample(texts, seed), fpr), fpr, 1_000 + seed) for seed in range(40)]

    error = np.std(found) / np.sqrt(len(found))
    promised = np.floor(fpr * (texts + 1) + 1e-9) / (texts + 1)
    assert abs(np.mean(found) - promised) < 3 * error + 0.001


def test_no_share_is_below_what_the_texts_can_show() -> None:
    fitted = refit(SHIPPED, *sample(150, 0), 0.02)

    assert fitted.human_share(1e6, 300) == pytest.approx(1 / 151)
    assert fitted.human_share(-1e6, 300) == 1


def test_few_texts_share_the_thresholds_of_all_lengths_and_many_do_not() -> None:
    def starts(texts: int) -> list[float]:
        return [start for start, _ in length_groups(SHIPPED, sample(texts, 0)[1], 0.05)]

    assert starts(150) == [-np.inf]
    assert starts(2_000) == [-np.inf, 150.0]


def test_own_thresholds_hold_for_short_texts_too() -> None:
    def short(fitted: Calibration) -> float:
        scores, words = sample(4_000, 9)
        pairs = [(score, int(count)) for score, count in zip(scores, words, strict=True) if count < 150]
        return float(np.mean([fitted.human_share(score, count) <= 0.05 for score, count in pairs]))

    found = short(refit(SHIPPED, *sample(4_000, 1), 0.05))

    assert found == pytest.approx(0.05, abs=0.015)


@pytest.mark.parametrize(("fpr", "texts"), [(0.01, 99), (0.05, 19), (0.5, 1), (0.003, 333)])
def test_fewest_texts_for_a_share(fpr: float, texts: int) -> None:
    assert fewest(fpr) == texts


def test_range_of_false_alarms_narrows_with_the_sample() -> None:
    few, many = expected_range(99, 0.01), expected_range(9_999, 0.01)

    assert few[0] < many[0] < 0.01 < many[1] < few[1]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], env={"COLUMNS": "100"})


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Runs of sentences of the project's human articles, one of them twice."""
    file = tmp_path_factory.mktemp("own") / "human.jsonl"
    parts = []
    for article in sorted(ARTICLES.glob("*.txt")):
        if article.name.count(".") == 1:
            text = parse(article.read_text(encoding="utf-8"))
            parts += [text.raw[start:end] for start, end in zip(*_runs(text.sentences), strict=True)]
    rows = [{"id": str(at), "text": part} for at, part in enumerate([*parts, parts[0], "Too short."])]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def _runs(sentences: tuple[tuple[int, int], ...]) -> tuple[list[int], list[int]]:
    return [start for start, _ in sentences[:-5]], [end for _, end in sentences[5:]]


def test_the_new_model_scores_by_the_new_thresholds(own: Path, tmp_path: Path) -> None:
    ran = run("calibrate", "--human", own, "--fpr", "0.1", "-o", tmp_path / "ours", "-j", 1)

    assert ran.exit_code == 0, ran.stderr
    assert "1 not judged, 1 repeated" in ran.stdout
    ours, shipped = mtdetect.load(tmp_path / "ours", fpr=0.1), mtdetect.load(fpr=0.1)
    texts = [json.loads(line)["text"] for line in own.read_text(encoding="utf-8").splitlines()[:-2]]
    called = [verdict.verdict == "translated" for verdict in ours.score_many(texts)]
    assert (len(texts) + 1) // 10 - 1 == sum(called)
    assert ours.signature.startswith("model:ours@")
    assert ours.signature.split("|")[1:] == shipped.signature.split("|")[1:]
    assert ours.score(texts[0]).likelihood == shipped.score(texts[0]).likelihood


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--fpr", "0.001"), "--fpr 0.001 takes 999 or more"),
        (("--fpr", "0"), "--fpr 0: no texts can show that"),
        (("-o", "."), ".: is there already: name a new folder"),
        (("missing.txt",), "missing.txt"),
    ],
)
def test_what_cannot_be_promised_is_refused_in_one_line(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], complaint: str
) -> None:
    monkeypatch.chdir(tmp_path)

    ran = run("calibrate", "--human", own, "-j", 1, *arguments)

    assert ran.exit_code == 2
    assert complaint in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
