"""The baseline: what is known by content, and what an edit changes."""

import json
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

import mtdetect
from mtdetect.errors import UsageError
from mtdetect.excuses.active import Excuses
from mtdetect.excuses.apply import Excuser
from mtdetect.excuses.baseline import read_baseline
from mtdetect.excuses.collect import BaselineCollector
from mtdetect.excuses.content import article_key, sentence_key, sentences
from mtdetect.excuses.entries import read_excuses
from mtdetect.results.row import Result, answer

ROOT = Path(__file__).resolve().parents[1]
QUOTES = (ROOT / "seeds" / "articles" / "bees.pt-quotes.txt").read_text(encoding="utf-8")
HUMAN = (ROOT / "seeds" / "articles" / "organ.txt").read_text(encoding="utf-8")


def excused(excuser: Excuser, result: Result) -> Result:
    [made] = excuser.apply([result])
    return made


def test_what_nobody_sees_changes_no_key() -> None:
    plain, changed = (sentences(text) for text in (HUMAN, HUMAN.replace("e", "e\u200b")))

    assert [one.key for one in plain] == [one.key for one in changed]
    assert article_key(HUMAN) == article_key(HUMAN.replace("o", "о"))
    assert all(HUMAN.replace("e", "e\u200b")[one.start] != "\u200b" for one in changed)


def unneeded() -> mtdetect.Detector:
    raise AssertionError("no score is taken apart here")


def wrapped(text: str) -> str:
    return "\n\n".join(textwrap.fill(paragraph, 60) for paragraph in text.split("\n\n"))


def known(results: list[Result], file: Path, fail_over: float | None = None) -> Excuses:
    collector = BaselineCollector(fail_over)
    list(collector.collect(results))
    file.write_text(collector.as_json(), encoding="utf-8")
    return Excuses(baseline=read_baseline(file))


@pytest.mark.parametrize("wrap", [lambda text: text, wrapped, lambda text: text.replace("\n", "\r\n")])
def test_a_moved_or_rewrapped_article_keeps_its_excuse(
    judged: Callable[[str], Result], tmp_path: Path, wrap: Callable[[str], str]
) -> None:
    excuses = known([judged(QUOTES)], tmp_path / "b.json")
    again = judged(wrap(QUOTES))
    moved = Result(again.row | {"id": "z", "path": "elsewhere/z.txt"}, again.text)

    made = excused(Excuser(excuses, unneeded), moved).row

    assert (answer(moved.row), answer(made), made["tells"]) == ("translated", "excused", [])


def test_an_edited_sentence_loses_its_own_excuse_and_no_other(judged: Callable[[str], Result], tmp_path: Path) -> None:
    excuses = known([judged(QUOTES)], tmp_path / "b.json")
    given = judged(QUOTES.replace("of 74 plants.The poorest", "of 75 plants.The poorest"))

    made = excused(Excuser(excuses, unneeded), given).row

    live = [tell["evidence"] for tell in made["tells"] if tell["rule"] == "MT415"]
    still = [tell["evidence"] for tell in made["suppressed"][1:] if tell["rule"] == "MT415"]
    assert (live, still) == (["plants.The"], ["trails.Navi"])
    assert answer(made) == "excused"


def test_another_article_is_not_known(judged: Callable[[str], Result], tmp_path: Path) -> None:
    excuses = known([judged(QUOTES)], tmp_path / "b.json")
    paragraphs = QUOTES.split("\n\n")
    other = (ROOT / "seeds" / "articles" / "levee.pt-stops.txt").read_text(encoding="utf-8")
    excuser = Excuser(excuses, unneeded)

    made = excused(excuser, judged("\n\n".join(paragraphs[:2]) + "\n\n" + other))

    assert made.row["suppressed"] == []
    assert excuser.unmatched_articles == ["a"]


def test_a_baseline_is_the_same_whatever_the_order_and_says_nothing_of_lines(
    judged: Callable[[str], Result], tmp_path: Path
) -> None:
    results = [Result(result.row | {"verdict": "translated"}, result.text) for result in map(judged, (QUOTES, HUMAN))]
    files = tmp_path / "a.json", tmp_path / "b.json"

    for file, given in zip(files, (results, [*results[::-1], *results]), strict=True):
        known(given, file)

    assert files[0].read_bytes() == files[1].read_bytes()
    articles = json.loads(files[0].read_bytes())["articles"]
    assert [sorted(article) for article in articles] == [["content", "name", "sentences"]] * 2


def test_human_and_excused_articles_are_not_written(judged: Callable[[str], Result], tmp_path: Path) -> None:
    file = tmp_path / ".mtdetectignore.toml"
    file.write_text("[[excuse]]\nid = 'a'\nreason = 'ours'\n", encoding="utf-8")
    by_hand = excused(Excuser(Excuses(tuple(read_excuses(file))), unneeded), judged(QUOTES))

    excuses = known([judged(HUMAN), by_hand], tmp_path / "b.json")

    assert excuses.baseline is not None
    assert excuses.baseline.articles == ()


def test_with_a_gate_on_likelihood_articles_above_it_are_known_too(
    judged: Callable[[str], Result], tmp_path: Path
) -> None:
    given = judged((ROOT / "seeds" / "articles" / "levee.txt").read_text(encoding="utf-8"))

    below = given.row["likelihood"] - 0.01

    excuses = known([given], tmp_path / "b.json", fail_over=below)

    assert given.row["verdict"] != "translated"
    assert answer(excused(Excuser(excuses, unneeded, fail_over=below), given).row) == "excused"


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

    assert sentence_key(tell, sentences("One two.")) == "0123456789ab"


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("{}", "something has no 'schema'"),
        ("[]", "something is of another type"),
        ('{"schema": 2}', "schema 2, not 1"),
        ('{"schema": 1, "articles": [7]}', "something is of another type"),
    ],
)
def test_why_it_is_no_baseline_is_told_in_plain_words(tmp_path: Path, text: str, cause: str) -> None:
    file = tmp_path / "b.json"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(UsageError) as raised:
        read_baseline(file)

    assert f"{file}: is no baseline ({cause}): write it anew with 'mtdetect baseline'" == str(raised.value)
