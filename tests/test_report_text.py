"""The text report, held as whole pages: what a newcomer sees."""

import io
from collections.abc import Iterable
from textwrap import dedent

import pytest

from mtdetect.features.style_measures import MEASURES
from mtdetect.model.additive import DEFAULT
from mtdetect.report import text, words
from mtdetect.report.base import Style, make_report, write
from mtdetect.report.engine_guess import guess_text
from mtdetect.report.formats import Format
from mtdetect.results.row import Result, Row

ARTICLE = 'The mayor left the hall. " She said no more.\nIt rained, it rained, and then it rained. rained all night.'


def tell(rule: str, evidence: str, start: int, line: int, column: int) -> Row:
    return {
        "rule": rule,
        "name": {"MT401": "space-before-closing-quote", "MT301": "immediate-repeat"}[rule],
        "severity": "warning",
        "start": start,
        "end": start + len(evidence),
        "line": line,
        "column": column,
        "evidence": evidence,
        "message": {"MT401": "A space stands before the closing mark.", "MT301": "A word is repeated."}[rule],
        "hint": "Machines leave it.",
        "fingerprint": "f",
    }


def judged(verdict: str, reasons: Iterable[Row] = (), tells: Iterable[Row] = (), **others: object) -> Row:
    return {
        "schema": 1,
        "id": "a.txt",
        "path": "a.txt",
        "likelihood": 0.97,
        "human_share": 0.004,
        "verdict": verdict,
        "abstained": None,
        "words": 410,
        "base": 0.0,
        "reasons": list(reasons),
        "tells": list(tells),
        **others,
    }


def printed(*results: Result, form: Format = Format.TEXT, style: Style = Style()) -> str:  # noqa: B008 - a frozen value, safe to share
    out = io.StringIO()
    write(results, [(make_report(form, style), out)])
    return out.getvalue()


def entry(row: Row, article: str | None = None) -> str:
    return text.report(Style()).entry(Result(row, article))


TRANSLATED = judged(
    "translated",
    [
        {"name": "measure:made-up-rate", "log_odds": -0.6, "tells": []},
        {"name": "tell:MT401", "log_odds": 1.94, "tells": [0]},
        {"name": "tell:MT301", "log_odds": 0.8, "tells": [1, 2, 3]},
        {"name": "phrase:it rained", "log_odds": 0.2, "tells": [], "spans": [[45, 54]]},
    ],
    [
        tell("MT401", '. "', 23, 1, 24),
        tell("MT301", "rained, it rained", 48, 2, 4),
        tell("MT301", "rained. rained", 79, 2, 35),
        tell("MT301", "rained", 87, 2, 43),
    ],
)


def test_a_translated_article_is_explained_by_its_evidence() -> None:
    page = printed(Result(TRANSLATED, ARTICLE))

    assert page == dedent(
        """\
        a.txt: likely machine-translated
          Likelihood of machine translation 97%; about 1 in 250 human articles of this
          length score as high (410 words).
          +1.9  MT401 space before closing quote: A space stands before the closing
                mark. Machines leave it.
                1:24  The mayor left the hall. " She said no more.
                                             ^^^
          +0.8  MT301 immediate repeat ×3: A word is repeated. Machines leave it.
                2:4  It rained, it rained, and then it rained. rained all night.
                        ^^^^^^^^^^^^^^^^^
                2:35  It rained, it rained, and then it rained. rained all night.
                                                        ^^^^^^^^^^^^^^
                also at 2:43
          -0.6  speaks for a human: made up rate
          +0.2  wording such as “it rained”
                2:1  It rained, it rained, and then it rained. rained all night.
                     ^^^^^^^^^

        The number of a reason is its weight in log-odds: + speaks for machine
        translation, - for a human; 0.7 about doubles or halves the odds.

        1 article: 1 likely translated, 0 unsure, 0 likely human, 0 not judged, 0 unreadable
        """
    )


def test_without_the_text_the_evidence_stands_alone() -> None:
    page = entry(TRANSLATED)

    assert '        1:24  . "\n  +0.8' in page


@pytest.mark.parametrize(("verdict", "shown"), [("human", 3), ("unsure", 5), ("translated", 5)])
def test_the_heaviest_reasons_are_shown_and_the_rest_counted(verdict: str, shown: int) -> None:
    reasons = [{"name": f"measure:m{number}", "log_odds": number / 10, "tells": []} for number in range(8)]

    lines = entry(judged(verdict, reasons)).splitlines()

    assert lines[-shown - 1 :] == [
        *(f"  +{number / 10}  m{number}" for number in range(7, 7 - shown, -1)),
        f"  and {8 - shown} lighter reasons",
    ]


def test_what_would_be_printed_as_no_weight_is_not_shown() -> None:
    reasons = [
        {"name": f"measure:m{number}", "log_odds": odds, "tells": []} for number, odds in enumerate((0.05, -0.049))
    ]

    lines = entry(judged("unsure", reasons)).splitlines()

    assert lines[3:] == ["  +0.1  m0", "  and 1 lighter reason"]


@pytest.mark.parametrize(
    ("verdict", "last"),
    [
        ("translated", "  Also seen: MT301 immediate repeat (2:4, 2:35 and 1 more)."),
        ("human", "  Also seen: MT301 immediate repeat (2:4, 2:35 and 1 more)."),
    ],
)
def test_tells_that_no_shown_reason_tells_of_are_named(verdict: str, last: str) -> None:
    row = judged(verdict, [{"name": "phrase:rained", "log_odds": 1.9, "tells": []}], TRANSLATED["tells"][1:])

    lines = entry(row).splitlines()

    assert lines[-1] == last


