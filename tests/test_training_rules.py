"""Rates and ratios of the rules: the arithmetic, what ships, and the page that shows it."""

import re
import tomllib
from collections import Counter

import pytest

from mtdetect.features.style_measures import MEASURES
from mtdetect.model.additive import load_model
from mtdetect.tells.measurement_file import load_measured, load_severities
from mtdetect.tells.measurements import Comparison, Measured, Share
from mtdetect.tells.ratio import Ratio, Side, likelihood_ratio, precision
from mtdetect.tells.registry import RULES
from mtdetect.tells.status import status
from mtdetect.verdict import Severity
from training.corpora import Row, corpora_path, load_rows
from training.docs.rules_page import rules_page
from training.paths import RULES_PAGE, TELLS
from training.rules.measure import RowRules, count_rules, find_rules
from training.rules.shares import table

CODES = [rule.code for rule in RULES]
WARNINGS = {rule.code for rule in RULES if rule.severity != "note"}
KINDS = ("native", "human_translation", "machine_translation", "round_trip")
TOLD = tomllib.loads(TELLS.read_text(encoding="utf-8"))


def side(hits: int, documents: int) -> Side:
    """Documents of which no two share content; the first are hit."""
    return Side(Counter(map(str, range(documents))), Counter(map(str, range(hits))))


def test_a_ratio_is_the_textbooks() -> None:
    found = likelihood_ratio((side(20, 100), side(5, 100)))

    # log(20.5 / 100.5) - log(5.5 / 100.5), and sqrt(1/20.5 - 1/100.5 + 1/5.5 - 1/100.5) on either side
    assert (found.value, found.low, found.high) == pytest.approx((3.727, 1.516, 9.164), abs=0.001)


@pytest.mark.parametrize(
    ("machine", "human", "decides"),
    [
        ((30, 100), (0, 100), True),  # no hit among humans
        ((0, 100), (30, 100), True),  # speaks for a human
        ((0, 100), (0, 100), False),
        ((2, 100), (1, 100), False),
    ],
)
def test_an_interval_decides_where_the_counts_do(
    machine: tuple[int, int], human: tuple[int, int], decides: bool
) -> None:
    assert likelihood_ratio((side(*machine), side(*human))).decides == decides


def test_the_same_hits_in_few_groups_say_less() -> None:
    apart, together = side(20, 100), Side(Counter({"a": 20, "b": 40, "c": 40}), Counter({"a": 20}))
    human = side(5, 100)

    wide, narrow = likelihood_ratio((together, human)), likelihood_ratio((apart, human))

    assert wide.value == narrow.value
    assert wide.high > narrow.high


def test_swapped_sides_turn_the_ratio_over() -> None:
    ratio, turned = likelihood_ratio((side(20, 90), side(3, 70))), likelihood_ratio((side(3, 70), side(20, 90)))

    assert (turned.value, turned.low, turned.high) == pytest.approx((1 / ratio.value, 1 / ratio.high, 1 / ratio.low))


def test_pooled_strata_weigh_by_what_both_sides_hold() -> None:
    """As many machine texts again, of a set with few human ones, add little (Mantel and Haenszel)."""
    found = likelihood_ratio((side(10, 100), side(10, 100)), (side(100, 100), side(1, 1)))

    # weights 50 and 100/101: 5 + .99 hits of 50.99 on both sides, and the added document is divided as the others are
    assert found.value == pytest.approx(1, abs=0.001)
    assert found.low < 1 < found.high


@pytest.mark.parametrize(("machine", "human"), [((0, 2), (1, 300)), ((1, 300), (0, 2)), ((0, 5), (1, 5_000))])
def test_what_is_added_points_nowhere_where_one_side_is_small(machine: tuple[int, int], human: tuple[int, int]) -> None:
    found = likelihood_ratio((side(*machine), side(*human)))

    assert not found.decides
    assert 0.3 < found.value < 3


def test_what_is_rare_in_each_set_may_be_plain_in_all() -> None:
    rare = side(4, 100), side(0, 100)

    assert [likelihood_ratio(rare).decides, likelihood_ratio(*[rare] * 5).decides] == [False, True]


def test_precision_is_at_equal_numbers_of_both() -> None:
    assert precision(0.75, 0.25) == 0.75
    assert precision(0.0, 0.0) is None


def compared(low: float, high: float) -> Comparison:
    return Comparison("news", "round_trip", Share(2, 9), Share(1, 9), Ratio((low * high) ** 0.5, low, high))


@pytest.mark.parametrize(
    ("measured", "doubt"),
    [
        (Measured(), "not seen in the corpora"),
        (
            Measured({("news", "native"): Share(1, 9)}, (compared(0.5, 2),)),
            "the interval of its ratio includes 1 on every set",
        ),
        (Measured({("news", "native"): Share(1, 9)}, (compared(0.5, 2), compared(1.1, 5))), None),
        (Measured({("news", "native"): Share(1, 9)}, (compared(0.1, 0.9),)), None),
    ],
)
def test_a_rule_of_which_no_pair_speaks_is_in_doubt(measured: Measured, doubt: str | None) -> None:
    assert measured.doubt == doubt


def test_a_rule_in_doubt_is_preview_unless_it_looks_at_markup() -> None:
    in_doubt = [rule for rule in RULES if load_measured()[rule.code].doubt]

    assert {status(rule) for rule in in_doubt if not rule.in_markup} == {"preview"}
    assert {status(rule) for rule in RULES if rule.in_markup} == {"stated"}


def reached(severity: Severity, *sets: str, kind: str) -> float:
    shares = [load_severities()[name, kind][severity] for name in sets]
    return sum(share.hits for share in shares) / sum(share.documents for share in shares)


