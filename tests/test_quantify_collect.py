"""Documents counted by group, and rows that were saved."""

from pathlib import Path
from typing import Any

import pytest

from mtdetect.errors import UsageError
from mtdetect.quantify.collect import tally_groups, total
from mtdetect.quantify.saved import check_signature, holds_rows, saved_raw
from mtdetect.results.groups import grouper
from mtdetect.results.row import Result

OWN = "model:base@1|rules:2|version:3"


def judged(path: str, verdict: str = "human") -> Result:
    return Result({"id": path, "path": path, "verdict": verdict, "abstained": None, "words": 200})


def test_documents_that_are_not_judged_are_counted_apart() -> None:
    results = [
        judged("a/1", "translated"),
        judged("a/2"),
        Result({"id": "a/3", "path": "a/3", "verdict": "abstained", "abstained": "too_short", "words": 3}),
        Result({"id": "b/4", "path": "b/4", "error": {"kind": "not_found", "message": "gone"}}),
    ]

    groups = tally_groups(results, lambda _row: 0.0, grouper("folder"))

    counted = {name: (one.judged, one.called, one.not_judged, one.unreadable) for name, one in groups.items()}
    assert {"a": (2, 1, 1, 0), "b": (0, 0, 0, 1)} == counted
    everything = total(groups.values())
    assert (2, 1, 1, 1) == (everything.judged, everything.called, everything.not_judged, everything.unreadable)


def test_the_raw_score_of_a_saved_row_is_the_sum_of_its_reasons() -> None:
    row: dict[str, Any] = {"base": -0.5, "reasons": [{"log_odds": 1.25}, {"log_odds": -0.25}]}

    assert saved_raw(row) == 0.5


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'{"schema": 1, "id": "a"}\n', True),
        (b' {"schema":1,"id":"a"}\n', True),
        (b'{"schema": 12, "id": "a"}\n', False),
        (b'{"id": "a", "text": "schema"}\n', False),
        (b"", False),
        (b"\xff\xfe{", False),
    ],
)
def test_a_file_of_rows_is_known_by_its_beginning(tmp_path: Path, content: bytes, expected: bool) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_bytes(content)

    assert holds_rows(str(file)) is expected


@pytest.mark.parametrize("name", ["none.jsonl", ".", "a\0b", "broken.jsonl.gz"])
def test_what_cannot_be_read_holds_no_rows(tmp_path: Path, name: str) -> None:
    (tmp_path / "broken.jsonl.gz").write_bytes(b"\x1f\x8b\x08")

    assert holds_rows(str(tmp_path / name)) is False


@pytest.mark.parametrize("signature", [OWN, f"{OWN}|deep:x@4|judged:base"])
def test_rows_of_the_same_model_are_taken(signature: str) -> None:
    check_signature({"id": "a", "signature": signature}, OWN)


@pytest.mark.parametrize(
    ("signature", "message"),
    [
        (
            "model:base@9|rules:2|version:3",
            r"a was scored by another model \(model:base@9\) than this \(.*\): score .*, or .* --model$",
        ),
        (
            "model:base@1|rules:9|version:3",
            r"another set of rules \(rules:9\) than .*: score the texts anew with this one$",
        ),
        (
            "model:base@1|rules:2|version:4",
            r"another version \(version:4\) than .*: score the texts anew with this one$",
        ),
        ("", "score the texts anew with this one$"),
        (f"{OWN}|deep:x@4|judged:reader", "--deep"),
    ],
)
def test_rows_that_cannot_be_compared_are_refused(signature: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        check_signature({"id": "a", "signature": signature}, OWN)
