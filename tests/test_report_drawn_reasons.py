"""The reasons of one article on a terminal with colour."""

import re
from typing import Any

from mtdetect.report.base import Style
from mtdetect.report.drawn_reasons import draw_reasons


def tell(rule: str, start: int) -> dict[str, Any]:
    return {"rule": rule, "name": "double-space", "start": start, "end": start + 2, "message": "M.", "hint": "H."}


def test_reasons_are_bars_with_their_marks_and_marks_of_no_reason_stand_by_rule() -> None:
    row = {
        "tells": [tell("MT401", 0), tell("MT801", 4), tell("MT401", 8), tell("MT801", 12), tell("MT414", 16)],
        "reasons": [
            {"name": "measure:commas", "log_odds": -0.5, "tells": []},
            {"name": "tell:MT401", "log_odds": 1.0, "tells": [0, 2]},
        ],
    }

    lines = list(draw_reasons(row, Style(100, colour=True)))

    assert [
        "  +1.00          │████████  MT401 double space ×2: M. H. (punctuation and spacing; marks 1, 3)",
        "  -0.50      ████│          speaks for a human: how many commas there are (style of the whole text)",
        "  Marked without weight: MT414 double space (mark 5); MT801 double space (marks 2, 4).",
    ] == [re.sub(r"\x1b\[[\d;]+m", "", line) for line in lines]
    assert "\x1b[33m████████\x1b[0m" in lines[0]
