"""The row of schema 1: the one form in which verdicts leave the program."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mtdetect.document import Document, Unreadable
from mtdetect.text.damage import damage_notes
from mtdetect.verdict import Reason, Sentence, Tell, Verdict

SCHEMA = 1
DETAILS = frozenset({"reasons", "tells", "guess"})  # fields that take time to make
FIELDS = (
    *("schema", "id", "path", "likelihood", "human_share", "verdict", "abstained", "words", "base"),
    *("reasons", "tells", "suppressed", "origin", "signature", "house", "guess", "language", "notes"),
)
Row = dict[str, Any]

_DIGITS = 6
# JSON leaves these as they are, yet they break encoders (lone surrogates), line readers or terminals.
_ENCODER = json.JSONEncoder(ensure_ascii=False)
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Result:
    """A row, with the text that it judges, if that is at hand: reports quote from it.

    `fields` are the input's own columns, if the reader was asked to keep them. With `more_follow`, others are ready
    behind this one, so that what is written of it need not reach its reader yet. With `excused`, the user excuses the
    article whatever is found in it, so that it does not count for its site. `sentences` are those of the text with what
    each weighs, if that was asked for.
    """

    row: Row
    text: str | None = None
    fields: Mapping[str, object] | None = None
    more_follow: bool = False
    excused: bool = False
    sentences: tuple[Sentence, ...] = ()


def row(document: Document, verdict: Verdict, *, details: bool = True) -> Row:
    """The row of a judged document; numbers have six decimals.

    `house`, `guess`, `language`, `notes` and `sketch` are there only if known. Without `details`, the row has no
    `reasons`, no `tells` and no `guess`.
    """
    found: Row = {
        "reasons": [_reason(reason) for reason in verdict.reasons],
        "tells": [_tell(tell) for tell in verdict.tells],
    }
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
        **(found if details else {}),
        "suppressed": [],
        "origin": None,
        "signature": verdict.signature,
    }
    if verdict.house:
        house = verdict.house
        made["house"] = {"name": house.name, "texts": house.texts, "level": number(house.level)}
    if verdict.guess:
        made["guess"] = {"engine": verdict.guess.engine, "likelihood": number(verdict.guess.likelihood)}
    if verdict.language:
        made["language"] = {"code": verdict.language.code, "likelihood": number(verdict.language.likelihood)}
    if notes := [*document.notes, *damage_notes(document.text, document.notes)]:
        made["notes"] = notes
    if verdict.sketch:
        made["sketch"] = verdict.sketch
    return made


def error_row(unreadable: Unreadable) -> Row:
    """The row of an input that could not be judged."""
    return {
        "schema": SCHEMA,
        "id": unreadable.id,
        "path": unreadable.path,
        "error": {"kind": unreadable.kind, "message": unreadable.message},
    }


def full_name(own: str, path: str | None) -> str:
    """The name of an article for messages: its file, and its own id in brackets where that does not begin with it."""
    return own if path is None or own.startswith(path) else f"{path} [{own}]"


def is_site(row: Row) -> bool:
    """Whether a row is that of a site, not of an article."""
    return row.get("kind") == "site"


def answer(row: Row) -> str:
    """The answer of a row: its verdict, `unreadable`, or `excused` if the user has excused the verdict."""
    if "error" in row:
        return "unreadable"
    return "excused" if excuse(row) else str(row["verdict"])


def excuse(row: Row) -> Row | None:
    """The excuse of a row's verdict, or None. An excused verdict stays in the row, but is not counted or reported."""
    verdicts = (finding["excuse"] for finding in row.get("suppressed", ()) if finding["finding"] == "verdict")
    return next(verdicts, None)


def dump(value: Mapping[str, Any]) -> str:
    """The canonical JSON of a row: one line that any UTF-8 stream can carry, whatever the document held."""
    line = _ENCODER.encode(value)
    if line.isascii() and "\x7f" not in line:
        return line
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", line)


def _reason(reason: Reason) -> Row:
    fields: Row = {"name": reason.name, "log_odds": number(reason.log_odds), "tells": list(reason.tells)}
    if reason.spans:
        fields["spans"] = [list(span) for span in reason.spans]
    return fields


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
    """The value as a Python float with six decimals, None for None; adding zero turns -0.0 into 0.0."""
    return None if value is None else round(float(value), _DIGITS) + 0.0
