"""The gate: what counts, what is within the limits, and the line that says so."""

import math
from typing import Any

import pytest

from mtdetect.config.score_settings import Limits
from mtdetect.document import Unreadable
from mtdetect.errors import UsageError
from mtdetect.report.gate import judgement_outcome
from mtdetect.results.gate import Gate, least_share
from mtdetect.results.row import Result, error_row

ZERO = Limits(max_translated=0)
UNJUDGED = Limits(max_translated=0, allow_unjudged=True)
UNREADABLE = Limits(max_translated=0, allow_unreadable=True)


def judged(
    verdict: str, likelihood: float | None = 0.4, name: str = "a", site: object = None, why: str | None = None
) -> Result:
    row: dict[str, Any] = {"id": name, "path": f"{name}.txt", "verdict": verdict, "likelihood": likelihood}
    row["abstained"] = why
    return Result({**row, "suppressed": []}, fields={"site": site})


def translated(number: int = 1, site: object = None) -> list[Result]:
    return [judged("translated", 0.97, site=site) for _ in range(number)]


def human(number: int = 1, site: object = None) -> list[Result]:
    return [judged("human", site=site) for _ in range(number)]


def abstained() -> Result:
    return judged("abstained", None, why="too_short")


def empty() -> Result:
    return judged("abstained", None, why="empty")


def unreadable() -> Result:
    return Result(error_row(Unreadable("b", "b", "empty", "holds no text")))


def excused() -> Result:
    [result] = translated()
    return Result(result.row | {"suppressed": [{"finding": "verdict", "excuse": {"reason": "known"}}]})


def line(limits: Limits, *results: Result) -> str:
    gate = Gate(limits)
    list(gate.count(results))
    said = judgement_outcome(gate.judge())
    assert said.met is said.line.endswith(": PASS")
    return said.line


def test_results_pass_through_unchanged() -> None:
    given = [*translated(), *human(), abstained(), unreadable()]

    assert list(Gate(Limits(max_translated=0)).count(given)) == given


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (Limits(max_translated=2), "gate: 3 of 120 articles translated (allowed 2): FAIL"),
        (Limits(max_translated=3), "gate: 3 of 120 articles translated (allowed 3): PASS"),
        (
            Limits(max_share=0.02),
            "gate: 3 of 120 articles translated (2.5%, at 95% confidence at least 0.685%, allowed 2%): PASS",
        ),
        (
            Limits(max_share=0.005),
            "gate: 3 of 120 articles translated (2.5%, at 95% confidence at least 0.685%, allowed 0.5%): FAIL",
        ),
        (
            Limits(max_translated=3, max_share=0.005),
            "gate: 3 of 120 articles translated "
            "(allowed 3; 2.5%, at 95% confidence at least 0.685%, allowed 0.5%): FAIL",
        ),
        (Limits(fail_over=0.9), "gate: 3 of 120 articles above likelihood 0.9 (highest 0.97: a): FAIL"),
        (Limits(fail_over=0.97), "gate: 0 of 120 articles above likelihood 0.97 (highest 0.97: a): PASS"),
        (
            Limits(max_translated=0, fail_over=0.98),
            "gate: 3 of 120 articles translated (allowed 0), 0 above likelihood 0.98 (highest 0.97: a): FAIL",
        ),
    ],
)
def test_the_line_says_what_was_found_and_what_is_allowed(limits: Limits, expected: str) -> None:
    assert line(limits, *translated(3), *human(117)) == expected


def test_one_of_three_is_no_proof_of_more_than_two_percent() -> None:
    assert line(Limits(max_share=0.02), *translated(), *human(2)).endswith(": PASS")


def test_two_of_three_are() -> None:
    assert line(Limits(max_share=0.02), *translated(2), *human()).endswith(": FAIL")


@pytest.mark.parametrize(("translated", "judged"), [(1, 3), (1, 1), (3, 120), (7, 7), (40, 2_000)])
def test_at_the_least_share_as_many_would_come_in_one_of_twenty_samples(translated: int, judged: int) -> None:
    share = least_share(translated, judged, 0.95)

    fewer = sum(math.comb(judged, k) * share**k * (1 - share) ** (judged - k) for k in range(translated))

    assert fewer == pytest.approx(0.95)


def test_what_is_not_judged_dilutes_no_share() -> None:
    few = line(Limits(max_share=0.02), *translated(2), *human(), *[abstained()] * 500)

    assert few == (
        "gate: 2 of 3 articles translated (66.7%, at 95% confidence at least 13.5%, allowed 2%);"
        " not counted: 500 not judged: FAIL"
    )


def test_excused_articles_are_told_and_not_counted() -> None:
    found = line(Limits(max_translated=0), excused(), excused(), *human())

    assert found == "gate: 0 of 1 article translated (allowed 0); not counted: 2 excused: PASS"


