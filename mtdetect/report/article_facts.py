"""What a table of articles shows of one, and sorts and filters by, as JSON; and all that a page shows of one."""

from dataclasses import replace
from typing import Any

from mtdetect.report import article, match, words
from mtdetect.report.article_view import More, View, article_view, normal_score
from mtdetect.report.excerpt import safe
from mtdetect.results.row import Result, Row

_RULES = 60  # of an article that the filter knows, at most


def article_facts(row: Row) -> dict[str, Any]:
    """What the table of articles shows of a row, and sorts and filters by; safe to show."""
    judged = "error" not in row and row["abstained"] is None
    rules = dict.fromkeys(safe(f"{tell['rule']} {words.describe(tell['name'])}") for tell in row.get("tells", ()))
    facts: dict[str, Any] = {
        "name": article.name(row),
        "answer": article.answer(row),
        "verdict": row.get("verdict"),
        "headline": article.headline(row),
        "likelihood": row.get("likelihood"),
        "percent": words.percent(row["likelihood"]) if judged else None,
        "share": row.get("human_share"),
        "frequency": words.frequency(row["human_share"]) if judged else None,
        "place": normal_score(row["human_share"]) if judged else None,
        "words": row.get("words"),
        "rules": list(rules)[:_RULES],
    }
    if row.get("site") is not None:
        facts["site"] = safe(row["site"])
    if "house" in row:
        facts["house"] = safe(row["house"]["name"])
    if row.get("origin"):
        facts["origin"] = match.name(row["origin"])
    return facts


def page_view(result: Result, more: More | None = None) -> View:
    """What the page of `mtdetect serve` shows of a result: its `facts`, and its view as `article`.

    The article is named by its id alone: what was sent has no path. Sentences are shaded where the result says what
    they weigh (`mtdetect.load(sentences=True)`).
    """
    named = replace(result, row={**result.row, "path": None})
    return {"facts": article_facts(named.row), "article": article_view(named, more)}
