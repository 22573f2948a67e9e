"""`mtdetect explain`: one article with its evidence marked in the text, and all parts of its score."""

from collections.abc import Iterator

from mtdetect.report import article, html, match, words
from mtdetect.report.base import Report, Style
from mtdetect.report.drawn_reasons import draw_reasons, list_some
from mtdetect.report.engine_guess import guess_text
from mtdetect.report.excerpt import escape_commands, line_and_column, safe, wrap
from mtdetect.report.formats import Format
from mtdetect.report.marked_text import mark_text, number_lines
from mtdetect.report.marks import count_unmarked
from mtdetect.report.reader_part import reader_lines
from mtdetect.report.text import LEGEND, heading
from mtdetect.results.row import Result, Row, dump

_INDENT = 8


def report(name: Format, style: Style) -> Report:
    """The formats of `mtdetect explain`: `text`, `html` and `json`; rows are those of `results.explanation`."""
    if name is Format.HTML:
        return html.report(style, in_full=score_sentences)
    if name is Format.JSON:
        return Report(entry=lambda result: f"{dump(result.row)}\n")
    return Report(entry=lambda result: "".join(f"{escape_commands(line)}\n" for line in _entry(result, style)))


def score_sentences(row: Row) -> Iterator[str]:
    """Sentences about the sum of the score, and about the score without the heaviest reasons; safe to print."""
    without = row["without_heaviest"]
    weights = sum(reason["log_odds"] for reason in row["reasons"])
    yield (
        f"Score: base {words.weight(row['base'], 2)} and all reasons {words.weight(weights, 2)} make "
        f"{words.weight(row['raw'], 2)} log-odds; calibrated "
        f"for this length and prior, that is a likelihood of {words.percent(row['likelihood'])}."
    )
    named = "; ".join(article.short_reason(row["reasons"][number], row) for number in without["reasons"])
    yield (
        f"Without the heaviest {words.plural(len(without['reasons']), 'reason')} ({named}): "
        f"{words.weight(without['raw'], 2)} log-odds, {article.sentence({**row, **without, 'reasons': []})}."
    )


def _entry(result: Result, style: Style) -> Iterator[str]:
    row, text = result.row, result.text
    if text is None:  # unreadable: the error is on standard error
        return
    yield heading(row, style)
    for note in row.get("notes", ()):
        yield from wrap(f"Note: {safe(note)}", style.width, 2)
    if row["abstained"] is None:
        odds = article.likelihood_text(row)
        yield from wrap(f"{odds[0].upper()}{odds[1:]}.", style.width, 2)
    if guess := guess_text(row):
        yield from wrap(guess, style.width, 2)
    if match.is_matched(row):
        yield from match.lines(row, text, style)
    yield ""
    yield from number_lines(mark_text(text, row, colour=style.colour), style.width if style.colour else None)
    if unmarked := count_unmarked(row):
        yield from wrap(f"{words.plural(unmarked, 'more place')} not marked.", style.width)
    if row["abstained"] is None:
        yield ""
        yield from draw_reasons(row, style) if style.colour else _reasons(row, text, style)
        yield ""
        if reader := list(reader_lines(text, result.sentences, style)):
            yield from (*reader, "")
        for sentence in score_sentences(row):
            yield from wrap(sentence, style.width)
        yield ""
        yield from wrap(LEGEND, style.width)


def _reasons(row: Row, text: str, style: Style) -> Iterator[str]:
    """The reasons with the lines and columns of their places."""
    for reason in article.heaviest(row, len(row["reasons"]), least=0):
        tells = article.tells_of(reason, row)
        places = [f"{tell['line']}:{tell['column']}" for tell in tells if tell["start"] < tell["end"]]
        places += ["{}:{}".format(*line_and_column(text, start)) for start, _ in reason.get("spans", ())]
        shown = f"{words.weight(reason['log_odds'], 2)}  {article.reason_text(reason, row)}{_places(places)}"
        yield from wrap(shown, style.width, 2, hanging=_INDENT)


def _places(places: list[str]) -> str:
    return f" (at {list_some(places)})" if places else ""
