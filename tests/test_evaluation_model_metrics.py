"""`mtdetect evaluate` on own labelled texts and the figures that it shows."""

import json
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score
from typer.testing import CliRunner, Result

import mtdetect
from mtdetect.cli.app import app
from mtdetect.evaluation.metrics import auc_of, calibration_error_of, interval, recall_of, share_of
from mtdetect.text.batch import parse

ARTICLES = Path(__file__).resolve().parents[1] / "seeds" / "articles"
ONES = np.ones(6)
SCORES = np.array([1.0, 2.0, 2.0, 3.0, 4.0, 5.0])
MACHINE = np.array([False, False, True, False, True, True])


def run(*arguments: object, given: str | None = None) -> Result:
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)], input=given, env={"COLUMNS": "100"})


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Halves of the project's articles and of their round trips, and a text that is too short to judge."""
    rows = [{"text": "Too short.", "label": 0, "kind": "native"}]
    for article in sorted(ARTICLES.glob("*.txt")):
        text = parse(article.read_text(encoding="utf-8"))
        middle = text.sentences[len(text.sentences) // 2][0]
        made = article.name.count(".") > 1
        for part in (text.raw[:middle], text.raw[middle:]):
            kind = {"kind": "round_trip"} if made else {"kind": "native"}
            rows.append({"text": part, "label": int(made), "group": article.name.split(".")[0], **kind})
    file = tmp_path_factory.mktemp("labelled") / "articles.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def test_auc_is_that_of_scikit_learn_with_weights_and_ties() -> None:
    weights = np.array([1.0, 3.0, 2.0, 0.0, 1.0, 2.0])

    found = auc_of(SCORES, MACHINE)(weights)

    assert roc_auc_score(MACHINE, SCORES, sample_weight=weights) == pytest.approx(found)


def test_found_is_above_what_the_share_of_human_texts_exceeds() -> None:
    found = [recall_of(SCORES, MACHINE, fpr)(ONES) for fpr in (0.0, 0.34, 1.0)]

    assert [pytest.approx(2 / 3), pytest.approx(2 / 3), 1.0] == found


def test_calibration_error_is_none_when_likelihoods_are_shares() -> None:
    machine = np.arange(1_000) % 2 == 0
    sure, even, wrong = machine.astype(float), np.full(1_000, 0.5), 1 - machine.astype(float)

    errors = [calibration_error_of(likely, machine)(np.ones(1_000)) for likely in (sure, even, wrong)]

    assert [0, 0, 1] == pytest.approx(errors)


def test_interval_is_drawn_by_groups() -> None:
    chosen = np.arange(400) < 200

    alone = interval(share_of(chosen), [str(at) for at in range(400)])
    together = interval(share_of(chosen), [str(at // 50) for at in range(400)])

    assert alone[0] < 0.5 < alone[1]
    assert together[1] - together[0] > 3 * (alone[1] - alone[0])
    assert interval(share_of(chosen), [str(at) for at in range(400)]) == alone


def test_own_texts_are_compared_and_counted(labelled: Path) -> None:
    ran = run(labelled, "--format", "json", "-j", 1)

    assert ran.exit_code == 0, ran.stderr
    found = json.loads(ran.stdout)
    detector = mtdetect.load()
    rows = [json.loads(line) for line in labelled.read_text(encoding="utf-8").splitlines()[1:]]
    verdicts = list(detector.score_many(row["text"] for row in rows))
    raw = [verdict.base + sum(reason.log_odds for reason in verdict.reasons) for verdict in verdicts]
    [compared] = found["comparisons"]
    assert (compared["machine"], compared["human"]) == ("round_trip", "native")
    assert roc_auc_score([row["label"] for row in rows], raw) == pytest.approx(compared["auc"]["value"], abs=1e-4)
    assert compared["auc"]["low"] <= compared["auc"]["value"] <= compared["auc"]["high"]
    native, made = found["called_translated"]
    assert (native["set"], native["kind"], native["not_judged"]) == ("articles", "native", 1)
    machine = [verdict.verdict for row, verdict in zip(rows, verdicts, strict=True) if row["label"]]
    assert made["share"]["value"] == pytest.approx(machine.count("translated") / len(machine), abs=1e-4)
    assert found["signature"] == detector.signature


def test_text_shows_the_same_figures(labelled: Path) -> None:
    [compared] = json.loads(run(labelled, "--format", "json", "-j", 1).stdout)["comparisons"]

    shown = run("-", given=labelled.read_text(encoding="utf-8")).stdout

    assert f"AUC                         {compared['auc']['value']:.3f} (" in shown
    assert "called translated at --fpr 0.01" in shown


def test_texts_of_one_label_have_no_auc_but_are_counted(labelled: Path) -> None:
    human = [line for line in labelled.read_text(encoding="utf-8").splitlines() if '"label": 0' in line]
    verdicts = [verdict.verdict for verdict in mtdetect.load().score_many(json.loads(line)["text"] for line in human)]
    share = verdicts.count("translated") / (len(verdicts) - verdicts.count("abstained"))

    ran = run("-", "-j", 1, given="\n".join(human))

    assert ran.exit_code == 0
    assert "no AUC: it takes texts of both labels" in ran.stdout
    assert f"- native  {share:.1%} " in ran.stdout


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["missing.jsonl"], "missing.jsonl"),
    ],
)
def test_a_mistake_is_one_line(arguments: list[str], complaint: str) -> None:
    ran = run(*arguments)

    assert (ran.exit_code, ran.stderr.count("\n")) == (2, 1)
    assert complaint in ran.stderr
