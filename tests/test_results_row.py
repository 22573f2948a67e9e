"""Rows: the schema, and that no text can break the line it stands on."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtdetect.document import Document, Unreadable
from mtdetect.results.row import dump, error_row, row
from mtdetect.verdict import Reason, Tell, Verdict

TELL = Tell(
    rule="MT401",
    name="space-before-closing-quote",
    severity="warning",
    start=8,
    end=11,
    line=1,
    column=9,
    evidence='. "',
    message="A space stands before the closing mark.",
    hint="French marks are set apart.",
    fingerprint="9f",
)
VERDICT = Verdict(
    verdict="translated",
    likelihood=0.97123456789,
    human_share=0.002,
    abstained=None,
    words=410,
    base=-0.00000001,
    reasons=(Reason("tell:MT401", 1.9, (0,)), Reason("phrase:of the", -0.25, (), ((3, 9),))),
    tells=(TELL,),
    signature="model:a|rules:b|version:c",
)


def test_a_row_has_the_keys_of_schema_1_in_order() -> None:
    made = row(Document("a.txt", "It rose. ", "a.txt"), VERDICT)

    assert json.dumps(made) == json.dumps(
        {
            "schema": 1,
            "id": "a.txt",
            "path": "a.txt",
            "likelihood": 0.971235,
            "human_share": 0.002,
            "verdict": "translated",
            "abstained": None,
            "words": 410,
            "base": 0.0,
            "reasons": [
                {"name": "tell:MT401", "log_odds": 1.9, "tells": [0]},
                {"name": "phrase:of the", "log_odds": -0.25, "tells": [], "spans": [[3, 9]]},
            ],
            "tells": [
                {
                    "rule": "MT401",
                    "name": "space-before-closing-quote",
                    "severity": "warning",
                    "start": 8,
                    "end": 11,
                    "line": 1,
                    "column": 9,
                    "evidence": '. "',
                    "message": "A space stands before the closing mark.",
                    "hint": "French marks are set apart.",
                    "fingerprint": "9f",
                }
            ],
            "suppressed": [],
            "origin": None,
            "signature": "model:a|rules:b|version:c",
        }
    )


def test_the_notes_of_a_reader_are_in_the_row() -> None:
    made = row(Document("a.txt", "It rose.", notes=("read as cp1252",)), VERDICT)

    assert made["notes"] == ["read as cp1252"]


def test_an_error_row_says_what_and_why() -> None:
    made = error_row(Unreadable("b.txt", "b.txt", "binary", "is not text"))

    assert made == {
        "schema": 1,
        "id": "b.txt",
        "path": "b.txt",
        "error": {"kind": "binary", "message": "is not text"},
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\ud800", '"\\ud800"'),
        ("\x9b2J", '"\\u009b2J"'),
        ("a\u2028b", '"a\\u2028b"'),
        ("\x1b[2J\n", '"\\u001b[2J\\n"'),
        ("naïve 😀", '"naïve 😀"'),
    ],
)
def test_what_breaks_streams_is_escaped_and_nothing_else(text: str, expected: str) -> None:
    dumped = dump({"id": text})

    assert dumped == f'{{"id": {expected}}}'


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_survives_one_line_of_utf_8(text: str) -> None:
    line = dump({"id": text}).encode("utf-8").decode("utf-8")

    assert line.splitlines() == [line]
    assert json.loads(line) == {"id": text}
