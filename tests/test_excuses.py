"""What excusing does to rows: nothing to what was measured, all to what counts."""

import json
import re
import textwrap
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import mtdetect
from mtdetect.document import Document
from mtdetect.errors import UsageError
from mtdetect.excuses.apply import Excuser, Excuses, holding
from mtdetect.excuses.baseline import read_baseline
from mtdetect.excuses.content import article_key, sentence_of, sentences
from mtdetect.excuses.entries import read_excuses
from mtdetect.excuses.writing import Collector
from mtdetect.features import extract
from mtdetect.row import Result, answer, dump, row
from mtdetect.saved import read_saved
from mtdetect.tells.engine import find_tells
from mtdetect.text import parse

ROOT = Path(__file__).resolve().parents[1]
QUOTES = (ROOT / "seeds" / "articles" / "bees.pt-quotes.txt").read_text(encoding="utf-8")
HUMAN = (ROOT / "seeds" / "articles" / "organ.txt").read_text(encoding="utf-8")
NUMBERS = ("likelihood", "human_share", "verdict", "abstained", "words", "base", "signature")

Entries = Callable[..., Excuses]


@pytest.fixture(scope="module")
def detector() -> mtdetect.Detector:
    return mtdetect.load()


@pytest.fixture(scope="module")
def score(detector: mtdetect.Detector) -> Callable[[str], Result]:
    return lambda text: Result(row(Document("a", text, "a.txt"), detector.score(text)), text)


@pytest.fixture
def entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Entries:
    monkeypatch.chdir(tmp_path)

    def made(*criteria: str) -> Excuses:
        file = tmp_path / ".mtdetectignore.toml"
        file.write_text("".join(f"[[excuse]]\nreason = 'ours'\n{one}\n" for one in criteria), encoding="utf-8")
        return Excuses(tuple(read_excuses(file)))

    return made


def excused(excuser: Excuser, result: Result) -> Result:
    [made] = excuser.watch([result])
    return made


def unneeded() -> mtdetect.Detector:
    raise AssertionError("no score is taken apart here")


def wrapped(text: str) -> str:
    return "\n\n".join(textwrap.fill(paragraph, 60) for paragraph in text.split("\n\n"))


def known(results: list[Result], file: Path, fail_over: float | None = None) -> Excuses:
    collector = Collector(fail_over)
    list(collector.watch(results))
    file.write_text(collector.as_json(), encoding="utf-8")
    return Excuses(baseline=read_baseline(file))


def test_without_excuses_results_pass_as_they_are(score: Callable[[str], Result]) -> None:
    given = score(QUOTES)

    assert excused(Excuser(Excuses(), unneeded), given) is given


def test_an_excused_verdict_takes_all_findings_along_and_no_number(
    score: Callable[[str], Result], entries: Entries
) -> None:
    given = score(QUOTES)

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


def test_an_excused_tell_leaves_the_others_in_their_places(score: Callable[[str], Result], entries: Entries) -> None:
    given = score(QUOTES).row

    made = excused(Excuser(entries("rule = 'MT415'"), mtdetect.load), score(QUOTES)).row

    assert [tell["rule"] for tell in made["suppressed"]] == ["MT415", "MT415"]
    assert made["tells"] == [tell for tell in given["tells"] if tell["rule"] != "MT415"]
    assert [[made["tells"][number] for number in reason["tells"]] for reason in made["reasons"]] == [
        [given["tells"][number] for number in reason["tells"] if given["tells"][number]["rule"] != "MT415"]
        for reason in given["reasons"]
    ]
    assert answer(made) == "translated"


def test_a_verdict_that_rests_on_excused_tells_is_excused(score: Callable[[str], Result], entries: Entries) -> None:
    own = (ROOT / "seeds" / "articles" / "bees.txt").read_text(encoding="utf-8")
    given = score(re.sub(r'"([^"]+)"', r'" \1 "', own))
    rules = [f"rule = '{code}'" for code in ("MT401", "MT403", "MT711")]

    made = excused(Excuser(entries(*rules), mtdetect.load), given).row

    assert (answer(given.row), answer(made)) == ("translated", "excused")
    assert made["suppressed"][0]["excuse"]["reason"] == "would not be likely translated without the excused tells"
    assert made["verdict"] == "translated"


