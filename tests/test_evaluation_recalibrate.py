"""`mtdetect calibrate`: thresholds from own human texts, and what they promise."""

import json
from pathlib import Path
from typing import Any

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


@pytest.fixture(scope="module")
def houses(own: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A model that has learnt two houses, of texts with and without one; and those texts."""
    folder = tmp_path_factory.mktemp("houses")
    rows = [json.loads(line) for line in own.read_text(encoding="utf-8").splitlines()]
    for number, row in enumerate(rows):
        row["desk"] = {"name": ("north", "south", None)[number % 3]}
    file = folder / "human.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    ran = run("calibrate", "--human", file, "--fpr", "0.1", "--group-by", "desk.name", "-o", folder / "ours", "-j", 1)
    assert ran.exit_code == 0, ran.stderr
    said = " ".join(ran.stdout.split())
    assert "now each of 2 houses has thresholds of its own; at --fpr 0.1: north: " in said
    assert "without a house;" in said
    assert "houses are told apart by desk.name" in said
    return folder / "ours", file


def rows_of(*arguments: object) -> list[dict[str, Any]]:
    ran = run("score", *arguments, "--fpr", "0.1", "--format", "jsonl")
    assert ran.exit_code == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_an_article_is_judged_against_its_house_and_others_as_before(houses: tuple[Path, Path]) -> None:
    model, file = houses
    before, after = rows_of(file, "-j", 1), rows_of(file, "--model", model, "-j", 1)

    names = ["north", "south", None]
    assert [names[at % 3] if row["abstained"] is None else None for at, row in enumerate(before)] == [
        row.get("house", {}).get("name") for row in after
    ]
    moved = {"human_share", "likelihood", "verdict", "house", "signature"}
    assert [{key: row[key] for key in row if key not in moved} for row in before] == [
        {key: row[key] for key in row if key not in moved} for row in after
    ]
    assert not any(row["verdict"] == "translated" and row["likelihood"] < 0.5 for row in after)
    unknown = [(old["human_share"], new["human_share"]) for old, new in zip(before, after, strict=True)][2::3]
    assert all(old == new for old, new in unknown)
    assert [row["human_share"] for row in before] != [row["human_share"] for row in after]


def test_processes_tell_houses_as_one_does(houses: tuple[Path, Path], tmp_path: Path) -> None:
    model, file = houses
    many = tmp_path / "many.jsonl"
    many.write_text(file.read_text(encoding="utf-8") * 3, encoding="utf-8")

    assert rows_of(many, "--model", model, "-j", 1) == rows_of(many, "--model", model, "-j", 2)


def test_rows_with_a_house_are_rows_of_the_schema_and_say_so_to_people(houses: tuple[Path, Path]) -> None:
    model, file = houses
    saved = file.with_name("rows.jsonl")
    saved.write_text(run("score", file, "--model", model, "--format", "jsonl", "-j", 1).stdout, encoding="utf-8")

    ran = run("report", saved)

    assert ran.exit_code == 0, ran.stderr
    said = " ".join(ran.stdout.split())
    assert "human articles of north, of this length, score as high" in said
    assert "human articles of north, which score" in said


def test_an_article_explained_is_judged_against_its_house_too(houses: tuple[Path, Path], tmp_path: Path) -> None:
    model, file = houses
    one = tmp_path / "one.jsonl"
    one.write_text(file.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")

    explained = json.loads(run("explain", one, "--model", model, "--fpr", "0.1", "--format", "json").stdout)

    [scored] = rows_of(one, "--model", model)
    assert {"house", "human_share"} <= explained.keys()
    assert scored == {key: explained[key] for key in scored}


def test_a_second_calibration_forgets_the_houses_of_the_first(
    own: Path, houses: tuple[Path, Path], tmp_path: Path
) -> None:
    ran = run("calibrate", "--human", own, "--model", houses[0], "--fpr", "0.1", "-o", tmp_path / "again", "-j", 1)

    assert ran.exit_code == 0, ran.stderr
    assert mtdetect.load(tmp_path / "again").model.houses is None
    assert "of the model before forgotten: add houses again with --group-by" in ran.stdout


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--group-by", "desk", "--fpr", "0.1"), "--group-by desk: no text has one: name a column of the rows"),
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
