"""The report for people: for each article the answer, how often such an answer is wrong, and the evidence."""

from collections import defaultdict
from collections.abc import Iterator

from mtdetect.report import article, match, site, words
from mtdetect.report.base import Report, Style
from mtdetect.report.colours import VERDICTS, of_family, paint
from mtdetect.report.engine_guess import guess_text
from mtdetect.report.excerpt import escape_commands, excerpt, line_and_column, safe, wrap
from mtdetect.report.families import family
from mtdetect.report.house import house_text
from mtdetect.report.overview import Overview
from mtdetect.report.summary import Summary
from mtdetect.results.row import Result, Row

_REASONS = {"human": 3}  # shown at most
_REASONS_ELSE = 5
_PLACES = 2  # of a reason, shown with their text; further ones are named by line and column
_PLACES_NAMED = 6
_RULES_OF_HUMAN = 3
_EVIDENCE_INDENT = 8

LEGEND = (
    "The number of a reason is its weight in log-odds: + speaks for machine translation, - for a human; "
    "0.7 about doubles or halves the odds."
)


def report(style: Style) -> Report:
    """The format `text`; where there is colour, an overview stands before the totals."""
    overview = Overview(style)

    def entry(result: Result) -> str:
        if style.colour:
            overview.add(result.row)
        return "\n".join(map(escape_commands, _entry(result, style))) + "\n"

    return Report(
        entry=entry,
        between="\n",
        site=lambda result: "\n".join(map(escape_commands, _site(result.row, style))) + "\n",
        tail=lambda summary: "\n".join(_tail(summary, overview if style.colour else None, style)) + "\n",
    )


def _entry(result: Result, style: Style) -> Iterator[str]:
    row = result.row
    yield heading(row, style)
    if "error" in row:
        return
    for note in row.get("notes", ()):
        yield from wrap(f"Note: {safe(note)}", style.width, 2)
    if match.is_matched(row):
        yield from match.lines(row, result.text, style)
    if row["abstained"] is not None or article.answer(row) == "excused":
        return
    odds = article.likelihood_text(row)
    yield from wrap(f"{odds[0].upper()}{odds[1:]}.", style.width, 2)
    if house := house_text(row):
        yield from wrap(f"{house}.", style.width, 2)
    if guess := guess_text(row):
        yield from wrap(guess, style.width, 2)
    shown = article.heaviest(row, _REASONS.get(row["verdict"], _REASONS_ELSE))
    for reason in shown:
        yield from _reason(reason, result, style)
    if rest := len(row["reasons"]) - len(shown):
        yield f"  and {words.plural(rest, 'lighter reason')}"
    if seen := _also_seen(row, shown):
        yield from wrap(f"Also seen: {seen}.", style.width, 2)


def _site(row: Row, style: Style) -> Iterator[str]:
    yield f"Site {site.name(row)}: {_coloured(site.headline(row), row, style)}"
    if row["abstained"] is None:
        odds = site.likelihood_text(row)
        yield from wrap(f"{odds[0].upper()}{odds[1:]}.", style.width, 2)
        share = site.share_text(row)
        yield from wrap(f"{share[0].upper()}{share[1:]}.", style.width, 2)
    yield from wrap(f"{site.counts_text(row)}.", style.width, 2)
    for line in site.recurring(row):
        yield from wrap(line, style.width, 2, hanging=_EVIDENCE_INDENT)


def _also_seen(row: Row, shown: list[Row]) -> str:
    """The tells that belong to none of the shown reasons, by rule: `MT303 immediate repeat (3:14, 9:2), ...`.

    A short list for a human article, whose tells prove nothing.
    """
    covered = {number for reason in shown for number in reason["tells"]}
    places: defaultdict[str, list[str]] = defaultdict(list)
    for number, tell in enumerate(row["tells"]):
        if number not in covered and tell["start"] < tell["end"]:
            places[f"{tell['rule']} {words.describe(tell['name'])}"].append(f"{tell['line']}:{tell['column']}")
    rules = [f"{rule} ({_list(found, _PLACES)})" for rule, found in sorted(places.items())]
    return _list(rules, _RULES_OF_HUMAN if row["verdict"] == "human" else len(rules))


def heading(row: Row, style: Style) -> str:
    """The name and the answer of an article on one line; safe to print."""
    return f"{article.name(row)}: {_coloured(article.headline(row), row, style)}"


def _coloured(answered: str, row: Row, style: Style) -> str:
    return paint(answered, VERDICTS[article.answer(row)]) if style.colour else answered


def _reason(reason: Row, result: Result, style: Style) -> Iterator[str]:
    weight = f"{words.weight(reason['log_odds'], 1)}  {article.reason_text(reason, result.row)}"
    tells = article.tells_of(reason, result.row)
    code = of_family(family(reason["name"], tells)) if style.colour else ""
    first, *others = wrap(weight, style.width, 2, hanging=_EVIDENCE_INDENT)
    yield f"  {paint(first.lstrip().partition(' ')[0], code)} {first.lstrip().partition(' ')[2]}"
    yield from others
    yield from _places(_spans(reason, tells, result.text), result.text, style, code)


# A place: line, column, start, end, evidence.
_Place = tuple[int, int, int, int, str]


def _spans(reason: Row, tells: list[Row], text: str | None) -> list[_Place]:
    """The places of a reason in the text; a tell in the markup of a page has none."""
    if tells:
        return [
            (tell["line"], tell["column"], tell["start"], tell["end"], tell["evidence"])
            for tell in tells
            if tell["start"] < tell["end"]
        ]
    if text is None:
        return []
    return [(*line_and_column(text, start), start, end, text[start:end]) for start, end in reason.get("spans", ())]


def _places(places: list[_Place], text: str | None, style: Style, code: str) -> Iterator[str]:
    indent = " " * _EVIDENCE_INDENT
    for line, column, start, end, evidence in places[:_PLACES]:
        where = f"{indent}{line}:{column}  "
        if text is None:
            yield where + safe(evidence)
            continue
        cut = excerpt(text, start, end, style.width - len(where))
        carets = cut.carets.lstrip()
        yield where + cut.line
        yield " " * (len(where) + len(cut.carets) - len(carets)) + paint(carets, code)
    if others := [f"{line}:{column}" for line, column, *_ in places[_PLACES:]]:
        yield f"{indent}also at {_list(others, _PLACES_NAMED)}"


def _list(places: list[str], most: int) -> str:
    more = f" and {len(places) - most} more" if len(places) > most else ""
    return ", ".join(places[:most]) + more


def _tail(summary: Summary, overview: Overview | None, style: Style) -> Iterator[str]:
    judged = summary.translated + summary.unsure + summary.human
    if judged:
        yield ""
        yield from wrap(LEGEND, style.width, 0)
    if overview and (lines := list(overview.lines())):
        yield ""
        yield from lines
    if summary.articles:
        yield ""
    for line in words.totals(summary):
        yield from wrap(line, style.width, 0) if style.colour else (line,)
