"""A table for spreadsheets: one line for each article, then one for each site.

Formulas are escaped, so that no cell is computed.
"""

import csv
import io
import re
from collections import Counter

from mtdetect.report import article, match, words
from mtdetect.report.base import Report, Style
from mtdetect.report.excerpt import safe
from mtdetect.results.row import Result, Row, is_site

COLUMNS = (
    "id",
    "path",
    "verdict",
    "likelihood",
    "human_share",
    "abstained",
    "words",
    "tells",
    "suppressed",
    "rules",
    "reasons",
    "error",
    "message",
    "notes",
    "signature",
    "origin",
    "relation",
    "copy",
    *("kind", "articles", "judged", "share", "share_low", "share_high", "recurring"),
    "house",
    "rare_tells",
)
_REASONS = 3
# Full-width signs count too, and so does the start of a part after `;` or `|`: other locales split cells there
# (OWASP, "CSV Injection").
_FORMULA = re.compile(r"(^|[;,|])(\s{0,99})(?=[=+\-@＝＋－＠])")


def report(_style: Style) -> Report:
    """The format `csv`."""
    return Report(head=_line(dict(zip(COLUMNS, COLUMNS, strict=True))), entry=_entry)


def _entry(result: Result) -> str:
    return _line(_site_cells(result.row) if is_site(result.row) else _cells(result.row))


def _site_cells(row: Row) -> Row:
    """The cells of a site by column."""
    cells = {key: row.get(key) for key in COLUMNS if not isinstance(row.get(key), list | dict)}
    share = row["share"] or {}
    return {
        **cells,
        "id": row["site"],
        "verdict": article.answer(row),
        "share": share.get("estimate"),
        "share_low": share.get("low"),
        "share_high": share.get("high"),
        "recurring": " ".join(map(_recurring, row["recurring"])),
        "rare_tells": " ".join(map(_recurring, (row.get("rare_tells") or {"rules": ()})["rules"])),
    }


def _recurring(one: Row) -> str:
    """A rule or a phrase that recurs, with its number of articles: `MT401:14`, `"in the framework":9`."""
    name = f'"{one["phrase"]}"' if "phrase" in one else one["rule"]
    return f"{name}:{one['articles']}"


def _cells(row: Row) -> Row:
    """The cells of an article by column."""
    cells = {key: row.get(key) for key in COLUMNS if not isinstance(row.get(key), list | dict)} | {"kind": "article"}
    if origin := row.get("origin"):
        copy = origin["direction"] and origin["direction"]["copy"]
        cells |= {"origin": match.name(origin), "relation": origin["relation"], "copy": copy}
    if "error" in row:
        return {**cells, "verdict": "unreadable", "error": row["error"]["kind"], "message": row["error"]["message"]}
    rules = Counter(tell["rule"] for tell in row["tells"])
    reasons = (f"{reason['name']} {words.weight(reason['log_odds'], 2)}" for reason in article.heaviest(row, _REASONS))
    return {
        **cells,
        "verdict": article.answer(row),
        "house": row["house"]["name"] if "house" in row else None,
        "tells": len(row["tells"]),
        "suppressed": len(row["suppressed"]),
        "rules": " ".join(f"{rule}:{count}" for rule, count in sorted(rules.items())),
        "reasons": "; ".join(reasons),
        "notes": "; ".join(row.get("notes", ())),
    }


def escape_formula(cell: object) -> object:
    """A string on one line, with an apostrophe before the signs that begin a formula."""
    return _FORMULA.sub(r"\1\2'", safe(cell)) if isinstance(cell, str) else cell


def _line(cells: Row) -> str:
    out = io.StringIO()
    csv.DictWriter(out, COLUMNS, lineterminator="\n").writerow(
        {key: escape_formula(cell) for key, cell in cells.items()}
    )
    return out.getvalue()
