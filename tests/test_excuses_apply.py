"""What excusing does to rows: nothing to what was measured, all to what counts."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import mtdetect
from mtdetect.document import Document
from mtdetect.excuses.active import Excuses, excuses_on
from mtdetect.excuses.apply import Excuser
from mtdetect.excuses.content import article_key
from mtdetect.excuses.entries import read_excuses
from mtdetect.features.extract import extract
from mtdetect.results.row import Result, answer, dump, row
from mtdetect.results.saved_rows import read_rows
from mtdetect.tells.engine import find_tells
from mtdetect.text.batch import parse

ROOT = Path(__file__).resolve().parents[1]
QUOTES = (ROOT / "seeds" / "articles" / "bees.pt-quotes.txt").read_text(encoding="utf-8")
HUMAN = (ROOT / "seeds" / "articles" / "organ.txt").read_text(encoding="utf-8")
NUMBERS = ("likelihood", "human_share", "verdict", "abstained", "words", "base", "signature")

Entries = Callable[..., Excuses]


@pytest.fixture
def entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Entries:
    monkeypatch.chdir(tmp_path)

    def made(*criteria: str) -> Excuses:
        file = tmp_path / ".mtdetectignore.toml"
        file.write_text("".join(f"[[excuse]]\nreason = 'ours'\n{one}\n" for one in criteria), encoding="utf-8")
        return Excuses(tuple(read_excuses(file)))

    return made


def excused(excuser: Excuser, result: Result) -> Result:
    [made] = excuser.apply([result])
    return made


def unneeded() -> mtdetect.Detector:
    raise AssertionError("no score is taken apart here")


def test_without_excuses_results_pass_as_they_are(judged: Callable[[str], Result]) -> None:
    given = judged(QUOTES)

    assert excused(Excuser(Excuses(), unneeded), given) is given


def test_an_excused_verdict_takes_all_findings_along_and_no_number(
    judged: Callable[[str], Result], entries: Entries
) -> None:
    given = judged(QUOTES)

    made = excused(Excuser(entries("id = 'a'"), unneeded), given).row

    cause = {"reason": "ours", "source": ".mtdetectignore.toml, excuse 1"}
    assert made["suppressed"][0] == {"finding": "verdict", "verdict": "translated", "excuse": cause}
    assert made["suppressed"][1:] == [{"finding": "tell", **tell, "excuse": cause} for tell in given.row["tells"]]
    assert made["tells"] == []
    assert {name: made[name] for name in NUMBERS} == {name: given.row[name] for name in NUMBERS}
    assert [(one["name"], one["log_odds"]) for one in made["reasons"]] == [
        (one["name"], one["log_odds"]) for one in given.row["reasons"]
    ]
    assert answer(made) == "excused"


def test_an_excused_tell_leaves_the_others_in_their_places(judged: Callable[[str], Result], entries: Entries) -> None:
    given = judged(QUOTES).row

    made = excused(Excuser(entries("rule = 'MT415'"), mtdetect.load), judged(QUOTES)).row

    assert [tell["rule"] for tell in made["suppressed"]] == ["MT415", "MT415"]
    assert made["tells"] == [tell for tell in given["tells"] if tell["rule"] != "MT415"]
    assert [[made["tells"][number] for number in reason["tells"]] for reason in made["reasons"]] == [
        [given["tells"][number] for number in reason["tells"] if given["tells"][number]["rule"] != "MT415"]
        for reason in given["reasons"]
    ]
    assert answer(made) == "translated"


def test_a_verdict_that_rests_on_excused_tells_is_excused(entries: Entries) -> None:
    """At a rate at which the article is just called translated, each of its tells decides."""
    share = mtdetect.load().score(QUOTES).human_share
    assert share is not None
    detector = mtdetect.load(fpr=share)
    given = Result(row(Document("a", QUOTES, "a.txt"), detector.score(QUOTES)), QUOTES)
    rules = [f"rule = '{code}'" for code in ("MT401", "MT403", "MT711")]

    made = excused(Excuser(entries(*rules), lambda: detector), given).row

    assert (answer(given.row), answer(made)) == ("translated", "excused")
    assert made["suppressed"][0]["excuse"]["reason"] == "would not be likely translated without the excused tells"
    assert made["verdict"] == "translated"


def test_what_is_left_is_judged_as_though_the_excused_tells_were_not_there(
    judged: Callable[[str], Result], entries: Entries
) -> None:
    detector = mtdetect.load()
    given = judged(QUOTES)
    asked: list[float] = []

    class Listening:
        def judge(
            self, raw: float, words: int, *, read: bool = False, house: str | None = None
        ) -> tuple[str, float, float]:
            asked.append(raw)
            return detector.judge(raw, words, read=read, house=house)

    [first, *_] = [tell["fingerprint"] for tell in given.row["tells"] if tell["rule"] == "MT415"]
    excused(Excuser(entries(f"content = '{first}'"), Listening), given)

    text = parse(QUOTES)
    kept = Counter(tell.rule for tell in find_tells(text) if tell.fingerprint != first)
    features = extract(text.batch, [kept])
    assert asked == [pytest.approx(detector.model.score(features).raw[0], abs=1e-4)]


def test_a_human_article_needs_no_excuse_and_gets_none(judged: Callable[[str], Result], entries: Entries) -> None:
    given = judged(HUMAN)
    excuser = Excuser(entries("id = 'a'"), unneeded)

    assert excused(excuser, given) is given
    assert [entry.source for entry in excuser.unused_entries] == [".mtdetectignore.toml, excuse 1"]


def test_above_a_likelihood_that_is_gated_it_gets_one(judged: Callable[[str], Result], entries: Entries) -> None:
    given = judged(HUMAN)

    made = excused(Excuser(entries("id = 'a'"), unneeded, fail_over=given.row["likelihood"] - 0.01), given)

    assert answer(made.row) == "excused"


def test_an_article_can_be_named_by_its_content(judged: Callable[[str], Result], entries: Entries) -> None:
    excuses = entries(f"content = '{article_key(QUOTES)}'")

    rewrapped = Excuser(excuses, unneeded), judged(QUOTES.replace(". ", ".\n"))
    edited = Excuser(excuses, unneeded), judged(QUOTES.replace("clover", "heather", 1))

    assert [answer(excused(*given).row) for given in (rewrapped, edited)] == ["excused", "translated"]


def test_nothing_in_an_article_excuses_it(judged: Callable[[str], Result], entries: Entries) -> None:
    excuses = entries("id = 'b'")

    made = excused(Excuser(excuses, unneeded), judged(f"mtdetect: ignore\n\n<!-- mtdetect: off -->\n\n{QUOTES}"))

    assert made.row["suppressed"] == []


def test_unreadable_inputs_pass_as_they_are(entries: Entries) -> None:
    given = Result({"schema": 1, "id": "a", "path": "a", "error": {"kind": "empty", "message": "holds no text"}})

    assert excused(Excuser(entries("id = 'a'"), unneeded), given) is given


def test_excused_rows_are_rows_of_the_schema(judged: Callable[[str], Result], entries: Entries, tmp_path: Path) -> None:
    made = [
        excused(Excuser(entries(criterion), mtdetect.load), judged(QUOTES)).row
        for criterion in ("id = 'a'", "rule = 'MT403'")
    ]
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(f"{dump(one)}\n" for one in made), encoding="utf-8")

    assert [result.row for result in read_rows([str(file)], 1 << 20)] == made


def test_expired_excuses_do_not_hold(judged: Callable[[str], Result], entries: Entries) -> None:
    late = excuses_on(entries("id = 'a'\nexpires = 2026-01-31").entries, None, date(2026, 2, 1))

    assert answer(excused(Excuser(late, unneeded), judged(QUOTES)).row) == "translated"
