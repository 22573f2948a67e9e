"""The spans of a text that are marked, which may overlap, with their labels."""

from collections.abc import Iterator
from dataclasses import dataclass

from mtdetect.report import words
from mtdetect.results.row import Row


@dataclass(frozen=True, slots=True)
class Mark:
    """A half-open span of a text, the id of its HTML element (`key`), and a label after it, with `title` as tooltip."""

    start: int
    end: int
    key: str
    label: str
    title: str


def marks_of(row: Row, key: str) -> Iterator[Mark]:
    """The marks of a row's tells and phrases; their ids begin with `key`."""
    for number, tell in enumerate(row["tells"]):
        if tell["start"] < tell["end"]:
            yield Mark(tell["start"], tell["end"], f"{key}t{number}", tell["rule"], words.describe(tell["name"]))
    for number, reason in enumerate(row["reasons"]):
        for at, (start, end) in enumerate(reason.get("spans", ())):
            yield Mark(start, end, f"{key}r{number}s{at}", "wording", f"weight {words.weight(reason['log_odds'], 1)}")
