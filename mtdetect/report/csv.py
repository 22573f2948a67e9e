"""A table for spreadsheets: a line an article. What a spreadsheet would take for a formula is disarmed."""

import csv
import io
import re
from collections import Counter

from mtdetect.report import article
from mtdetect.report.base import Report, Style
from mtdetect.report.excerpt import safe
from mtdetect.results.row import Row

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
)
_REASONS = 3
# The full-width signs as well, and after what another locale takes for the end of a cell (OWASP, "CSV Injection").
_FORMULA = re.compile(r"(^|[;,|])(\s{0,99})(?=[=+\-@＝＋－＠])")


def report(_style: Style) -> Report:
    """The format `csv`."""
    return Report(head=_line(dict(zip(COLUMNS, COLUMNS, strict=True))), entry=lambda result: _line(_cells(result.row)))


def _cells(row: Row) -> Row:
    """The cells that an article has, by column."""
    cells = {key: row.get(key) for key in COLUMNS if not isinstance(row.get(key), list | dict)}
    if "error" in row:
        return {**cells, "verdict": "unreadable", "error": row["error"]["kind"], "message": row["error"]["message"]}
    rules = Counter(tell["rule"] for tell in row["tells"])
    reasons = (f"{reason['name']} {reason['log_odds']:+.2f}" for reason in article.heaviest(row, _REASONS))
    return {
        **cells,
        "verdict": article.answer(row),
        "tells": len(row["tells"]),
        "suppressed": len(row["suppressed"]),
        "rules": " ".join(f"{rule}:{count}" for rule, count in sorted(rules.items())),
        "reasons": "; ".join(reasons),
        "notes": "; ".join(row.get("notes", ())),
    }


def _disarmed(cell: object) -> object:
    """A string on one line, with an apostrophe before the signs that begin a formula."""
    return _FORMULA.sub(r"\1\2'", safe(cell)) if isinstance(cell, str) else cell


def _line(cells: Row) -> str:
    out = io.StringIO()
    csv.DictWriter(out, COLUMNS, lineterminator="\n").writerow({key: _disarmed(cell) for key, cell in cells.items()})
    return out.getvalue()
