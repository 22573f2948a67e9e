"""What a page shows of one article, as JSON: all words are made here, so that the page's script only draws.

Every string is safe to show: unprintable characters are spelt out. The report and `mtdetect serve` draw the same views
with the same script (`mtdetect/web/static/`).
"""

from collections.abc import Callable, Iterable
from statistics import NormalDist
from typing import Any

from mtdetect.report import article, match, words
from mtdetect.report.engine_guess import guess_text
from mtdetect.report.excerpt import line_and_column, safe
from mtdetect.report.families import family
from mtdetect.report.house import house_text, human_share_text
from mtdetect.report.marks import Evidence, Span, cut, evidence_of, number_marks, safe_lines
from mtdetect.report.pair_view import origin_view
from mtdetect.report.reader_part import reader_shares
from mtdetect.results.row import Result, Row

View = dict[str, Any]
More = Callable[[Row], Iterable[str]]
"""Gives sentences about a row that stand under its reasons."""

_NORMAL = NormalDist()
_RAREST = 0.0005  # human shares below are shown as this one: no sample of human texts tells them apart
_DIGITS = 3


def article_view(result: Result, more: More | None = None) -> View:
    """The view of a result; with `more`, the sentences that it gives are in it, and all reasons are shown at once.

    `place` is the normal score of the human share: human articles of any length stand about 0 with a deviation of 1.
    """
    row, answer = result.row, article.answer(result.row)
    judged = answer not in ("abstained", "unreadable")
    view: View = {
        "name": article.name(row),
        "answer": answer,
        "headline": _sentence(article.headline(row)),
        "notes": [_sentence(safe(note)) for note in row.get("notes", ())],
    }
    if judged:
        view |= {
            "sentence": _sentence(article.likelihood_text(row)),
            "guess": guess_text(row),
            "share": human_share_text(row),
            "place": normal_score(row["human_share"]),
            "more": list(more(row)) if more else [],
            "all": more is not None,
        }
        if house := house_text(row):
            view["house"] = f"{house}."
    if match.is_matched(row):
        view["matched"] = [_sentence(sentence) for sentence in match.sentences(row)]
        view["origin"] = origin_view(row)
    if answer != "unreadable":
        view |= _evidence_view(result)
    return view


def normal_score(human_share: float) -> float:
    """The human share (0-1) as a standard deviation from the middle of human articles: 0 for 0.5, 2.33 for 0.01."""
    return round(-_NORMAL.inv_cdf(min(max(human_share, _RAREST), 1 - _RAREST)), _DIGITS)


def _evidence_view(result: Result) -> View:
    row, text = result.row, result.text
    found = evidence_of(row)
    marks = number_marks(found) if text is not None else {}
    causes = list(dict.fromkeys(_cause(one.tell) for one in found if one.tell))
    numbers = {cause: at for at, cause in enumerate(causes)}
    shown: View = {
        "causes": causes,
        "evidence": [_evidence(one, row, text, marks, numbers) for one in found],
        "reasons": [_reason(reason, row) for reason in row["reasons"]],
    }
    if text is not None:
        shown["lang"] = "" if row["abstained"] == "not_english" else "en"  # of another language only that is known
        spans = [(sentence.start, sentence.end) for sentence in result.sentences]
        pieces = cut(text, marks, spans)
        shown["pieces"] = [
            [safe_lines(text, one.start, one.end), list(one.marks), -1 if one.sentence is None else one.sentence]
            for one in pieces
        ]
        shown["sentences"] = [round(sentence.log_odds, _DIGITS) for sentence in result.sentences]
        if shares := reader_shares(result.sentences):
            shown["reader"] = [None if share is None else round(share, _DIGITS) for share in shares]
        if unmarked := len({(one.start, one.end) for one in found if one.start < one.end}) - len(marks):
            shown["unmarked"] = f"{words.plural(unmarked, 'more place')} not marked."
    return shown


def _cause(tell: Row) -> tuple[str, str]:
    """What was seen, and why machines leave it."""
    return safe(tell["message"]), safe(tell["hint"])


def _evidence(
    one: Evidence, row: Row, text: str | None, marks: dict[Span, int], causes: dict[tuple[str, str], int]
) -> View:
    """One place: `mark` is its number in the text; without a text, `quote` is what stands there."""
    view: View = {"reason": one.reason, "mark": marks.get((one.start, one.end))}
    if one.tell:
        rule = safe(one.tell["rule"])
        named = {"rule": rule, "name": words.describe(safe(one.tell["name"])), "cause": causes[_cause(one.tell)]}
        view |= {**named, "severity": one.tell["severity"], "at": f"{one.tell['line']}:{one.tell['column']}"}
        if text is None:
            view["quote"] = safe(one.tell["evidence"])
    elif one.reason is not None:
        view["name"] = safe(words.describe(row["reasons"][one.reason]["name"]))
        if text is not None:
            view["at"] = "{}:{}".format(*line_and_column(text, one.start))
    return view


def _reason(reason: Row, row: Row) -> View:
    return {
        "weight": reason["log_odds"],
        "name": article.short_reason(reason, row),
        "family": family(reason["name"], article.tells_of(reason, row)),
    }


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