def test_what_is_left_is_judged_as_though_the_excused_tells_were_not_there(
    detector: mtdetect.Detector, score: Callable[[str], Result], entries: Entries
) -> None:
    given = score(QUOTES)
    asked: list[float] = []

    class Listening:
        def judge(self, raw: float, words: int) -> tuple[str, float, float]:
            asked.append(raw)
            return detector.judge(raw, words)

    [first, *_] = [tell["fingerprint"] for tell in given.row["tells"] if tell["rule"] == "MT415"]
    excused(Excuser(entries(f"content = '{first}'"), Listening), given)

    text = parse(QUOTES)
    kept = [tell for tell in find_tells(text) if tell.fingerprint != first]
    assert asked == [pytest.approx(detector.model.raw_score(extract(text, kept)), abs=1e-4)]


def test_a_human_article_needs_no_excuse_and_gets_none(score: Callable[[str], Result], entries: Entries) -> None:
    given = score(HUMAN)
    excuser = Excuser(entries("id = 'a'"), unneeded)

    assert excused(excuser, given) is given
    assert [entry.source for entry in excuser.unused] == [".mtdetectignore.toml, excuse 1"]


def test_above_a_likelihood_that_is_gated_it_gets_one(score: Callable[[str], Result], entries: Entries) -> None:
    given = score(HUMAN)

    made = excused(Excuser(entries("id = 'a'"), unneeded, fail_over=given.row["likelihood"] - 0.01), given)

    assert answer(made.row) == "excused"


def test_an_article_can_be_named_by_its_content(score: Callable[[str], Result], entries: Entries) -> None:
    excuses = entries(f"content = '{article_key(QUOTES)}'")

    rewrapped = Excuser(excuses, unneeded), score(QUOTES.replace(". ", ".\n"))
    edited = Excuser(excuses, unneeded), score(QUOTES.replace("clover", "heather", 1))

    assert [answer(excused(*given).row) for given in (rewrapped, edited)] == ["excused", "translated"]


def test_nothing_in_an_article_excuses_it(score: Callable[[str], Result], entries: Entries) -> None:
    excuses = entries("id = 'b'")

    made = excused(Excuser(excuses, unneeded), score(f"mtdetect: ignore\n\n<!-- mtdetect: off -->\n\n{QUOTES}"))

    assert made.row["suppressed"] == []


def test_unreadable_inputs_pass_as_they_are(entries: Entries) -> None:
    given = Result({"schema": 1, "id": "a", "path": "a", "error": {"kind": "empty", "message": "holds no text"}})

    assert excused(Excuser(entries("id = 'a'"), unneeded), given) is given


def test_excused_rows_are_rows_of_the_schema(score: Callable[[str], Result], entries: Entries, tmp_path: Path) -> None:
    made = [
        excused(Excuser(entries(criterion), mtdetect.load), score(QUOTES)).row
        for criterion in ("id = 'a'", "rule = 'MT403'")
    ]
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(f"{dump(one)}\n" for one in made), encoding="utf-8")

    assert [result.row for result in read_saved([str(file)], 1 << 20)] == made


def test_expired_excuses_do_not_hold(score: Callable[[str], Result], entries: Entries) -> None:
    late = holding(entries("id = 'a'\nexpires = 2026-01-31").entries, None, date(2026, 2, 1))

    assert answer(excused(Excuser(late, unneeded), score(QUOTES)).row) == "translated"


# The baseline


@pytest.mark.parametrize("wrap", [lambda text: text, wrapped, lambda text: text.replace("\n", "\r\n")])
def test_a_moved_or_rewrapped_article_keeps_its_excuse(
    score: Callable[[str], Result], detector: mtdetect.Detector, tmp_path: Path, wrap: Callable[[str], str]
) -> None:
    excuses = known([score(QUOTES)], tmp_path / "b.json")
    text = wrap(QUOTES)
    moved = Result(row(Document("z", text, "elsewhere/z.txt"), detector.score(text)), text)

    made = excused(Excuser(excuses, unneeded), moved).row

    assert (answer(moved.row), answer(made), made["tells"]) == ("translated", "excused", [])


