"""A run that counts what the rules find in labelled texts of the user."""

import sys
from contextlib import closing
from typing import Literal

from mtdetect.config.score_settings import ReadSettings
from mtdetect.evaluation.labelled import read_labelled
from mtdetect.evaluation.rule_rates import audit
from mtdetect.report.messages import print_text
from mtdetect.report.progress import track
from mtdetect.report.rule_rates import as_json, as_text
from mtdetect.report.rules import find_rule
from mtdetect.tells.registry import RULES


def run_audit(file: str, code: str | None, form: Literal["text", "json"], reading: ReadSettings) -> None:
    """Print how often the rules, or the one with this code or name, find something in the rows of a labelled file.

    Raises UsageError for a name that is no rule, and for rows that cannot be used.
    """
    rows = read_labelled(file, max_bytes=reading.max_bytes, text_key=reading.text_key)
    chosen = (find_rule(code),) if code else RULES
    with closing(track(rows, sys.stderr, shared=False)) as tracked:
        rates = audit(tracked, chosen)
    print_text(as_json(rates) if form == "json" else as_text(rates))
