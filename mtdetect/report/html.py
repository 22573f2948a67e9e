"""One HTML page: no script, nothing loaded, all content escaped; the evidence is marked in the text of each article.

Saved rows hold no text: for them the evidence is listed without the text around it.
"""

from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import count
from pathlib import Path
from string import Template

from mtdetect.report import article, match, side_by_side, words
from mtdetect.report.base import Report, Style
from mtdetect.report.excerpt import line_and_column, safe
from mtdetect.report.highlights import mark_html, marks_of
from mtdetect.report.html_sites import SiteList
from mtdetect.report.summary import Summary
from mtdetect.results.row import Result, Row

# Gives sentences about a row that stand under its reasons.
_More = Callable[[Row], Iterable[str]]

_REASONS = 12  # shown at most, the heaviest
_HEADINGS = "".join(f'<th scope="col">{name}</th>' for name in ("Weight", "Reason", "Line:column"))
_PLACES = 40  # named for a reason at most


def report(_style: Style, in_full: _More | None = None) -> Report:
    """The format `html`. With `in_full`, each article is open, with all its reasons and the sentences that it gives."""
    numbers, sites = count(1), SiteList()

    def entry(result: Result) -> str:
        key = f"a{next(numbers)}"
        sites.add_article(result.row, key)
        return "\n".join(_article(result, key, in_full)) + "\n"

    return Report(
        top=lambda summary: _top(summary) + "".join(f"{line}\n" for line in sites.section()),
        entry=entry,
        site=lambda result: sites.add_site(result.row),
        tail=lambda _summary: "</main>\n</body>\n</html>\n",
    )


def _top(summary: Summary) -> str:
    page = Template(Path(__file__).with_name("page.html").read_text("utf-8"))
    return page.substitute(totals="\n".join(f"<p>{escape(line)}</p>" for line in words.totals(summary)))


def _article(result: Result, key: str, in_full: _More | None) -> Iterator[str]:
    """One article; the ids of all elements in it begin with `key`."""
    row, answer = result.row, article.answer(result.row)
    yield f'<article aria-labelledby="{key}">'
    yield f'<h2 id="{key}">{escape(article.name(row))}</h2>'
    yield f'<p class="{answer}"><strong>{_sentence(article.headline(row))}</strong></p>'
    yield from (f"<p>Note: {_sentence(safe(note))}</p>" for note in row.get("notes", ()))
    if match.is_matched(row):
        yield from side_by_side.section(row, key)
    if answer not in ("abstained", "unreadable"):
        yield f"<p>{_sentence(article.likelihood_text(row))}</p>"
        yield from _reasons(result, key, in_full=in_full is not None)
        yield from (f"<p>{escape(sentence)}</p>" for sentence in (in_full(row) if in_full else ()))
    if result.text is not None and answer != "unreadable":
        yield f"<details{' open' * (answer == 'translated' or in_full is not None)}>"
        yield "<summary>The text, with its evidence marked</summary>"
        yield f'<div class="text">{mark_html(result.text, marks_of(row, key))}</div>'
        yield "</details>"
    yield "</article>"


def _reasons(result: Result, key: str, *, in_full: bool) -> Iterator[str]:
    row = result.row
    shown = article.heaviest(row, len(row["reasons"]), least=0) if in_full else article.heaviest(row, _REASONS)
    covered = {number for reason in shown for number in reason["tells"]}
    others = [
        number for number, tell in enumerate(row["tells"]) if number not in covered and tell["start"] < tell["end"]
    ]
    yield "<table>"
    yield "<caption>Weights in log-odds: + speaks for machine translation, − for a human.</caption>"
    yield f"<thead><tr>{_HEADINGS}</tr></thead>"
    yield "<tbody>"
    for reason in shown:
        weight = words.weight(reason["log_odds"], 2 if in_full else 1).replace("-", "−")
        places = [*_tells(result, reason["tells"], key), *_phrases(result, row["reasons"].index(reason), key)]
        yield _line(weight, escape(article.reason_text(reason, row)), places)
    if others:
        yield _line("", "Also seen, without a weight or a lighter one", _tells(result, others, key))
    yield "</tbody>"
    yield "</table>"
    if rest := len(row["reasons"]) - len(shown):
        yield f"<p>and {words.plural(rest, 'lighter reason')}</p>"


def _line(weight: str, about: str, places: list[str]) -> str:
    named = ", ".join(places[:_PLACES]) + (f" and {len(places) - _PLACES} more" if len(places) > _PLACES else "")
    return f'<tr><td class="weight">{weight}</td><td>{about}</td><td>{named}</td></tr>'


def _tells(result: Result, numbers: list[int], key: str) -> list[str]:
    """The places of tells: links to them, or the evidence itself where there is no text."""
    found = [(number, result.row["tells"][number]) for number in numbers]
    return [
        _link(f"{key}t{number}", tell["line"], tell["column"])
        if result.text is not None
        else f"{tell['line']}:{tell['column']} <mark>{escape(safe(tell['evidence']))}</mark>"
        for number, tell in found
        if tell["start"] < tell["end"]
    ]


def _phrases(result: Result, reason: int, key: str) -> list[str]:
    """Links to the places of a phrase; none where there is no text, since a row does not hold their lines."""
    if result.text is None:
        return []
    spans = result.row["reasons"][reason].get("spans", ())
    return [
        _link(f"{key}r{reason}s{number}", *line_and_column(result.text, start))
        for number, (start, _) in enumerate(spans)
    ]


def _link(target: str, line: int, column: int) -> str:
    return f'<a href="#{target}">{line}:{column}</a>'


def _sentence(text: str) -> str:
    return escape(f"{text[:1].upper()}{text[1:]}.")