@pytest.mark.parametrize(
    ("limits", "given", "expected"),
    [
        (ZERO, [], "gate: no article was judged: FAIL"),
        (ZERO, [abstained()], "gate: no article was judged; not counted: 1 not judged: FAIL"),
        (ZERO, [empty()], "gate: no article was judged; not counted: 1 not judged: PASS"),
        (ZERO, [empty(), abstained()], "gate: no article was judged; not counted: 2 not judged: FAIL"),
        (ZERO, [empty(), unreadable()], "gate: no article was judged; not counted: 1 not judged, 1 unreadable: FAIL"),
        (ZERO, [empty(), *human()], "gate: 0 of 1 article translated (allowed 0); not counted: 1 not judged: PASS"),
        (
            UNJUDGED,
            [abstained()],
            "gate: no article was judged; not counted: 1 not judged: PASS",
        ),
        (
            UNJUDGED,
            [unreadable()],
            "gate: no article was judged; not counted: 1 unreadable: FAIL",
        ),
        (
            UNREADABLE,
            [unreadable()],
            "gate: no article was judged; not counted: 1 unreadable: FAIL",
        ),
        (
            ZERO,
            [*human(), unreadable()],
            "gate: 0 of 1 article translated (allowed 0); not counted: 1 unreadable: FAIL",
        ),
        (
            UNREADABLE,
            [*human(), unreadable()],
            "gate: 0 of 1 article translated (allowed 0); not counted: 1 unreadable: PASS",
        ),
        (
            ZERO,
            [excused()],
            "gate: 0 of 0 articles translated (allowed 0); not counted: 1 excused: PASS",
        ),
    ],
)
def test_what_was_not_seen_is_not_passed(limits: Limits, given: list[Result], expected: str) -> None:
    assert line(limits, *given) == expected


def test_each_group_must_keep_within_the_limits() -> None:
    found = line(
        Limits(max_translated=1, group_by="site"),
        *translated(1, site="a"),
        *human(50, site="a"),
        *translated(2, site="b"),
        *human(3, site="b"),
    )

    assert found == (
        "gate: 1 of 2 groups by site beyond the limit, worst b with 2 of 5 articles translated (allowed 1): FAIL"
    )


def test_the_worst_group_is_named_where_all_keep_within_the_limits() -> None:
    found = line(Limits(max_translated=1, group_by="site"), *human(1, site="a"), *translated(1, site="b"))

    assert found == (
        "gate: 0 of 2 groups by site beyond the limit, worst b with 1 of 1 article translated (allowed 1): PASS"
    )


def test_by_share_the_worst_group_is_the_surest_not_the_largest() -> None:
    large = [*translated(30, site="large"), *human(970, site="large")]
    small = [*translated(9, site="farm"), *human(3, site="farm")]

    assert "worst farm with 9 of 12" in line(Limits(max_share=0.02, group_by="site"), *large, *small)


def test_among_many_groups_none_fails_by_chance_more_often_than_one_alone() -> None:
    sites = [result for site in range(100) for result in human(58, site=site)]

    alone = line(Limits(max_share=0.005, group_by="site"), *translated(2, site="x"), *human(58, site="x"))
    among = line(Limits(max_share=0.005, group_by="site"), *translated(2, site="x"), *human(58, site="x"), *sites)

    assert (alone[-4:], among[-4:]) == ("FAIL", "PASS")


def test_articles_without_a_group_are_one_and_told() -> None:
    found = line(Limits(max_translated=0, group_by="site"), *human(2, site="a"), *translated(1))

    assert found == (
        "gate: 1 of 2 groups by site beyond the limit, worst the articles without one"
        " with 1 of 1 article translated (allowed 0); 1 article without site: FAIL"
    )


@pytest.mark.parametrize(("given", "blind"), [(human(2), True), (human(2, site="a"), False), ([], False)])
def test_a_column_that_no_article_has_is_known(given: list[Result], blind: bool) -> None:
    gate = Gate(Limits(max_translated=0, group_by="site"))

    list(gate.count(given))

    assert gate.lacks_groups is blind


def test_a_limit_for_sites_needs_to_know_what_a_site_is() -> None:
    with pytest.raises(UsageError, match=r"^--max-translated-sites: says nothing of what a site is"):
        Limits(max_translated_sites=0)


def site(name: str, verdict: str, likelihood: float | None) -> Result:
    why = None if likelihood is not None else "too_few_articles"
    return Result({"kind": "site", "site": name, "verdict": verdict, "likelihood": likelihood, "abstained": why})


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (Limits(max_translated_sites=1, group_by="site"), "gate: 1 of 2 sites translated (allowed 1): PASS"),
        (Limits(max_translated_sites=0, group_by="site"), "gate: 1 of 2 sites translated (allowed 0): FAIL"),
        (
            Limits(fail_over=0.95, group_by="site"),
            "gate: 0 of 1 group by site beyond the limit, worst x with 0 of 1 article above likelihood 0.95 "
            "(highest 0.4: a); 1 of 2 sites above likelihood 0.95 (highest 0.99: x): FAIL",
        ),
    ],
)
def test_sites_are_held_to_limits_of_their_own(limits: Limits, expected: str) -> None:
    sites = [
        site("x", "translated", 0.99),
        site("y", "human", 0.1),
        site("z", "abstained", None),
    ]

    assert expected == line(limits, judged("human", site="x"), *sites)


def test_a_hostile_name_stays_in_its_line() -> None:
    found = line(Limits(fail_over=0.5), judged("translated", 0.9, "x\n::error::y\x1b[2J" + "z" * 500))

    assert found.isprintable()
    assert len(found) < 250
