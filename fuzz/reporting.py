"""Targets that write: rows whose ids, paths, notes and evidence are anything, in every format."""

import csv
import io
import json
import re
from collections.abc import Sequence
from functools import cache
from xml.etree import ElementTree

import mtdetect
from fuzz.inputs import texts_of
from mtdetect.document import Document, Unreadable
from mtdetect.report.base import Style, make_report, write
from mtdetect.report.formats import Format
from mtdetect.results.row import Result, error_row, row

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@cache
def detector() -> mtdetect.Detector:
    """The detector without the reader, wherever that is installed: it takes a second for a text, fuzzing thousands."""
    return mtdetect.load(deep="never")


@cache
def _verdict() -> tuple[str, mtdetect.Verdict]:
    """A text that is called translated, and its verdict."""
    text = 'It rained " very much " on the town , and the mayor said : " We have seen nothing like it ." ' * 12
    return text, detector().score(text)


def report_rows(data: bytes) -> None:
    """Rows with hostile ids, paths, notes and kinds of error, and a text that is not judged."""
    name, path, note, text = texts_of(data, 4)[:4]
    judged, verdict = _verdict()
    scored = detector().score(text)
    draw_all(
        [
            Result(row(Document(name, judged, path, notes=(note,)), verdict), judged),
            Result(row(Document(path, text, name), scored), text),
            Result(error_row(Unreadable(name, path, "not_found", note))),
        ]
    )


def draw_all(results: Sequence[Result]) -> None:
    """Draws each format and reads it as strictly as the programs that take it."""
    drawn = {form: _draw(form, results) for form in Format}
    for form in ("json", "sarif"):
        json.loads(drawn[Format(form)])
    lines = [json.loads(line) for line in drawn[Format.JSONL].split("\n") if line]
    assert len(lines) == len(results), "a row is missing, or there is one too many"
    ElementTree.fromstring(drawn[Format.JUNIT])
    table = list(csv.reader(io.StringIO(drawn[Format.CSV], newline="")))
    assert len({len(cells) for cells in table}) == 1, "rows of the table differ in length"
    assert not any(cell[:1] in ("=", "+", "@") for cells in table for cell in cells), "a formula"
    for form in (Format.TEXT, Format.CONCISE, Format.GITHUB):
        assert not _CONTROL.search(drawn[form]), f"a control character in {form}"
    assert "<script>alert" not in drawn[Format.HTML]


def _draw(form: Format, results: Sequence[Result]) -> str:
    out = io.StringIO()
    write(results, [(make_report(form, Style()), out)])
    return out.getvalue().encode("utf-8").decode("utf-8")
