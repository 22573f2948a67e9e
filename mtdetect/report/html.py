"""One HTML page that can be sent on: an overview, a table to sort and filter, and each article as its script draws it.

Everything is in the file: its style and its scripts, which alone may run, by their hashes, and the articles as JSON,
each read when it is opened. Without scripts the page lists the articles with their answers. What it shows of an article
is made by `article_view`; saved rows hold no text, so that of them the evidence is listed without the text around it.
"""

import json
from collections.abc import Mapping
from html import escape
from itertools import count
from typing import Any

from mtdetect.report import article, site, words
from mtdetect.report.article_facts import article_facts
from mtdetect.report.article_view import More, article_view
from mtdetect.report.assets import load_page
from mtdetect.report.base import Report, Style
from mtdetect.report.summary import Summary
from mtdetect.results.row import Result, Row

_MANY = 20_000  # articles of a page, beyond which a browser takes more than a few seconds to open it


def report(_style: Style, in_full: More | None = None) -> Report:
    """The format `html`. With `in_full`, articles show all their reasons, and the sentences that it gives."""
    numbers, page = count(1), load_page()
    return Report(
        top=lambda summary: page.head + _totals(summary) + page.start,
        note=_note,
        entry=lambda result: _article(result, f"a{next(numbers)}", in_full),
        site=lambda result: _site(result.row),
        tail=lambda _summary: page.end,
    )


def _site_facts(row: Row) -> dict[str, Any]:
    judged, share = row["abstained"] is None, row["share"] or {}
    return {
        "name": site.name(row),
        "answer": article.answer(row),
        "headline": site.headline(row),
        "sentence": f"{site.sentence(row)}.",
        "likelihood": row["likelihood"],
        "percent": words.percent(row["likelihood"]) if judged else None,
        "share": share.get("estimate"),
        "shared": f"{share['estimate']:.0%} ({share['low']:.0%} to {share['high']:.0%})" if share else None,
        "articles": row["articles"],
        "recurring": list(site.recurring(row)),
    }


def _note(summary: Summary) -> str | None:
    if summary.articles <= _MANY:
        return None
    return (
        f"html: {summary.articles:,} articles take browsers long to open: write fewer a file, or --format jsonl as well"
    )


def _totals(summary: Summary) -> str:
    return "".join(f"<p>{escape(line)}</p>\n" for line in words.totals(summary))


def _article(result: Result, key: str, in_full: More | None) -> str:
    """An article: a line to read without scripts, with its facts, and behind it its view."""
    view = json.dumps(article_view(result, in_full), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    line = _line(f'id="{key}" data-article', article_facts(result.row), article.sentence(result.row))
    return f'{line}<script type="application/json" id="{key}-view">{view}</script>\n'


def _site(row: Row) -> str:
    return _line("data-site", _site_facts(row), site.sentence(row))


def _line(attribute: str, facts: Mapping[str, Any], sentence: str) -> str:
    shown = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    return f'<p {attribute}="{escape(shown)}"><b>{escape(facts["name"])}</b>: {escape(sentence)}</p>\n'
