"""One article with its evidence marked in place, and all that its score is made of."""

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from mtdetect.report import article, html, match, words
from mtdetect.report.base import Report, Style
from mtdetect.report.excerpt import place, safe
from mtdetect.report.formats import Format
from mtdetect.report.highlights import Mark, marks_of
from mtdetect.report.text import LEGEND, head
from mtdetect.results.row import Result, Row, dump

_PLACES = 12  # named of a reason
_INDENT = 8
_MARKED, _LABEL, _END = "\x1b[4;33m", "\x1b[2m", "\x1b[0m"


def report(form: Format, style: Style) -> Report:
    """The formats of `mtdetect explain`: `text`, `html` and `json`; rows are those of `results.explanation`."""
    if form is Format.HTML:
        return html.report(style, in_full=sums)
    if form is Format.JSON:
        return Report(entry=lambda result: f"{dump(result.row)}\n")
    return Report(entry=lambda result: "".join(f"{article.no_command(line)}\n" for line in _entry(result, style)))


def sums(row: Row) -> Iterator[str]:
    """How the score comes about, and what it would be without the heaviest reasons, in sentences; safe to print."""
    without = row["without_heaviest"]
    weights = sum(reason["log_odds"] for reason in row["reasons"])
    yield (
        f"Score: base {row['base']:+.2f} and all reasons {weights:+.2f} make {row['raw']:+.2f} log-odds; calibrated "
        f"for this length and prior, that is a likelihood of {words.percent(row['likelihood'])}."
    )
    named = "; ".join(article.brief(row["reasons"][number], row) for number in without["reasons"])
    yield (
        f"Without the heaviest {words.plural(len(without['reasons']), 'reason')} ({named}): {without['raw']:+.2f} "
        f"log-odds, {article.sentence({**row, **without, 'reasons': []})}."
    )


def _entry(result: Result, style: Style) -> Iterator[str]:
    row, text = result.row, result.text
    if text is None:  # unreadable: standard error says why
        return
    yield head(row, style)
    for note in row.get("notes", ()):
        yield from _wrapped(f"Note: {safe(note)}", style)
    if row["abstained"] is None:
        odds = article.odds(row)
        yield from _wrapped(f"{odds[0].upper()}{odds[1:]}.", style)
    if guess := row.get("guess"):
        yield from _wrapped(f"A guess at the engine: {words.engine(guess)}.", style)
    if match.is_matched(row):
        yield from match.lines(row, text, style)
    yield ""
    yield from numbered(marked(text, marks_of(row, ""), colour=style.colour))
    if row["abstained"] is None:
        yield ""
        for reason in article.heaviest(row, len(row["reasons"]), least=0):
            yield from _reason(reason, row, text, style)
        yield ""
        for sentence in sums(row):
            yield from _wrapped(sentence, style, indent=0)
        yield ""
        yield from _wrapped(LEGEND, style, indent=0)


def numbered(text: str) -> list[str]:
    """The lines of a text with their numbers, as tells count them."""
    lines = text.removesuffix("\n").split("\n")
    width = len(str(len(lines)))
    return [f"{number:>{width}} | {line}".rstrip() for number, line in enumerate(lines, 1)]


def marked(text: str, marks: Iterable[Mark], *, colour: bool) -> str:
    """The text, safe to print, with its line breaks and tabs; evidence is underlined, else stands as `[[...|MT401]]`.

    Two brackets of the article's own are spelt out, so that it cannot make marks.
    """
    return "".join(_pieces(text, list(marks), colour))


def _pieces(text: str, marks: list[Mark], colour: bool) -> Iterator[str]:
    labels: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for mark in marks:
        labels[mark.start, mark.end].append(safe(mark.label))
    spans = sorted(labels)
    inside = 0
    for here, there in pairwise(sorted({0, len(text), *(at for span in spans for at in span), len(text) + 1})):
        for span in reversed([span for span in spans if span[1] == here]):
            named = "+".join(labels[span])
            yield f"{_LABEL}({named}){_END}" if colour else f"|{named}]]"
            inside -= 1
        opening = sum(span[0] == here for span in spans)
        inside += opening
        yield "" if colour else "[[" * opening
        yield _shown(text[here:there], underlined=bool(inside) and colour, brackets=not colour)


def _shown(piece: str, *, underlined: bool, brackets: bool) -> str:
    lines = []
    for line in piece.replace("\r\n", "\n").split("\n"):
        shown = "\t".join(map(safe, line.split("\t")))
        if brackets:
            shown = shown.replace("[[", "[\\x5b").replace("]]", "]\\x5d")
        lines.append(f"{_MARKED}{shown}{_END}" if underlined and shown else shown)
    return "\n".join(lines)


def _reason(reason: Row, row: Row, text: str, style: Style) -> Iterator[str]:
    places = [
        f"{tell['line']}:{tell['column']}" for tell in article.tells_of(reason, row) if tell["start"] < tell["end"]
    ]
    places += ["{}:{}".format(*place(text, start)) for start, _ in reason.get("spans", ())]
    more = f" and {len(places) - _PLACES} more" if len(places) > _PLACES else ""
    at = f" (at {', '.join(places[:_PLACES])}{more})" if places else ""
    yield from _wrapped(f"{reason['log_odds']:+.2f}  {article.about(reason, row)}{at}", style, hanging=_INDENT)


def _wrapped(text: str, style: Style, indent: int = 2, hanging: int = 0) -> list[str]:
    return textwrap.wrap(
        text,
        style.width,
        initial_indent=" " * indent,
        subsequent_indent=" " * (hanging or indent),
        break_long_words=False,
        break_on_hyphens=False,
    )
