"""The row of schema 1: the one form in which verdicts leave the program, the same from every door."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mtdetect.document import Document, Unreadable
from mtdetect.verdict import Reason, Tell, Verdict

SCHEMA = 1
Row = dict[str, Any]

_DIGITS = 6
# JSON leaves these as they are, yet they break encoders (lone surrogates), line readers or terminals.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Result:
    """A row, with the text that it judges where that is at hand: excerpts are cut from it.

    `fields` are the input's own columns, where the reader was asked to keep them.
    """

    row: Row
    text: str | None = None
    fields: Mapping[str, object] | None = None


def row(document: Document, verdict: Verdict) -> Row:
    """The row of a judged document; numbers have six decimals. `guess` and `notes` are there only if there are any."""
    made: Row = {
        "schema": SCHEMA,
        "id": document.id,
        "path": document.path,
        "likelihood": number(verdict.likelihood),
        "human_share": number(verdict.human_share),
        "verdict": verdict.verdict,
        "abstained": verdict.abstained,
        "words": verdict.words,
        "base": number(verdict.base),
        "reasons": [_reason(reason) for reason in verdict.reasons],
        "tells": [_tell(tell) for tell in verdict.tells],
        "suppressed": [],
        "origin": None,
        "signature": verdict.signature,
    }
    if verdict.guess:
        made["guess"] = {"engine": verdict.guess.engine, "likelihood": number(verdict.guess.likelihood)}
    if document.notes:
        made["notes"] = list(document.notes)
    return made


def error_row(unreadable: Unreadable) -> Row:
    """The row of an input that could not be judged."""
    return {
        "schema": SCHEMA,
        "id": unreadable.id,
        "path": unreadable.path,
        "error": {"kind": unreadable.kind, "message": unreadable.message},
    }


def answer(row: Row) -> str:
    """What a row comes to: its verdict, `unreadable`, or `excused` where the user has excused the verdict."""
    if "error" in row:
        return "unreadable"
    return "excused" if excuse(row) else str(row["verdict"])


def excuse(row: Row) -> Row | None:
    """Why the verdict of a row is excused, if it is: it stands in the row, and neither counts nor is reported."""
    verdicts = (found["excuse"] for found in row.get("suppressed", ()) if found["finding"] == "verdict")
    return next(verdicts, None)


def dump(value: Mapping[str, Any]) -> str:
    """The canonical JSON of a row: one line that any UTF-8 stream can carry, whatever the document held."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(value, ensure_ascii=False))


def _reason(reason: Reason) -> Row:
    made: Row = {"name": reason.name, "log_odds": number(reason.log_odds), "tells": list(reason.tells)}
    if reason.spans:
        made["spans"] = [list(span) for span in reason.spans]
    return made


def _tell(tell: Tell) -> Row:
    return {
        "rule": tell.rule,
        "name": tell.name,
        "severity": tell.severity,
        "start": tell.start,
        "end": tell.end,
        "line": tell.line,
        "column": tell.column,
        "evidence": tell.evidence,
        "message": tell.message,
        "hint": tell.hint,
        "fingerprint": tell.fingerprint,
    }


def number(value: float | None) -> float | None:
    """Rounded, as a Python float whatever came in; adding zero turns -0.0 into 0.0."""
    return None if value is None else round(float(value), _DIGITS) + 0.0
