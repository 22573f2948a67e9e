"""`mtdetect explain` from end to end: the sums, the marks, and whatever an article holds."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import mtdetect
from mtdetect.cli.app import app
from mtdetect.document import Document
from mtdetect.report.base import Style
from mtdetect.report.explanation import report
from mtdetect.report.formats import Format
from mtdetect.results.explanation import explain
from mtdetect.results.row import Result as Judged
from tests.report_pages import views_of

ARTICLES = Path(__file__).resolve().parents[1] / "seeds" / "articles"
ADDED = ("raw", "without_heaviest", "sentences")
FILES = sorted(ARTICLES.glob("*.txt"))
TRANSLATED, HUMAN = ARTICLES / "bees.pt-quotes.txt", ARTICLES / "organ.txt"


def run(*args: str | Path, **environment: str) -> Result:
    return CliRunner().invoke(app, ["explain", *map(str, args)], env={"COLUMNS": "80", **environment})


def explained(*args: str | Path) -> Any:
    return json.loads(run(*args, "--format", "json").stdout)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_base_and_reasons_add_up_to_the_score(file: Path) -> None:
    row = explained(file)

    weights = [reason["log_odds"] for reason in row["reasons"]]
    without = row["without_heaviest"]
    heaviest = [weights[number] for number in without["reasons"]]
    assert pytest.approx(row["raw"], abs=1e-4) == row["base"] + sum(weights)
    assert pytest.approx(without["raw"], abs=1e-4) == row["raw"] - sum(heaviest)
    assert sorted(map(abs, weights), reverse=True)[:3] == [abs(weight) for weight in heaviest]


@pytest.mark.parametrize("file", [TRANSLATED, HUMAN], ids=lambda file: file.stem)
def test_the_rest_is_judged_as_the_detector_judges_it(file: Path) -> None:
    detector = mtdetect.load()

    made = explain(detector, Document("a", file.read_text(encoding="utf-8")))

    assert made.raw is not None
    assert made.without is not None
    label, *shares = detector.judge(made.raw, made.verdict.words)
    assert label == made.verdict.verdict
    assert pytest.approx(shares) == [made.verdict.likelihood, made.verdict.human_share]
    assert detector.judge(made.without.raw, made.verdict.words) == (
        made.without.verdict,
        made.without.likelihood,
        made.without.human_share,
    )


def test_the_sentences_say_what_each_adds() -> None:
    row, text = explained(TRANSLATED), TRANSLATED.read_text(encoding="utf-8")

    weights = {text[one["start"] : one["end"]]: one["log_odds"] for one in row["sentences"]}

    heaviest = max(weights, key=lambda sentence: weights[sentence])
    assert any(tell["evidence"] in heaviest for tell in row["tells"])
    assert all("reader" not in sentence for sentence in row["sentences"])
    told = [one["log_odds"] for one in row["reasons"] if not one["name"].startswith(("measure:", "tells:"))]
    assert pytest.approx(sum(weights.values()), abs=1e-4) == sum(told)


def test_the_row_is_that_of_score() -> None:
    scored = CliRunner().invoke(app, ["score", str(TRANSLATED), "--format", "jsonl"])

    row = explained(TRANSLATED)

    assert json.loads(scored.stdout) == {key: row[key] for key in row if key not in ADDED}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_without_its_marks_the_text_is_the_article(file: Path) -> None:
    shown = [line.split(" | ")[-1] for line in run(file).stdout.splitlines() if re.match(r" *\d+ \|", line)]

    bare = [re.sub(r"^ *\d+ \|$", "", re.sub(r"\[\[|\|[\w+]+\]\]", "", line)) for line in shown]

    assert file.read_text(encoding="utf-8").splitlines() == bare


def test_marks_stand_where_the_tells_are() -> None:
    said = run(TRANSLATED).stdout

    assert '[[" We|MT403+MT711]] expected' in said
    assert '[[nothing, "|MT401]] She said' in said


@pytest.mark.parametrize("form", [Format.TEXT, Format.HTML, Format.JSON])
def test_hostile_articles_send_nothing_on(form: Format, hostile: list[Judged]) -> None:
    without = {"reasons": [0, 1], "raw": 0.0, "likelihood": 0.5, "human_share": 0.5, "verdict": "unsure"}

    for result in hostile:
        row = {**result.row, "raw": 1.0, "without_heaviest": without}
        drawn = report(form, Style()).entry(Judged(row, result.text)).encode("utf-8").decode("utf-8")

        assert re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028]", drawn) == []
        assert form is Format.JSON or "\u202e" not in drawn
        assert form is not Format.TEXT or "##[" not in drawn
        assert form is not Format.HTML or "<script>" not in drawn


def test_the_page_holds_all_reasons_the_marks_and_the_sums() -> None:
    row = explained(TRANSLATED)

    [view] = views_of(run(TRANSLATED, "--format", "html").stdout)

    assert view["all"]
    assert len(row["reasons"]) == len(view["reasons"])
    assert '" I' in [piece for piece, numbers, _ in view["pieces"] if numbers]
    assert ["Score:", "Without"] == [sentence.split()[0] for sentence in view["more"]]


def test_a_likely_origin_stands_beside_the_article() -> None:
    against = ("--against", ARTICLES / "bees.txt", ARTICLES / "organ.txt")

    row = explained(TRANSLATED, *against)
    [view] = views_of(run(TRANSLATED, "--format", "html", *against).stdout)

    assert str(ARTICLES / "bees.txt") == row["origin"]["path"]
    assert len(row["origin"]["pairs"]) == len(view["origin"]["pairs"])
    assert "Likely origin: " in run(TRANSLATED, *against).stdout


@pytest.mark.parametrize("form", ["text", "html"])
def test_what_is_not_judged_is_shown_without_a_score(form: str, tmp_path: Path) -> None:
    file = tmp_path / "short.txt"
    file.write_text("Too short , said he.", encoding="utf-8")

    ran = run(file, "--format", form)

    assert 0 == ran.exit_code
    assert "not judged" in ran.stdout.lower()
    assert "said he." in ran.stdout
    assert "log-odds, " not in ran.stdout
    assert (None, None) == (explained(file)["raw"], explained(file)["without_heaviest"])


@pytest.mark.parametrize(("form", "printed"), [("text", 0), ("json", 1)])
def test_what_cannot_be_read_is_one_line_and_2(form: str, printed: int, tmp_path: Path) -> None:
    ran = run(tmp_path / "none.txt", "--format", form)

    assert (2, printed, 1) == (ran.exit_code, len(ran.stdout.splitlines()), len(ran.stderr.splitlines()))
    assert "none.txt" in ran.stderr


def several(folder: Path) -> list[str | Path]:
    return [folder]


def several_rows(folder: Path) -> list[str | Path]:
    file = folder / "rows.jsonl"
    file.write_text('{"text": "a"}\n{"text": "b"}\n', encoding="utf-8")
    return [file]


def none(folder: Path) -> list[str | Path]:
    (folder / "empty").mkdir()
    return [folder / "empty"]


def two_inputs(_folder: Path) -> list[str | Path]:
    return ["-", "--against", "-"]


def bad_candidate(folder: Path) -> list[str | Path]:
    return [HUMAN, "--against", folder / "none.txt"]


@pytest.mark.parametrize("given", [several, several_rows, none, two_inputs, bad_candidate])
def test_what_is_not_one_article_is_one_line_and_2(given: Callable[[Path], list[str | Path]], tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("A plain line.", encoding="utf-8")

    ran = run(*given(tmp_path))

    assert (2, "", 1) == (ran.exit_code, ran.stdout, len(ran.stderr.splitlines()))


def test_settings_are_those_of_score() -> None:
    assert run(TRANSLATED, MTDETECT_PRIOR="0.001").stdout != run(TRANSLATED).stdout


@pytest.mark.parametrize("command", [["score"], ["explain"], ["match", "--against", str(HUMAN)]], ids=lambda c: c[0])
def test_no_command_shows_tells_of_an_article_that_is_not_judged(tmp_path: Path, command: list[str]) -> None:
    page = '<html lang="en-x-mtfrom-de"><body><p>We sold the boat , not the nets.</p></body></html>'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    name, *options = command

    done = CliRunner().invoke(app, [name, str(tmp_path / "a.html"), *options, "--format", "json"])

    made = json.loads(done.stdout)
    row = made["rows"][0] if "rows" in made else made
    assert ("too_short", [], []) == (row["abstained"], row["tells"], row["reasons"])