def test_an_edited_sentence_loses_its_own_excuse_and_no_other(score: Callable[[str], Result], tmp_path: Path) -> None:
    excuses = known([score(QUOTES)], tmp_path / "b.json")
    given = score(QUOTES.replace("of 74 plants.The poorest", "of 75 plants.The poorest"))

    made = excused(Excuser(excuses, unneeded), given).row

    live = [tell["evidence"] for tell in made["tells"] if tell["rule"] == "MT415"]
    still = [tell["evidence"] for tell in made["suppressed"][1:] if tell["rule"] == "MT415"]
    assert (live, still) == (["plants.The"], ["trails.Navi"])
    assert answer(made) == "excused"


def test_another_article_is_not_known(score: Callable[[str], Result], tmp_path: Path) -> None:
    excuses = known([score(QUOTES)], tmp_path / "b.json")
    paragraphs = QUOTES.split("\n\n")
    other = (ROOT / "seeds" / "articles" / "levee.pt-stops.txt").read_text(encoding="utf-8")
    excuser = Excuser(excuses, unneeded)

    made = excused(excuser, score("\n\n".join(paragraphs[:2]) + "\n\n" + other))

    assert made.row["suppressed"] == []
    assert excuser.unknown == ["a"]


def test_a_baseline_is_the_same_whatever_the_order_and_says_nothing_of_lines(
    score: Callable[[str], Result], tmp_path: Path
) -> None:
    results = [score(QUOTES), score((ROOT / "seeds" / "articles" / "bees.pt.txt").read_text(encoding="utf-8"))]
    files = tmp_path / "a.json", tmp_path / "b.json"

    for file, given in zip(files, (results, [*results[::-1], *results]), strict=True):
        known(given, file)

    assert files[0].read_bytes() == files[1].read_bytes()
    articles = json.loads(files[0].read_bytes())["articles"]
    assert [sorted(article) for article in articles] == [["content", "name", "sentences"]] * 2


def test_human_and_excused_articles_are_not_written(
    score: Callable[[str], Result], entries: Entries, tmp_path: Path
) -> None:
    by_hand = excused(Excuser(entries("id = 'a'"), unneeded), score(QUOTES))

    excuses = known([score(HUMAN), by_hand], tmp_path / "b.json")

    assert excuses.baseline is not None
    assert excuses.baseline.articles == ()


def test_with_a_gate_on_likelihood_articles_above_it_are_known_too(
    score: Callable[[str], Result], tmp_path: Path
) -> None:
    given = score((ROOT / "seeds" / "articles" / "levee.txt").read_text(encoding="utf-8"))

    excuses = known([given], tmp_path / "b.json", fail_over=0.5)

    assert given.row["verdict"] == "unsure"
    assert answer(excused(Excuser(excuses, unneeded, fail_over=0.5), given).row) == "excused"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"schema": 2, "articles": []}',
        '{"schema": 1, "articles": [{}]}',
        '{"schema": 1, "articles": [{"content": "x", "name": "a", "sentences": []}]}',
        '{"schema": 1, "articles": [{"content": "0123456789abcdef", "name": "a", "sentences": 7}]}',
        '{"schema": 1, "articles": [{"content": "0123456789abcdef", "name": "a", "sentences": ["x"]}]}',
        '{"schema": 1, "articles": [{"content": "0123456789abcdef", "name": 7, "sentences": []}]}',
        "[" * 100_000,
    ],
)
def test_what_is_no_baseline_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "b.json"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(
        UsageError, match=r"b\.json: is no baseline \([^\n]*\): write it anew with 'mtdetect baseline'$"
    ):
        read_baseline(file)


def test_sentences_hold_every_word_once() -> None:
    text = 'One two. "Three," he said.\nFour\nfive! Six ' + "word " * 300

    found = sentences(text)

    assert [sentence.words for sentence in found] == [2, 3, 2, 100, 100, 100, 1]
    assert [text[sentence.start :].split()[0] for sentence in found[:4]] == ["One", '"Three,"', "Four", "Six"]


def test_a_tell_of_the_markup_alone_is_known_by_its_fingerprint() -> None:
    tell = {"start": 0, "end": 0, "fingerprint": "0123456789ab"}

    assert sentence_of(tell, sentences("One two.")) == "0123456789ab"