def test_few_native_news_carry_a_tell() -> None:
    news = "native_bbc", "native_abc_australia"

    assert reached("error", *news, kind="native") <= 0.02
    assert reached("warning", *news, kind="native") <= 0.15


@pytest.mark.parametrize(
    ("sets", "least"),
    [
        (("rule_based_roundtrip_apertium",), 0.90),
        (("portuguese_roundtrip_mozilla", "portuguese_careless_pipelines"), 0.60),
        (("german_roundtrip_google_deepl",), 0.35),
    ],
)
def test_many_round_trips_carry_a_warning(sets: tuple[str, ...], least: float) -> None:
    assert reached("warning", *sets, kind="round_trip") >= least


def test_a_rule_in_preview_has_no_weight() -> None:
    weighed = load_model().tells

    assert [rule.code for rule in RULES if status(rule) == "preview" and rule.code in weighed] == []


def test_shown_are_the_comparisons_that_lie_furthest_from_one() -> None:
    weak, strong = compared(1.1, 50), compared(2, 3)
    human, less_human = compared(0.1, 0.4), compared(0.01, 0.9)

    found = Measured(comparisons=(weak, less_human, compared(0.2, 90), strong, human))

    assert (found.for_machine, found.for_human) == (strong, human)


def row(number: int, kind: str, text: str, group: str, name: str = "trips") -> Row:
    label = int(kind in ("round_trip", "machine_translation"))
    return Row(str(number), text, label, kind, "", "", group, "news", name)


CLEAN, SPACED = "The mill stood still for a year.", "The wind -powered mill stood still for a year."
ROWS = [
    row(0, "native", CLEAN, "a", "own"),
    row(1, "native", SPACED, "b", "own"),
    row(2, "native", SPACED, "alone", "own"),
    row(3, "round_trip", SPACED, "a"),
    row(4, "round_trip", SPACED, "b"),
    row(5, "round_trip", SPACED, "no original"),
    row(6, "human_translation", CLEAN, "c"),
    row(7, "machine_translation", SPACED, "c"),
    row(8, "human_translation", SPACED, "c", "elsewhere"),
]


def test_paired_text_is_of_the_groups_that_have_both_sides() -> None:
    counts = count_rules(list(find_rules(ROWS)))

    rule = counts["rules"]["MT413"]
    assert [(one["kind"], one["machine"], one["human"]) for one in rule["paired"]] == [
        ("round_trip", [2, 2], [1, 2]),
        ("machine_translation", [1, 1], [0, 1]),
        ("both", [3, 3], [1, 3]),
    ]
    assert counts["documents"]["own"] == {"native": 3}
    assert rule["hits"]["trips"] == {"round_trip": 3, "machine_translation": 1}
    assert rule["news"] == {"machine": [4, 4], "native": [2, 3]}


def test_order_of_the_rows_changes_nothing() -> None:
    found: list[RowRules] = list(find_rules(ROWS))

    assert count_rules(found[::-1]) == count_rules(found)


def test_what_ships_is_about_the_rules_that_are() -> None:
    assert sorted(load_measured()) == CODES, "python -m training.rules counts them again"


@pytest.mark.slow
@pytest.mark.corpora
@pytest.mark.skipif(not corpora_path().is_dir(), reason=f"no corpora at {corpora_path()} (set MTDETECT_CORPORA)")
def test_what_ships_is_what_the_rules_do() -> None:
    """On the one set that has every kind of text; all sets take minutes."""
    name = "german_roundtrip_google_deepl"
    rows = [row for row in load_rows(corpora_path() / "train") if row.set == name]

    found = list(find_rules(rows))

    hits = Counter((code, one.row.kind) for one in found for code in one.codes)

    shipped = {(code, kind): found.rates[name, kind].hits for code, found in load_measured().items() for kind in KINDS}
    assert {key: hits[key] for key in shipped} == shipped, "python -m training.rules counts them again"
    warned = Counter(one.row.kind for one in found if one.codes & WARNINGS)
    assert {kind: load_severities()[name, kind]["warning"].hits for kind in KINDS} == warned


def test_the_page_shows_the_present_rules_and_rates() -> None:
    assert rules_page() == RULES_PAGE.read_text(encoding="utf-8"), "python -m training.docs redraws it"


def test_each_tell_has_rules_or_a_reason() -> None:
    covered, left_out = TOLD["covered"], TOLD["left_out"]

    assert sorted(map(int, [*covered, *left_out])) == list(range(1, 66))
    assert {code for codes in covered.values() for code in codes} - set(CODES) == set()


@pytest.mark.parametrize("number", TOLD["left_out"])
def test_a_reason_is_one_sentence_about_what_exists(number: str) -> None:
    _, why = TOLD["left_out"][number]

    assert re.fullmatch(r"[A-Z`][^.]+\.", why)
    assert set(re.findall(r"\bMT\d{3}\b", why)) - set(CODES) == set()
    assert {name for name in re.findall(r"`([a-z-]+)`", why) if "-" in name} - set(MEASURES) == set()


def test_shares_are_by_system_and_half() -> None:
    def document(group: str, *codes: str) -> RowRules:
        return RowRules(Row(group, "", 1, "round_trip", "service/cut", "en", group, "", "some_set"), frozenset(codes))

    # The SHA-256 of "a" and "d" is odd and even, as `sha256sum` says.
    found = list(table([document("a", "MT480"), document("a"), document("d", "MT410")], ["MT480"]))

    assert [line.split() for line in found[1:]] == [
        ["some_set", "round_trip", "cut", "even", "1", "0.0%", "100.0%", "0.0%"],
        ["some_set", "round_trip", "cut", "odd", "2", "50.0%", "50.0%", "50.0%"],
    ]
