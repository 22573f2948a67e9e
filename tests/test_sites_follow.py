"""Rows of sites: which articles count for one, and what stands behind them."""

from collections.abc import Iterable, Iterator
from typing import Any

from mtdetect.document import Unreadable
from mtdetect.results.groups import grouper
from mtdetect.results.row import Result, Row, error_row, is_site
from mtdetect.sites.follow import Sites
from mtdetect.sites.judge import FEWEST, SiteJudge
from mtdetect.sites.model import load_sites
from mtdetect.sites.remembered import Remembered
from mtdetect.tells.registry import RULES

WORDS = (
    "The council met on Tuesday to hear what the harbour would cost, and nobody in the hall liked the answer. "
    "A second quay had been promised for years; the money had gone into roads instead. Fishermen who had come by bus "
    "from the villages asked when the ice house would open again, and were told to wait for the spring."
)


def article(number: int, human_share: float | None = 0.5, site: str | None = "a", **fields: Any) -> Result:
    row: Row = {
        "schema": 1,
        "id": f"{site}{number}",
        "path": f"{site}/{number}.txt",
        "likelihood": round(0.1 + number / 1000, 6),
        "human_share": human_share,
        "verdict": "human",
        "abstained": None,
        "words": 100 + number,
        "tells": [],
        "suppressed": [],
        "signature": "model:m|judged:base",
    }
    return Result({**row, **fields}, fields={"site": site})


def sites(results: Iterable[Result], fpr: float = 0.01) -> list[Row]:
    return [row for row in rows(results, fpr) if is_site(row)]


def rows(results: Iterable[Result], fpr: float = 0.01) -> Iterator[Row]:
    judge = SiteJudge(load_sites(), fpr, 0.5)
    return (result.row for result in Sites(grouper("site"), judge).follow(results))


def test_sites_stand_behind_the_articles_in_the_order_in_which_they_came() -> None:
    found = list(rows([article(1, site="b"), article(2, site="a"), article(3, site=None), article(4, site="b")]))

    assert ["b", "a", None, "b"] == [row.get("site") for row in found[:4]]
    assert [("b", 2), ("a", 1)] == [(row["site"], row["articles"]) for row in found[4:]]


def test_many_articles_that_score_high_make_a_translated_site_and_ordinary_ones_do_not() -> None:
    high = [article(number, 0.02, "high") for number in range(30)]
    ordinary = [article(number, (number + 0.5) / 30, "ordinary") for number in range(30)]

    found = sites([*high, *ordinary])

    assert ["translated", "human"] == [row["verdict"] for row in found]
    assert found[0]["likelihood"] > 0.5 > found[1]["likelihood"]
    assert found[0]["human_share"] <= 0.01 < found[1]["human_share"]


def test_no_site_is_translated_where_no_human_one_may_be_called_so() -> None:
    [row] = sites([article(number, 0.001) for number in range(30)], fpr=0.0)

    assert row["verdict"] == "unsure"


def test_a_site_of_few_articles_is_not_judged() -> None:
    [row] = sites([article(number) for number in range(FEWEST - 1)])

    assert ("abstained", "too_few_articles", None) == (row["verdict"], row["abstained"], row["share"])


def test_only_articles_that_were_judged_and_are_not_excused_count() -> None:
    excuse = {"finding": "verdict", "excuse": {"reason": "known", "source": "here"}}
    broken = Result(error_row(Unreadable("x", "x", "not_utf8", "no text")), fields={"site": "a"})
    left_out = article(4)
    given = [
        *(article(number) for number in range(3)),
        article(3, abstained="too_short", likelihood=None, human_share=None),
        article(5, suppressed=[excuse]),
        broken,
        Result(left_out.row, fields=left_out.fields, excused=True),
    ]

    [row] = sites(given)

    assert (7, 3, 0, 2) == tuple(row[key] for key in ("articles", "judged", "repeated", "excused"))


def test_copies_count_once_within_a_site() -> None:
    first, again, elsewhere = (article(at, site=site) for at, site in ((1, "a"), (2, "a"), (3, "b")))
    texts = (WORDS, WORDS.replace("Tuesday", "Monday") + " By our own reporter.", WORDS)

    given = [Result(of.row, text, of.fields) for of, text in zip((first, again, elsewhere), texts, strict=True)]

    assert [(1, 1), (1, 0)] == [(row["judged"], row["repeated"]) for row in sites(given)]


def test_rows_without_texts_count_once_where_they_are_the_same() -> None:
    [row] = sites([article(1), article(1), article(2)])

    assert (2, 1) == (row["judged"], row["repeated"])


def test_saved_rows_give_the_same_sites() -> None:
    given = [article(number) for number in range(5)]
    first = list(rows([Result(of.row, f"{WORDS} {number}", of.fields) for number, of in enumerate(given)]))

    assert first == list(rows(Result(row, fields=row) for row in first))


def test_what_recurs_is_told_with_its_articles() -> None:
    tell = {"rule": "MT401"}

    [row] = sites([article(number, tells=[tell, tell]) for number in range(12)])

    assert ("MT401", 12) in [(one["rule"], one["articles"]) for one in row["recurring"]]


def test_articles_that_score_low_and_have_rare_tells_make_a_translated_site() -> None:
    one, other, *_ = sorted(load_sites().rare.codes)
    given = [
        article(number, (number + 0.5) / 12, "a", tells=[{"rule": rule}] * 2)
        for number, rule in enumerate([one, other, one, other] * 3)
    ]

    [row] = sites(given)

    assert [{"rule": one, "articles": 6}, {"rule": other, "articles": 6}] == row["rare_tells"]["rules"]
    assert (12, "translated") == (row["rare_tells"]["articles"], row["verdict"])
    assert row["human_share"] <= row["rare_tells"]["human_sites"] <= 0.01
    assert row["likelihood"] > 0.5


def test_a_site_with_other_tells_has_no_rare_ones() -> None:
    rare = load_sites().rare.codes
    common = next(rule.code for rule in RULES if rule.code not in rare)

    [row] = sites([article(number, (number + 0.5) / 12, tells=[{"rule": common}]) for number in range(12)])

    assert (None, "human") == (row["rare_tells"], row["verdict"])


def test_wording_that_recurs_is_told_beside_rules() -> None:
    reasons = [{"name": "phrase:in the framework", "log_odds": 0.3}, {"name": "phrase:he said", "log_odds": -0.3}]

    [row] = sites([article(number, reasons=reasons) for number in range(12)])

    found = [(one["phrase"], one["articles"]) for one in row["recurring"] if "phrase" in one]
    assert [("in the framework", 12)] == found


def test_a_signature_names_the_articles_model_and_that_of_sites() -> None:
    [row] = sites([article(number) for number in range(3)])

    assert row["signature"].startswith("model:m|sites:")


def test_the_oldest_is_forgotten_first() -> None:
    remembered = Remembered(most=2)
    known = [remembered.is_repeated(7, [part]) for part in (1, 2, 2, 3, 1)]

    assert [False, False, True, False, False] == known