def test_a_tell_of_the_markup_has_no_place_in_the_text() -> None:
    row = judged("translated", [{"name": "tell:MT401", "log_odds": 3.0, "tells": [0]}], [tell("MT401", "", 0, 1, 1)])

    lines = entry(row, ARTICLE).splitlines()

    assert lines[3:] == [
        "  +3.0  MT401 space before closing quote: A space stands before the closing",
        "        mark. Machines leave it.",
    ]


def test_what_was_not_judged_or_read_says_why() -> None:
    short = judged("abstained", abstained="too_short", words=31, likelihood=None, human_share=None)
    broken = {"schema": 1, "id": "b.gz", "path": "b.gz", "error": {"kind": "bad_gzip", "message": "is not gzip"}}
    failed = {"schema": 1, "id": "7", "path": "c.jsonl", "error": {"kind": "internal", "message": "it died"}}

    page = printed(Result(short), Result(broken), Result(failed))

    assert page == dedent(
        """\
        a.txt: not judged: too short (31 words; 50 needed)

        b.gz: could not be read: is not gzip

        c.jsonl [7]: could not be judged: it died

        3 articles: 0 likely translated, 0 unsure, 0 likely human, 1 not judged, 2 unreadable
        """
    )


def test_nothing_of_an_article_acts_on_the_terminal() -> None:
    row = judged(
        "human",
        [{"name": "phrase:\x1b[2Jof", "log_odds": 1, "tells": [], "spans": [[0, 5]]}],
        id="\x1b]0;x\x07",
        path="\x1b[1m.txt",
        notes=["\x9bnote"],
    )

    page = entry(row, "\x1b[2Jof the\x07")

    assert page.replace("\n", "").isprintable()


def test_colour_marks_the_verdict_only_where_wanted() -> None:
    row = judged("human")

    coloured = text.report(Style(colour=True)).entry(Result(row))

    assert coloured.replace("\x1b[32mlikely human\x1b[0m", "likely human") == entry(row)


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (0.0, "hardly any human articles of this length score as high"),
        (0.00012, "about 1 in 8,300 human articles of this length score as high"),
        (0.004, "about 1 in 250 human articles of this length score as high"),
        (0.09, "about 1 in 11 human articles of this length score as high"),
        (0.0999, "about 1 in 10 human articles of this length score as high"),
        (0.34, "about 3 in 10 human articles of this length score as high"),
        (0.97, "nearly all human articles of this length score as high"),
        (1.0, "nearly all human articles of this length score as high"),
    ],
)
def test_how_often_human_text_scores_as_high(share: float, expected: str) -> None:
    assert words.human_share_text(share) == expected


@pytest.mark.parametrize(
    ("share", "expected"), [(0.0004, "under 1%"), (0.012, "1%"), (0.985, "98%"), (0.9999, "over 99%")]
)
def test_no_likelihood_is_printed_as_certain(share: float, expected: str) -> None:
    assert words.percent(share) == expected


def test_every_measure_has_words() -> None:
    missing = [name for name in MEASURES if words.describe(f"measure:{name}") == name.replace("-", " ")]

    assert missing == []


def test_few_tells_of_a_human_article_are_named() -> None:
    tells = [{**tell("MT301", "rained", 10 * at, 1, at), "rule": f"MT30{at}"} for at in range(1, 6)]

    last = entry(judged("human", tells=tells)).splitlines()[-2:]

    assert [
        "  Also seen: MT301 immediate repeat (1:1), MT302 immediate repeat (1:2), MT303",
        "  immediate repeat (1:3) and 2 more.",
    ] == last


@pytest.mark.parametrize(
    ("likelihood", "expected"),
    [
        (0.4999, "nearly even, rather human"),
        (0.41, "nearly even, rather human"),
        (0.39, "likely human"),
        (0.01, "likely human"),
    ],
)
def test_a_likelihood_near_one_half_is_no_likely_human(likelihood: float, expected: str) -> None:
    assert f"a.txt: {expected}" == entry(judged("human", likelihood=likelihood)).splitlines()[0]


@pytest.mark.parametrize(("odds", "expected"), [(-0.0001, "+0.00"), (0.0, "+0.00"), (-0.006, "-0.01"), (1.5, "+1.50")])
def test_nothing_weighs_minus_nothing(odds: float, expected: str) -> None:
    assert expected == words.weight(odds, 2)


GUESS = {"engine": "learnt", "likelihood": 0.99}
SHIPPED = f"model:{DEFAULT}@0|rules:0|version:0"


def test_a_guess_at_the_engine_says_how_often_it_is_wrong() -> None:
    shown = guess_text(judged("translated", guess=GUESS, signature=SHIPPED)) or ""

    assert shown.startswith("A guess at the engine: one that learnt from translations, as most do; ")
    assert shown.endswith(("such guesses is wrong.", "such guesses are wrong."))
    assert "99" not in shown


@pytest.mark.parametrize(
    ("verdict", "signature"), [("unsure", SHIPPED), ("human", SHIPPED), ("translated", "model:own@0|rules:0|version:0")]
)
def test_no_guess_where_the_answer_or_its_error_rate_is_open(verdict: str, signature: str) -> None:
    assert guess_text(judged(verdict, guess=GUESS, signature=signature)) is None


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (0.004, "fewer than 1 in 100 such guesses are wrong"),
        (0.051, "about 1 in 20 such guesses is wrong"),
        (0.26, "about 1 in 4 such guesses is wrong"),
    ],
)
def test_error_rates_of_guesses_are_rounded(share: float, expected: str) -> None:
    assert expected == words.wrong_guesses(share)
